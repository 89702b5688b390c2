package org.everycore.cli.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.ReadOptions;
import org.everycore.cli.Session;
import org.everycore.logbook.ImportListener;
import org.everycore.logbook.ImportOptions;
import org.everycore.logbook.ImportReport;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.radio.adif.LogPaths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports logs and QSL reports into a logbook. */
@Command(
        name = "import",
        description = "Import logs (ADI, ADX, gzip, zip) and QSL reports; importing twice adds nothing.",
        footerHeading =
                "%nCtrl-C stops an import between two transactions (exit code 3); the same command takes it up%n"
                        + "again. So it does after a crash.%n%nExamples:%n",
        footer = {
            "  everycore log import log.adi",
            "  everycore log import logs/ --book DL1ABC --db station.db",
            "  everycore log import lotwreport.adi --qsl-report lotw",
            "  everycore log import lotwreport.adi --unmatched not-in-log.adi",
            "  zcat log.adi.gz | everycore log import - --json"
        })
public final class LogImport implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Session session;

    @Mixin
    private BookOptions book;

    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Logs: files, folders, patterns, or - for standard input.")
    private List<String> logs;

    @Option(
            names = "--qsl-report",
            paramLabel = "WHOSE",
            description = "auto (the default) takes a log whose header names LoTW or eQSL for a QSL report; none takes"
                    + " all for logs; card, lotw, eqsl say whose report it is.")
    private String report = "auto";

    @Option(
            names = "--tolerance",
            paramLabel = "MINUTES",
            description = "How far a QSL report's times may lie from the log's; the default is 30.")
    private int tolerance = 30;

    @Option(
            names = "--unmatched",
            paramLabel = "FILE",
            description = "Write the records of QSL reports that belong to no QSO of the logbook to this file, as ADI.")
    private Path unmatched;

    @Option(names = "--add-unmatched", description = "Add the QSOs of a QSL report that the logbook lacks.")
    private boolean addUnmatched;

    @Mixin
    private ReadOptions reading;

    public LogImport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        ImportOptions options = options();
        List<String> named = new ArrayList<>();
        for (String log : logs) {
            if (log.equals(STANDARD_INPUT)) {
                named.add(log);
            } else {
                LogPaths.expand(List.of(log)).forEach(path -> named.add(path.toString()));
            }
        }
        // The import looks for an interrupt by itself, transaction by transaction.
        return session.interrupts().during(() -> {}, () -> {
            try (LogStore store = book.openOrMake();
                    MissedFile missed = new MissedFile(unmatched)) {
                Logbook logbook = store.logbook(book.name());
                for (String log : named) {
                    if (!run(logbook, log, options, missed)) {
                        return ExitCode.CANCELLED.status();
                    }
                }
                missed.commit();
            }
            return ExitCode.OK.status();
        });
    }

    /** Imports one log; false if it was stopped. */
    private boolean run(Logbook logbook, String log, ImportOptions options, MissedFile missed) throws IOException {
        ImportReport done;
        try (ImportProgressLine line = new ImportProgressLine(session, log)) {
            ImportListener listener = line.listener(session.interrupts()::interrupted, missed::add);
            done = log.equals(STANDARD_INPUT)
                    ? logbook.importLog(session.in(), options, listener)
                    : logbook.importLog(Path.of(log), options, listener);
        }
        new ImportText(session, log, done).show();
        return done.complete();
    }

    private ImportOptions options() {
        ImportOptions.Report kind = Stream.of(ImportOptions.Report.values())
                .filter(one -> one.name().equalsIgnoreCase(report))
                .findFirst()
                .orElseThrow(() -> Failure.wrongInput("--qsl-report = " + report + ": must be "
                        + Stream.of(ImportOptions.Report.values())
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
        if (tolerance < 0 || tolerance > 1440) {
            throw Failure.wrongInput("--tolerance = " + tolerance + ": must be 0 to 1440 minutes");
        }
        return ImportOptions.DEFAULT
                .with(reading.rules(session))
                .with(kind)
                .with(Duration.ofMinutes(tolerance))
                .adding(addUnmatched);
    }
}
