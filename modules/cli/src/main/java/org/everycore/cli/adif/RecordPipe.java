package org.everycore.cli.adif;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.everycore.cli.Failure;
import org.everycore.cli.OutForm;
import org.everycore.cli.ReadOptions;
import org.everycore.cli.Session;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.convert.KeptOpen;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSink;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A verb that reads logs and writes records: to standard output, or to a file that appears when it is whole. What a verb does
 * with a record is its own.
 */
abstract class RecordPipe implements Callable<Integer> {
    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Logs: files, folders, patterns, or - for standard input.")
    private List<String> logs;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; its ending chooses the format.")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Write adi (the default), adx, csv, jsonl or cabrillo.")
    private String format;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description =
                    "Read adi, adx, csv, jsonl or cabrillo; the default is what each log's name and beginning say.")
    private String inputFormat;

    @Option(
            names = "--length-unit",
            paramLabel = "UNIT",
            description = "ADI lengths count characters (the default) or bytes.")
    private String lengthUnit = "characters";

    @Mixin
    private ReadOptions reading;

    RecordPipe(Session session) {
        this.session = session;
    }

    /** Takes one record. */
    abstract void accept(AdifRecord record, RecordSink sink) throws IOException;

    /** Called after the last record. */
    void finish() {}

    /** The columns of CSV, when the verb knows them; else they are those that the logs hold. */
    List<String> columns() {
        return List.of();
    }

    /** Fields that the verb may add, for the columns of CSV. */
    List<String> more() {
        return List.of();
    }

    /** What the verb does with all records. */
    void copy(AllLogs all, RecordSink sink) throws IOException {
        while (all.hasNext()) {
            accept(all.next(), sink);
        }
        finish();
    }

    /** Whether rejected records are handed out too. */
    boolean takesRejected() {
        return false;
    }

    /** Called before anything is read: what is wrong with the verb's own options is told here. */
    void prepare() throws IOException {}

    @Override
    public Integer call() throws IOException {
        prepare();
        LengthUnit unit = unit();
        LogForm form = form();
        List<String> named = new ArrayList<>(LogInput.expand(logs));
        if (form == LogForm.CSV && columns().isEmpty()) {
            // CSV names its columns before the first row, so the logs are read twice.
            named.replaceAll(log -> log.equals(LogInput.STANDARD_INPUT) ? spooled() : log);
        }
        LogInput input = new LogInput(session, reading.rules(session), inputFormat).withRejected(takesRejected());
        // The copying looks for an interrupt by itself, record by record.
        return session.interrupts().during(() -> {}, () -> {
            List<String> columns = form == LogForm.CSV ? csvColumns(input, named) : List.of();
            if (out == null) {
                copy(input, named, form.create(new KeptOpen(session.out()), columns, unit));
                session.out().flush();
            } else {
                try (ResultFile file = ResultFile.open(ResultTarget.to(out))) {
                    OutputStream kept = new KeptOpen(file.stream());
                    boolean gzip = out.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
                    copy(input, named, form.create(gzip ? new GZIPOutputStream(kept, 1 << 16) : kept, columns, unit));
                    file.commit();
                }
            }
            return 0;
        });
    }

    private LogForm form() {
        if (format != null) {
            return LogForm.named(format);
        }
        return out == null ? LogForm.ADI : OutForm.of(out, List.of(LogForm.values()));
    }

    private String spooled() {
        try {
            return Spool.file(session.in()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(LogInput input, List<String> named, RecordSink sink) throws IOException {
        try (AllLogs all = new AllLogs(session, input, named, true)) {
            sink.header(all.header());
            copy(all, sink);
        }
        sink.close();
    }

    /** The first pass of two. */
    private List<String> csvColumns(LogInput input, List<String> named) throws IOException {
        if (!columns().isEmpty()) {
            return columns();
        }
        try (AllLogs all = new AllLogs(session, input, named, false)) {
            Set<String> columns = new LinkedHashSet<>(LogForm.columns(all));
            columns.addAll(more());
            return List.copyOf(columns);
        }
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
