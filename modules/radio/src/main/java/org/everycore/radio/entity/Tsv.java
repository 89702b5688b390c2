package org.everycore.radio.entity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the tab-separated tables that lie beside this module's classes; lines that begin with # are comments. */
final class Tsv {
    private static final String FOLDER = "/org/everycore/radio/";

    private Tsv() {}

    /** Every row of the table as {@code toRow} sees it; a row shorter than {@code columns} is filled with empty text. */
    static <T> List<T> read(String table, int columns, Function<String[], T> toRow) {
        try (InputStream in = Tsv.class.getResourceAsStream(FOLDER + table)) {
            if (in == null) {
                throw new IllegalStateException("table " + table + " is missing from the class path");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<T> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(toRow.apply(split(line, columns)));
                }
            }
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("table " + table + " cannot be read", e);
        }
    }

    private static String[] split(String line, int columns) {
        String[] cells = new String[columns];
        int from = 0;
        for (int i = 0; i < columns; i++) {
            int tab = from > line.length() ? -1 : line.indexOf('\t', from);
            int end = tab < 0 ? line.length() : tab;
            cells[i] = from > line.length() ? "" : line.substring(from, end);
            from = end + 1;
        }
        return cells;
    }
}
