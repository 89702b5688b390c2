package org.everycore.cli.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.logbook.ImportOptions;
import org.everycore.logbook.ImportReport;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoKey;
import org.everycore.logbook.QsoQuery;
import org.everycore.logbook.service.Reports;
import org.everycore.logbook.service.Service;
import org.everycore.logbook.service.ServiceException;
import org.everycore.logbook.service.ServiceExport;
import org.everycore.logbook.service.Uploads;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.RecordRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches reports and sends QSOs by the services' own interfaces. */
@Command(
        name = "sync",
        description =
                "Fetch what LoTW or eQSL report and import it; send to Club Log or QRZ.com what they have not been told of.",
        footerHeading =
                "%nPasswords and keys come from a file or the environment (EVERYCORE_LOTW_PASSWORD, EVERYCORE_EQSL_PASSWORD,%n"
                        + "EVERYCORE_CLUBLOG_PASSWORD, EVERYCORE_CLUBLOG_KEY, EVERYCORE_QRZ_KEY), never from the command line. A report%n"
                        + "that breaks off is not imported. What was sent is marked, so that the next call goes on.%n%nExamples:%n",
        footer = {
            "  everycore log sync lotw --user DL1XYZ --password-file ~/.lotw",
            "  everycore log sync eqsl --user DL1XYZ --since 2024-01-01",
            "  everycore log sync clublog --user me@example.org --station DL1XYZ",
            "  everycore log sync qrz --key-file ~/.qrz-key"
        })
public final class LogSync implements Callable<Integer> {
    private static final int MOST_SENT = 64 << 20;

    private final Session session;

    @Mixin
    private BookOptions book;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "lotw, eqsl, clublog or qrz.")
    private String service;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The name there: a callsign; for Club Log an e-mail address.")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "The password is its first line.")
    private Path passwordFile;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The key for QRZ.com or Club Log is its first line.")
    private Path keyFile;

    @Option(
            names = "--since",
            paramLabel = "DAY",
            description = "Confirmations that came since; the default is the day before the newest in the logbook.")
    private String since;

    @Option(names = "--station", paramLabel = "CALL", description = "The own callsign, where QSOs name none.")
    private String station = "";

    @Option(names = "--add-unmatched", description = "Add the QSOs of a report that the logbook lacks.")
    private boolean addUnmatched;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long one answer may take; 120 when absent.")
    private long timeout = 120;

    @Option(names = "--server", paramLabel = "URL", description = "Another address of the service.")
    private URI server;

    public LogSync(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (timeout < 1 || timeout > 86_400) {
            throw Failure.wrongInput("--timeout = " + timeout + ": must be 1 to 86400 seconds");
        }
        if (server != null && (server.getHost() == null || server.getScheme() == null)) {
            throw Failure.wrongInput("--server = " + server + ": must be an address such as https://example.org");
        }
        return session.interrupts().during(() -> {}, () -> {
            try {
                return switch (Service.named(service)) {
                    case LOTW -> fetch(Service.LOTW);
                    case EQSL -> fetch(Service.EQSL);
                    case CLUBLOG -> clubLog();
                    case QRZ -> qrz();
                    default ->
                        throw Failure.wrongInput(service + " takes no log by an interface of its own:"
                                + " 'everycore log export --for " + service + "' writes one for its page");
                };
            } catch (ServiceException e) {
                throw new Failure(e.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.FAILED, e.getMessage(), e);
            }
        });
    }

    private Duration patience() {
        return Duration.ofSeconds(timeout);
    }

    private String user() {
        if (user == null || user.isBlank()) {
            throw Failure.wrongInput("--user is missing: the name at " + service);
        }
        return user.strip();
    }

    private int fetch(Service from) throws IOException {
        boolean lotw = from == Service.LOTW;
        String password = new Secrets(session)
                .read(
                        passwordFile,
                        "--password-file",
                        lotw ? "EVERYCORE_LOTW_PASSWORD" : "EVERYCORE_EQSL_PASSWORD",
                        "the password");
        String name = user();
        Path report = Files.createTempFile("everycore-report", ".adi");
        try (LogStore store = book.openOrMake()) {
            Logbook logbook = store.logbook(book.name());
            LocalDate first = since(logbook, lotw ? "LOTW_QSLRDATE" : "EQSL_QSLRDATE");
            session.err().println("asking " + from.key() + " for confirmations since " + first);
            if (lotw) {
                Reports.lotw(server == null ? Reports.LOTW : server, name, password, first, patience(), report);
            } else {
                Reports.eqsl(server == null ? Reports.EQSL : server, name, password, first, patience(), report);
            }
            ImportOptions options = ImportOptions.DEFAULT
                    .with(lotw ? ImportOptions.Report.LOTW : ImportOptions.Report.EQSL)
                    .adding(addUnmatched);
            ImportReport done;
            try (ImportProgressLine line = new ImportProgressLine(session, from.key())) {
                done = logbook.importLog(
                        report, options, line.listener(session.interrupts()::interrupted, unmatched -> {}));
            }
            new ImportText(session, from.key(), done).show();
            return done.complete() ? 0 : ExitCode.CANCELLED.status();
        } finally {
            Files.deleteIfExists(report);
        }
    }

    private LocalDate since(Logbook logbook, String field) {
        if (since != null) {
            try {
                return LocalDate.parse(since.strip());
            } catch (DateTimeParseException e) {
                throw new Failure(ExitCode.WRONG_INPUT, "--since = " + since + ": must be a day such as 2024-01-31", e);
            }
        }
        String[] newest = {""};
        logbook.forEach(QsoQuery.ALL, qso -> {
            String day = qso.record().normal(field).orElse("");
            if (RecordRules.isDate(day) && day.compareTo(newest[0]) > 0) {
                newest[0] = day;
            }
        });
        return newest[0].isEmpty()
                ? LocalDate.of(1945, 11, 15)
                : LocalDate.parse(newest[0], DateTimeFormatter.BASIC_ISO_DATE).minusDays(1);
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private int clubLog() throws IOException {
        if (station.isBlank()) {
            throw Failure.wrongInput("--station is missing: the callsign whose log at Club Log this is");
        }
        Secrets secrets = new Secrets(session);
        String password = secrets.read(passwordFile, "--password-file", "EVERYCORE_CLUBLOG_PASSWORD", "the password");
        String key = secrets.read(keyFile, "--key-file", "EVERYCORE_CLUBLOG_KEY", "the key that Club Log gave you");
        String name = user();
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            ServiceExport export = new ServiceExport(Service.CLUBLOG, QsoQuery.ALL, station, false);
            ByteArrayOutputStream adi = new ByteArrayOutputStream();
            ServiceExport.Written written = export.to(adi, logbook, session.interrupts()::interrupted);
            if (adi.size() > MOST_SENT) {
                throw Failure.wrongInput("more than 64 MB are to be sent at once: send the first log by Club Log's page"
                        + " ('log export --for clublog --mark-sent')");
            }
            if (written.qsos() > 0) {
                Uploads.clubLog(
                        server == null ? Uploads.CLUBLOG : server,
                        name,
                        password,
                        station.strip(),
                        key,
                        adi.toByteArray(),
                        patience());
                export.mark(logbook, today());
            }
            tell(written.qsos(), 0, written.sent(), written.refused(), List.of());
        }
        return 0;
    }

    private int qrz() throws IOException {
        String key = new Secrets(session)
                .read(keyFile, "--key-file", "EVERYCORE_QRZ_KEY", "the key of the logbook at QRZ.com");
        Uploads.Qrz qrz = new Uploads.Qrz(server == null ? Uploads.QRZ : server, key, patience());
        try (LogStore store = book.open()) {
            Logbook logbook = book.find(store);
            List<AdifRecord> pending = new ArrayList<>();
            ServiceExport export = new ServiceExport(Service.QRZ, QsoQuery.ALL, station, false);
            ServiceExport.Written chosen = export.each(logbook, () -> false, pending::add);
            Set<QsoKey> sent = new HashSet<>();
            List<String> failures = new ArrayList<>();
            long known = 0;
            try {
                for (AdifRecord qso : pending) {
                    if (session.interrupts().interrupted()) {
                        break;
                    }
                    Uploads.Sent outcome = qrz.send(Service.QRZ.outgoing(qso));
                    if (outcome == Uploads.Sent.REFUSED) {
                        failures.add(QsoLines.plain(qso.get("CALL") + ": " + qrz.reason()));
                    } else {
                        sent.add(QsoKey.of(qso));
                        known += outcome == Uploads.Sent.KNOWN ? 1 : 0;
                    }
                }
            } finally {
                // What arrived is noted whatever came after it.
                String day = today();
                logbook.change(
                        QsoQuery.ALL,
                        qso -> Service.QRZ.pending(qso) && sent.contains(QsoKey.of(qso)),
                        qso -> Service.QRZ.marked(qso, day),
                        "sent to qrz",
                        changed -> {});
            }
            tell(sent.size(), known, chosen.sent(), chosen.refused(), failures);
            return session.interrupts().interrupted()
                    ? ExitCode.CANCELLED.status()
                    : failures.isEmpty() ? 0 : ExitCode.FAILED.status();
        }
    }

    private void tell(long sent, long known, long before, Map<String, Long> refused, List<String> failures) {
        for (String failure : failures) {
            session.warn("not taken: " + failure);
        }
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("service", Service.named(service).key());
            json.put("sent", sent);
            json.put("known", known);
            json.put("sentBefore", before);
            json.put("refused", refused);
            json.put("failed", failures);
            session.out().println(JsonText.of(json));
        } else {
            session.out()
                    .println(Numbers.counted(sent, "QSO") + " sent to "
                            + Service.named(service).key()
                            + (known > 0 ? ", " + Numbers.grouped(known) + " of them known there" : "")
                            + (failures.isEmpty() ? "" : ", " + failures.size() + " not taken"));
            refused.forEach(
                    (reason, count) -> session.err().println("left out: " + Numbers.grouped(count) + " " + reason));
        }
    }
}
