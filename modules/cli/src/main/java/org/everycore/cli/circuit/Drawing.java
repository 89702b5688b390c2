package org.everycore.cli.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.Operation;

/**
 * A circuit drawn with characters. An operation is a column: its box on its first mode, dots on its other modes, a vertical
 * line over what lies between. Operations share a column when the modes they span do not overlap.
 */
final class Drawing {
    private static final char WIRE = '\u2500';
    private static final char DOT = '\u25cf';
    private static final char CROSSING = '\u253c';
    private static final char DOWN = '\u2502';

    private final Circuit circuit;
    private final boolean params;

    Drawing(Circuit circuit, boolean params) {
        this.circuit = circuit;
        this.params = params;
    }

    /** The drawing, broken into stretches no wider than so many columns. */
    List<String> lines(int columns) {
        List<List<Operation>> steps = steps();
        int labels = String.valueOf(circuit.modes() - 1).length();
        List<String> lines = new ArrayList<>();
        int step = 0;
        do {
            StringBuilder[] rows = rows(labels);
            int first = step;
            while (step < steps.size() && (step == first || rows[0].length() + width(steps.get(step)) + 2 <= columns)) {
                add(rows, steps.get(step));
                step++;
            }
            for (int row = 0; row < rows.length; row++) {
                String end = row % 2 == 0 ? String.valueOf(WIRE) : "";
                String text = (rows[row] + end).stripTrailing();
                if (row % 2 == 0 || !text.isEmpty()) {
                    lines.add(text);
                }
            }
            lines.add("");
        } while (step < steps.size());
        return lines;
    }

    /** A row a mode, and one between each two for the vertical lines. */
    private StringBuilder[] rows(int labels) {
        StringBuilder[] rows = new StringBuilder[2 * circuit.modes() - 1];
        for (int row = 0; row < rows.length; row++) {
            String label = row % 2 == 0 ? String.valueOf(row / 2) : "";
            rows[row] =
                    new StringBuilder(" ".repeat(labels - label.length()) + label + (row % 2 == 0 ? " " + WIRE : "  "));
        }
        return rows;
    }

    /** Each operation goes into the earliest column after all those that touch a mode of its span. */
    private List<List<Operation>> steps() {
        List<List<Operation>> steps = new ArrayList<>();
        int[] free = new int[circuit.modes()];
        for (Operation op : circuit.operations()) {
            int low = Arrays.stream(op.modes()).min().orElseThrow();
            int high = Arrays.stream(op.modes()).max().orElseThrow();
            int step = Arrays.stream(free, low, high + 1).max().orElseThrow();
            while (steps.size() <= step) {
                steps.add(new ArrayList<>());
            }
            steps.get(step).add(op);
            Arrays.fill(free, low, high + 1, step + 1);
        }
        return steps;
    }

    private int width(List<Operation> step) {
        return step.stream().mapToInt(op -> label(op).length()).max().orElse(0) + 1;
    }

    private void add(StringBuilder[] rows, List<Operation> step) {
        int width = width(step);
        int start = rows[0].length();
        int centre = start + (width - 1) / 2;
        for (int row = 0; row < rows.length; row++) {
            rows[row].append(String.valueOf(row % 2 == 0 ? WIRE : ' ').repeat(width));
        }
        for (Operation op : step) {
            int low = 2 * Arrays.stream(op.modes()).min().orElseThrow();
            int high = 2 * Arrays.stream(op.modes()).max().orElseThrow();
            for (int row = low + 1; row < high; row++) {
                rows[row].setCharAt(centre, row % 2 == 0 ? CROSSING : DOWN);
            }
            for (int mode : op.modes()) {
                rows[2 * mode].setCharAt(centre, DOT);
            }
            String label = label(op);
            int at = start + (width - 1 - label.length()) / 2;
            rows[2 * op.modes()[0]].replace(at, at + label.length(), label);
        }
    }

    private String label(Operation op) {
        String name = op.kind().gateName();
        String shortName = name.endsWith("gate") ? name.substring(0, name.length() - "gate".length()) : name;
        return '['
                + shortName
                + (params && op.params().length > 0
                        ? '('
                                + Arrays.stream(op.params())
                                        .mapToObj(value -> CircuitShow.number(Math.round(value * 1000) / 1000.0))
                                        .collect(Collectors.joining(", "))
                                + ')'
                        : "")
                + ']';
    }
}
