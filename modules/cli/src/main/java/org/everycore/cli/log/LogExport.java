package org.everycore.cli.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.OutForm;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.LogbookExport;
import org.everycore.logbook.service.Service;
import org.everycore.logbook.service.ServiceExport;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.convert.LogForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports a logbook, or what is searched of it. */
@Command(
        name = "export",
        description = "Export a logbook, or what is searched of it, in order of time, with all its fields.",
        footerHeading = "%nA file appears when it is whole, or not at all.%n%nExamples:%n",
        footer = {
            "  everycore log export --out log.adi",
            "  everycore log export --out 2024.adx --date 2024",
            "  everycore log export --format csv --columns CALL,QSO_DATE,BAND | head",
            "  everycore log export --band 20m --length-unit bytes > 20m.adi",
            "  everycore log export --for lotw --out lotw.adi --mark-sent  # then sign it with TQSL",
            "  everycore log export --for pota --date 2024-06 --out parks/"
        })
public final class LogExport implements Callable<Integer> {
    private static final List<LogForm> FORMS = List.of(LogForm.ADI, LogForm.ADX, LogForm.CSV, LogForm.JSONL);

    private final Session session;

    @Mixin
    private BookOptions book;

    @Mixin
    private Selection selection;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; its ending chooses the format.")
    private Path out;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Write adi (the default), adx, csv or jsonl.")
    private String format;

    @Option(
            names = "--length-unit",
            paramLabel = "UNIT",
            description = "ADI lengths count characters (the default) or bytes.")
    private String lengthUnit = "characters";

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "The columns of CSV; the default is every field that occurs.")
    private List<String> columns = List.of();

    @Option(
            names = "--for",
            paramLabel = "SERVICE",
            description =
                    "Only what a service has not been told of, as it takes it: lotw, eqsl, clublog, qrz; pota (--out names a"
                            + " folder, which gets a file a park); sota (its CSV).")
    private String service;

    @Option(names = "--all", description = "With --for: what was sent before, too.")
    private boolean all;

    @Option(names = "--mark-sent", description = "With --for and --out: note in the logbook that it was sent today.")
    private boolean markSent;

    @Option(
            names = "--station",
            paramLabel = "CALL",
            description = "With --for: the own callsign of QSOs that name none in STATION_CALLSIGN.")
    private String station = "";

    public LogExport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (service != null) {
            return forService();
        }
        if (all || markSent || !station.isEmpty()) {
            throw Failure.wrongInput("--all, --mark-sent and --station go with --for SERVICE");
        }
        LogbookExport export = new LogbookExport(selection.query(), form(), unit(), columns);
        // The export looks for an interrupt by itself.
        return session.interrupts().during(() -> {}, () -> {
            try (LogStore store = book.open()) {
                if (out == null) {
                    export.write(book.find(store), session.out(), session.interrupts()::interrupted);
                    session.out().flush();
                } else {
                    try (ResultFile file = ResultFile.open(ResultTarget.to(out))) {
                        long qsos = export.write(book.find(store), file.stream(), session.interrupts()::interrupted);
                        file.commit();
                        tell(qsos);
                    }
                }
            }
            return 0;
        });
    }

    private int forService() throws IOException {
        if (format != null || !columns.isEmpty()) {
            throw Failure.wrongInput("--for " + service + " chooses form and fields: leave out --format and --columns");
        }
        if (markSent && out == null) {
            throw Failure.wrongInput("--mark-sent goes with --out: what was only shown is not sent");
        }
        ServiceExport export = new ServiceExport(Service.named(service), selection.query(), station, all);
        return session.interrupts().during(() -> {}, () -> {
            try (LogStore store = book.open()) {
                new ServiceExportText(session, export, out, markSent).run(book.find(store));
            }
            return 0;
        });
    }

    private void tell(long qsos) {
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", out.toString());
            json.put("qsos", qsos);
            session.out().println(JsonText.of(json));
        } else {
            session.out().println(out + ": " + Numbers.counted(qsos, "QSO"));
        }
    }

    private LogForm form() {
        if (format == null) {
            return out == null ? LogForm.ADI : OutForm.of(out, FORMS);
        }
        for (LogForm form : FORMS) {
            if (form.name().equalsIgnoreCase(format)) {
                return form;
            }
        }
        throw Failure.wrongInput("--format = " + format + ": must be adi, adx, csv, jsonl");
    }

    private LengthUnit unit() {
        for (LengthUnit unit : LengthUnit.values()) {
            if (unit.key().equals(lengthUnit)) {
                return unit;
            }
        }
        throw Failure.wrongInput("--length-unit = " + lengthUnit + ": must be characters or bytes");
    }
}
