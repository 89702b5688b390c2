package org.everycore.photonics.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;

/**
 * Draws a circuit as wires from left to right: an operation stands in the first column where all wires from its lowest to its
 * highest mode are free; the wires that it joins are tied by a vertical line, with the parameters at its first mode.
 */
public final class CircuitDrawing {
    /** Operations drawn; a longer circuit ends in an ellipsis. */
    static final int MAX_OPERATIONS = 5_000;

    private final int modes;
    private final List<String[]> columns = new ArrayList<>();
    private final int[] free;

    private CircuitDrawing(int modes) {
        this.modes = modes;
        this.free = new int[modes];
    }

    /** The drawing in lines of at most about {@code width} characters; wide circuits continue below. */
    public static String draw(Circuit circuit, int width) {
        CircuitDrawing drawing = new CircuitDrawing(circuit.modes());
        int shown = Math.min(circuit.operations().size(), MAX_OPERATIONS);
        circuit.operations().subList(0, shown).forEach(drawing::place);
        StringBuilder text = new StringBuilder();
        drawing.print(text, Math.max(20, width));
        if (shown < circuit.operations().size()) {
            text.append("... and ").append(circuit.operations().size() - shown).append(" more operations\n");
        }
        return text.toString();
    }

    private void place(Operation op) {
        int low = Arrays.stream(op.modes()).min().orElseThrow();
        int high = Arrays.stream(op.modes()).max().orElseThrow();
        int column = 0;
        for (int mode = low; mode <= high; mode++) {
            column = Math.max(column, free[mode]);
        }
        while (columns.size() <= column) {
            columns.add(new String[modes]);
        }
        String[] cells = columns.get(column);
        for (int mode = low; mode <= high; mode++) {
            free[mode] = column + 1;
            cells[mode] = "│";
        }
        for (int i = 0; i < op.modes().length; i++) {
            int mode = op.modes()[i];
            String tie = low == high ? "" : mode == low ? "╭" : mode == high ? "╰" : "├";
            cells[mode] = tie + (i == 0 ? label(op) : shortName(op) + port(op, i));
        }
    }

    /** Which of the listed modes this is, where order matters and the drawing could not tell. */
    private static String port(Operation op, int index) {
        return op.modes().length > 2 ? ":" + index : "";
    }

    private static String shortName(Operation op) {
        String name = op.kind().gateName();
        if (op.kind().role() == Role.PREPARATION) {
            return "|" + name + "⟩";
        }
        return name.endsWith("gate") ? name.substring(0, name.length() - 4) : name;
    }

    static String label(Operation op) {
        StringBuilder label = new StringBuilder(shortName(op));
        if (op.params().length > 0) {
            label.append('(');
            for (int i = 0; i < op.params().length; i++) {
                label.append(i == 0 ? "" : ", ")
                        .append(op.measured().containsKey(i) ? op.parameter(i) : number(op.params()[i]));
            }
            label.append(')');
        }
        if (op.select().length > 0) {
            label.append(" = ");
            for (int i = 0; i < op.select().length; i++) {
                label.append(i == 0 ? "" : ", ").append(number(op.select()[i]));
            }
        }
        return label.toString();
    }

    /** Up to four significant digits, without trailing zeros. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        if (text.indexOf('e') >= 0 || text.indexOf('.') < 0) {
            return text;
        }
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private void print(StringBuilder text, int width) {
        int margin = ("q" + (modes - 1) + ": ").length();
        int from = 0;
        do {
            int to = from;
            int used = margin + 1;
            while (to < columns.size() && (to == from || used + cellWidth(to) + 2 <= width)) {
                used += cellWidth(to) + 2;
                to++;
            }
            for (int mode = 0; mode < modes; mode++) {
                String head = "q" + mode + ": ";
                text.append(" ".repeat(margin - head.length())).append(head).append(from == 0 ? "─" : "…");
                for (int column = from; column < to; column++) {
                    String cell = columns.get(column)[mode];
                    String shown = cell == null ? "" : "│".equals(cell) ? "│" : cell;
                    text.append('─').append(shown).append("─".repeat(cellWidth(column) - shown.length() + 1));
                }
                text.append(to == columns.size() ? "─" : "…").append('\n');
            }
            from = to;
            if (from < columns.size()) {
                text.append('\n');
            }
        } while (from < columns.size());
    }

    private int cellWidth(int column) {
        int width = 1;
        for (String cell : columns.get(column)) {
            width = Math.max(width, cell == null ? 0 : cell.length());
        }
        return width;
    }
}
