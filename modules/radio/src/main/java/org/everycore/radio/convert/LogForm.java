package org.everycore.radio.convert;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.AdxWriter;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.adif.LogFormat;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.Problem;
import org.everycore.radio.adif.ReadRules;

/** The forms that a log can be converted between. */
public enum LogForm {
    /** Tags with lengths; reading also takes it gzipped or zipped. */
    ADI("text/plain", "adi", "adif"),
    /** The XML form. */
    ADX("application/xml", "adx"),
    /** A row of field names, then a row a QSO; an empty cell is no field. */
    CSV("text/csv", "csv"),
    /** A JSON object a line, from field name to text. */
    JSONL("application/x-ndjson", "jsonl", "ndjson"),
    /** A contest log, version 3. */
    CABRILLO("text/plain", "cbr", "cabrillo", "log"),
    /** A log of Summits on the Air, CSV version 2; read from CSV whose rows begin with V2, too. */
    SOTA("text/csv", "sota");

    private final String mediaType;

    /** Made by List.of. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> endings;

    LogForm(String mediaType, String... endings) {
        this.endings = List.of(endings);
        this.mediaType = mediaType;
    }

    /** How a log of this form is called as a job's result. */
    public ResultFormat format() {
        return new ResultFormat(endings.get(0), mediaType);
    }

    /** The form that a file's name tells by its ending (before {@code .gz} or {@code .zip}); ADI when it tells none. */
    public static LogForm ofFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zip)$", "");
        String ending = name.substring(name.lastIndexOf('.') + 1);
        for (LogForm form : values()) {
            if (form.endings.contains(ending)) {
                return form;
            }
        }
        return ADI;
    }

    /** The form of that name, such as {@code csv} or {@code cabrillo}. */
    public static LogForm named(String name) {
        for (LogForm form : values()) {
            if (form.name().equalsIgnoreCase(name) || form.endings.contains(name.toLowerCase(Locale.ROOT))) {
                return form;
            }
        }
        throw new ConvertException("a log's form is adi, adx, csv, jsonl, cabrillo or sota, not " + name);
    }

    /** Opens a log of this form; what is wrong in an ADI or ADX log is told to {@code problems}. */
    public RecordSource open(Path file, ReadRules rules, Consumer<Problem> problems) throws IOException {
        return switch (this) {
            case ADI, ADX -> new AdifSource(AdifReader.of(LogFormat.openAdi(file), rules, problems));
            default -> open(new BufferedInputStream(Files.newInputStream(file), 1 << 16), rules, problems);
        };
    }

    /** As {@link #open(Path, ReadRules, Consumer)} from a stream; ADX needs a file. */
    public RecordSource open(InputStream in, ReadRules rules, Consumer<Problem> problems) throws IOException {
        return switch (this) {
            case ADI -> new AdifSource(AdifReader.of(in, rules, problems));
            case ADX -> throw new ConvertException("an ADX log is read from a file, not from a stream");
            case CSV -> csv(in);
            case SOTA -> new SotaSource(in);
            case JSONL -> new JsonLinesSource(in);
            case CABRILLO -> new CabrilloSource(in, problems);
        };
    }

    /** SOTA's files end in .csv too. */
    private static RecordSource csv(InputStream in) throws IOException {
        BufferedInputStream ahead = new BufferedInputStream(in, 1 << 16);
        ahead.mark(SotaSource.MARK.length());
        String head = new String(ahead.readNBytes(SotaSource.MARK.length()), StandardCharsets.ISO_8859_1);
        ahead.reset();
        return head.equalsIgnoreCase(SotaSource.MARK) ? new SotaSource(ahead) : new CsvSource(ahead);
    }

    /**
     * Begins a log of this form.
     *
     * @param columns the fields that CSV writes, in that order; see {@link #columns}
     * @param unit what lengths in ADI count
     */
    public RecordSink create(OutputStream out, List<String> columns, LengthUnit unit) {
        return switch (this) {
            case ADI -> new AdiSink(new AdifWriter(out, unit));
            case ADX -> new AdxSink(new AdxWriter(out));
            case CSV -> new CsvSink(out, columns);
            case SOTA -> new SotaSink(out);
            case JSONL -> new JsonLinesSink(out);
            case CABRILLO -> new CabrilloSink(out);
        };
    }

    /** The names of all fields that a log has, in the order in which they first stand; the log is read to its end. */
    public static List<String> columns(RecordSource log) {
        Set<String> names = new LinkedHashSet<>();
        while (log.hasNext()) {
            for (AdifField field : NormalMode.written(log.next()).fields()) {
                names.add(field.name());
            }
        }
        return new ArrayList<>(names);
    }

    private record AdiSink(AdifWriter writer) implements RecordSink {
        @Override
        public void header(AdifRecord header) throws IOException {
            writer.header(header);
        }

        @Override
        public void record(AdifRecord record) throws IOException {
            writer.record(record);
        }

        @Override
        public long written() {
            return writer.written();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private record AdxSink(AdxWriter writer) implements RecordSink {
        @Override
        public void header(AdifRecord header) throws IOException {
            writer.header(header);
        }

        @Override
        public void record(AdifRecord record) throws IOException {
            writer.record(record);
        }

        @Override
        public long written() {
            return writer.written();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
