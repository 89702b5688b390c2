package org.everycore.radio.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/** Reads CSV whose first row names ADIF fields, in any case; RFC 4180, UTF-8 with or without a byte-order mark. */
final class CsvSource implements RecordSource {
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<String> columns = new ArrayList<>();

    CsvSource(InputStream in) throws IOException {
        parser = CSVFormat.RFC4180.parse(new InputStreamReader(in, StandardCharsets.UTF_8));
        rows = parser.iterator();
        if (rows.hasNext()) {
            for (String cell : rows.next()) {
                String name = (columns.isEmpty() && cell.startsWith("\uFEFF") ? cell.substring(1) : cell)
                        .strip()
                        .toUpperCase(Locale.ROOT);
                if (!AdifField.isName(name)) {
                    throw new ConvertException("line 1: \"" + name + "\" is no name of an ADIF field");
                }
                if (columns.contains(name)) {
                    throw new ConvertException("line 1: column " + name + " stands twice");
                }
                columns.add(name);
            }
        }
    }

    @Override
    public AdifRecord header() {
        return AdifRecord.of(List.of());
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException e) {
            throw new ConvertException("line " + parser.getCurrentLineNumber() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public AdifRecord next() {
        CSVRecord row = rows.next();
        if (row.size() > columns.size()) {
            throw new ConvertException("line " + parser.getCurrentLineNumber() + ": " + row.size() + " cells under "
                    + columns.size() + " names");
        }
        List<AdifField> fields = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) {
                fields.add(new AdifField(columns.get(i), plain(columns.get(i), row.get(i))));
            }
        }
        return AdifRecord.of(fields);
    }

    /** Days and times as spreadsheets write them, 2024-01-02 and 12:00, in ADIF's form. */
    private static String plain(String name, String cell) {
        String text = cell.strip();
        boolean day = name.endsWith("DATE") || name.startsWith("QSO_DATE");
        if (day && text.matches("\\d{4}[-/.]\\d{2}[-/.]\\d{2}")) {
            return text.substring(0, 4) + text.substring(5, 7) + text.substring(8);
        }
        boolean time = name.equals("TIME_ON") || name.equals("TIME_OFF");
        if (time && text.matches("\\d{1,2}:\\d{2}(:\\d{2})?")) {
            String digits = text.replace(":", "");
            return digits.length() % 2 == 0 ? digits : "0" + digits;
        }
        return cell;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
