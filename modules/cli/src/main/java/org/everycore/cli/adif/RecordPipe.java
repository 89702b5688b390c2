package org.everycore.cli.adif;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A verb that reads logs and writes records: to standard output, or to a file that appears when it is whole. What a verb does
 * with a record is its own.
 */
abstract class RecordPipe implements Callable<Integer> {
    private static final int CHECK_EVERY = 1024;

    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Logs: files, folders, patterns, or - for standard input.")
    private List<String> logs;

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
            names = "--on-duplicate",
            paramLabel = "HOW",
            description = "A field twice in a record: strict rejects the record, last lets the last value count.")
    private String onDuplicate;

    RecordPipe(Session session) {
        this.session = session;
    }

    /** Takes one record; {@code sink} is open until {@link #finish}. */
    abstract void accept(AdifRecord record, RecordSink sink) throws IOException;

    /** Called after the last record. */
    void finish(RecordSink sink) throws IOException {}

    /** The columns of CSV, when the verb knows them; else they are those that the logs hold. */
    List<String> columns() {
        return List.of();
    }

    @Override
    public Integer call() throws IOException {
        List<String> named = LogInput.expand(logs);
        SinkFormat form = SinkFormat.of(format, out == null ? null : out.toString());
        LogInput input = new LogInput(session, onDuplicate);
        List<String> columns = form == SinkFormat.CSV ? csvColumns(input, named) : List.of();
        // The copying looks for an interrupt by itself, record by record.
        return session.interrupts().during(() -> {}, () -> {
            if (out == null) {
                copy(input, named, form, columns, session.out());
                session.out().flush();
            } else {
                try (ResultFile file = ResultFile.open(ResultTarget.to(out))) {
                    copy(input, named, form, columns, file.stream());
                    file.commit();
                }
            }
            return 0;
        });
    }

    private void copy(
            LogInput input, List<String> named, SinkFormat form, List<String> columns, java.io.OutputStream stream)
            throws IOException {
        RecordSink sink = null;
        for (String log : named) {
            LogInput.Tally tally = new LogInput.Tally();
            try (AdifReader reader = input.open(log, tally)) {
                if (sink == null) {
                    sink = form.open(stream, reader.header(), unit(), columns);
                }
                for (long n = 1; reader.hasNext(); n++) {
                    accept(reader.next(), sink);
                    if (n % CHECK_EVERY == 0 && session.interrupts().interrupted()) {
                        throw new CancellationException();
                    }
                }
                input.tell(tally, reader.records());
            }
        }
        finish(sink);
        sink.close();
    }

    /** The first pass of two: CSV names its columns before the first row. */
    private List<String> csvColumns(LogInput input, List<String> named) throws IOException {
        List<String> known = columns();
        if (!known.isEmpty()) {
            return known;
        }
        Set<String> found = new LinkedHashSet<>();
        for (String log : named) {
            if (log.equals(LogInput.STANDARD_INPUT)) {
                throw Failure.wrongInput(
                        "CSV of standard input needs its columns: 'everycore adif select --fields CALL,...'");
            }
            try (AdifReader reader = input.open(log, new LogInput.Tally())) {
                while (reader.hasNext()) {
                    for (AdifField field : reader.next().fields()) {
                        found.add(field.name());
                    }
                }
            }
        }
        return List.copyOf(found);
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
