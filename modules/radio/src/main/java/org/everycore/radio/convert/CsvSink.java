package org.everycore.radio.convert;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.NormalMode;

/** Writes CSV by RFC 4180 in UTF-8: a row of names, a row a QSO. Fields that have no column are left out. */
final class CsvSink implements RecordSink {
    private final Writer out;
    private final List<String> columns;
    private long written;

    CsvSink(OutputStream out, List<String> columns) {
        if (columns.isEmpty()) {
            throw new ConvertException("CSV needs the names of its columns");
        }
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        this.columns = columns.stream().map(c -> c.toUpperCase(Locale.ROOT)).toList();
    }

    @Override
    public void header(AdifRecord header) throws IOException {
        out.write(String.join(",", columns));
        out.write("\r\n");
    }

    @Override
    public void record(AdifRecord qso) throws IOException {
        // A MODE without its SUBMODE would say less than what was logged.
        AdifRecord record = columns.contains("SUBMODE") ? NormalMode.written(qso) : qso;
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            String value = record.get(columns.get(i));
            if (value != null) {
                cell(value);
            }
        }
        out.write("\r\n");
        written++;
    }

    private void cell(String value) throws IOException {
        boolean plain = true;
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = c != ',' && c != '"' && c != '\n' && c != '\r';
        }
        if (plain) {
            out.write(value);
        } else {
            out.write('"');
            out.write(value.replace("\"", "\"\""));
            out.write('"');
        }
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
