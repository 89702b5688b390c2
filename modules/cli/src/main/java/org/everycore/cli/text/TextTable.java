package org.everycore.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells set in columns as wide as their widest cell; numbers are set to the right when asked. */
public final class TextTable {
    private static final String GAP = "  ";

    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /** One letter a column: l for text set left, r for numbers set right. */
    public TextTable(String alignment) {
        right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    public TextTable row(Object... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + right.length + " columns");
        }
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = String.valueOf(cells[i]);
        }
        rows.add(row);
        return this;
    }

    /** The lines, without blanks at their ends. */
    public List<String> lines() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String blanks = " ".repeat(widths[i] - width(row[i]));
                line.append(i == 0 ? "" : GAP).append(right[i] ? blanks + row[i] : row[i] + blanks);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** How many columns a text takes on a terminal: colour codes take none. */
    static int width(String text) {
        String plain = text.indexOf('\u001b') < 0 ? text : text.replaceAll("\u001b\\[[0-9;]*m", "");
        return plain.codePointCount(0, plain.length());
    }
}
