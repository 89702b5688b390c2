package org.everycore.cli.adif;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.everycore.cli.Failure;
import org.everycore.cli.text.JsonText;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.AdifWriter;
import org.everycore.radio.adif.AdxWriter;
import org.everycore.radio.adif.LengthUnit;

/** The forms in which records can be written. */
enum SinkFormat {
    ADI,
    ADX,
    CSV,
    JSONL;

    /** By name, or by the extension of a file; ADI when there is neither. */
    static SinkFormat of(String name, String file) {
        if (name != null) {
            return Stream.of(values())
                    .filter(format -> format.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> Failure.wrongInput("--format = " + name + ": must be "
                            + Stream.of(values())
                                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))));
        }
        String lower = file == null ? "" : file.toLowerCase(Locale.ROOT);
        return lower.endsWith(".adx")
                ? ADX
                : lower.endsWith(".csv") ? CSV : lower.endsWith(".jsonl") || lower.endsWith(".ndjson") ? JSONL : ADI;
    }

    /**
     * Opens a sink.
     *
     * @param header the header of the log that the records come from
     * @param columns field names, for CSV
     */
    RecordSink open(OutputStream out, AdifRecord header, LengthUnit unit, List<String> columns) throws IOException {
        OutputStream kept = new Kept(out);
        return switch (this) {
            case ADI -> adi(new AdifWriter(kept, unit), header);
            case ADX -> adx(new AdxWriter(kept), header);
            case CSV -> csv(writer(kept), columns);
            case JSONL -> jsonl(writer(kept));
        };
    }

    private static RecordSink adi(AdifWriter writer, AdifRecord header) throws IOException {
        writer.header(header);
        return new Wrapped(writer::record, writer::close);
    }

    private static RecordSink adx(AdxWriter writer, AdifRecord header) throws IOException {
        writer.header(header);
        return new Wrapped(writer::record, writer::close);
    }

    private static RecordSink csv(Writer writer, List<String> columns) throws IOException {
        writer.write(columns.stream().map(SinkFormat::cell).collect(Collectors.joining(",")) + "\r\n");
        return new Wrapped(
                record -> {
                    for (int i = 0; i < columns.size(); i++) {
                        String value = record.get(columns.get(i));
                        writer.write((i == 0 ? "" : ",") + (value == null ? "" : cell(value)));
                    }
                    writer.write("\r\n");
                },
                writer::close);
    }

    /** Quoted as RFC 4180 has it, where commas, quotes or line breaks ask for it. */
    private static String cell(String value) {
        return value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static RecordSink jsonl(Writer writer) {
        return new Wrapped(
                record -> {
                    Map<String, Object> fields = new java.util.LinkedHashMap<>();
                    for (AdifField field : record.fields()) {
                        fields.put(field.name(), field.value());
                    }
                    writer.write(JsonText.of(fields));
                    writer.write('\n');
                },
                writer::close);
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    private interface Write {
        void record(AdifRecord record) throws IOException;
    }

    private interface End {
        void close() throws IOException;
    }

    private record Wrapped(Write write, End end) implements RecordSink {
        @Override
        public void record(AdifRecord record) throws IOException {
            write.record(record);
        }

        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    /** A stream whose owner closes it: closing here only flushes. */
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            out.write(data, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
