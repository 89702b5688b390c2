package org.everycore.cli.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;

/** A table of doubles as a person looks at it first: its first rows, and mean, deviation, least and most of each column. */
public final class TableText {
    private static final int ROWS = 5;
    private static final int COLUMNS = 8;
    private static final int COUNTED = 1_000_000;

    private TableText() {}

    public static List<String> lines(Path file) throws IOException {
        double[][] table = SampleTable.read(file, COUNTED);
        List<String> lines = new ArrayList<>();
        if (table.length == 0) {
            return lines;
        }
        int columns = Math.min(COLUMNS, table[0].length);
        TextTable text = new TextTable("l" + "r".repeat(columns));
        for (int row = 0; row < Math.min(ROWS, table.length); row++) {
            double[] values = table[row];
            text.row(cells("  " + row, columns, column -> values[column]));
        }
        double[][] all = new double[columns][];
        for (int column = 0; column < columns; column++) {
            int at = column;
            all[column] = Arrays.stream(table).mapToDouble(row -> row[at]).toArray();
        }
        text.row(cells("  mean", columns, column -> mean(all[column])));
        text.row(cells("  deviation", columns, column -> deviation(all[column])));
        text.row(cells(
                "  least", columns, column -> Arrays.stream(all[column]).min().orElse(Double.NaN)));
        text.row(cells(
                "  most", columns, column -> Arrays.stream(all[column]).max().orElse(Double.NaN)));
        lines.addAll(text.lines());
        if (table[0].length > columns) {
            lines.add("  and " + Numbers.grouped(table[0].length - columns) + " columns more");
        }
        if (table.length == COUNTED) {
            lines.add("  of the first " + Numbers.grouped(COUNTED) + " rows");
        }
        return lines;
    }

    private interface Column {
        double value(int column);
    }

    private static Object[] cells(String name, int columns, Column column) {
        Object[] cells = new Object[columns + 1];
        cells[0] = name;
        for (int i = 0; i < columns; i++) {
            cells[i + 1] = String.format(Locale.ROOT, "%.6g", column.value(i));
        }
        return cells;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** With n - 1, as of a sample; 0 for one row. */
    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? 0 : StrictMath.sqrt(squares / (values.length - 1));
    }
}
