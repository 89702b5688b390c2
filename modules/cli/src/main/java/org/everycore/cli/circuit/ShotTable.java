package org.everycore.cli.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.cli.Style;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;

/** What a person wants to know of many shots: mean and spread of every column, and the outcomes seen most often. */
final class ShotTable {
    private static final int SHOWN = 12;
    private static final int BAR = 30;
    /** Beyond this many different outcomes none is counted any more: they are no small whole numbers. */
    private static final int MOST_OUTCOMES = 100_000;

    private final List<String> columns;
    private final boolean counted;
    private final double[] means;
    private final double[] squares;
    private final Map<List<Integer>, Long> outcomes =
            new TreeMap<>(Comparator.comparing((List<Integer> outcome) -> outcome.toString()));
    private long shots;

    ShotTable(List<String> columns) {
        this.columns = columns;
        this.counted = columns.stream().allMatch(name -> name.startsWith("n") || name.startsWith("click"));
        this.means = new double[columns.size()];
        this.squares = new double[columns.size()];
    }

    /** Adds shots; mean and spread by Welford's updates. */
    void take(double[][] rows) {
        for (double[] row : rows) {
            shots++;
            for (int c = 0; c < row.length; c++) {
                double away = row[c] - means[c];
                means[c] += away / shots;
                squares[c] += away * (row[c] - means[c]);
            }
            if (counted && outcomes.size() < MOST_OUTCOMES) {
                outcomes.merge(Arrays.stream(row).mapToObj(n -> (int) n).toList(), 1L, Long::sum);
            }
        }
    }

    List<String> lines(Style style) {
        TextTable table = new TextTable("lrr");
        table.row("column", "mean", "std. dev.");
        for (int c = 0; c < means.length; c++) {
            table.row(columns.get(c), number(means[c]), number(shots < 2 ? 0 : Math.sqrt(squares[c] / (shots - 1))));
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (counted) {
            TextTable often = new TextTable("lrrl");
            outcomes.entrySet().stream()
                    .sorted(Map.Entry.<List<Integer>, Long>comparingByValue().reversed())
                    .limit(SHOWN)
                    .forEach(entry -> {
                        double share = (double) entry.getValue() / shots;
                        often.row(
                                "  "
                                        + String.join(
                                                ",",
                                                entry.getKey().stream()
                                                        .map(String::valueOf)
                                                        .toList()),
                                Numbers.grouped(entry.getValue()),
                                String.format(Locale.ROOT, "%.2f %%", 100 * share),
                                style.accent(Bar.of(share, BAR)));
                    });
            lines.add("outcomes seen most often (" + String.join(",", columns) + ")");
            lines.addAll(often.lines());
        }
        return lines;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", Math.abs(value) < 5e-7 ? 0 : value);
    }
}
