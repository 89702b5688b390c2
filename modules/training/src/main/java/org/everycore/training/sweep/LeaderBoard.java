package org.everycore.training.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.everycore.jobs.Json;

/**
 * Settings of a sweep ranked by the median of the seeds that ended well, least objective first; of equal ones the first named.
 * Settings without such a seed come last.
 */
public final class LeaderBoard {
    /**
     * A setting.
     *
     * @param n seeds that ended well
     * @param stopped seeds that the median rule stopped
     * @param low first quartile, {@code high} the third
     */
    public record Place(
            String label,
            int n,
            int failed,
            int stopped,
            double median,
            double low,
            double high,
            double mean,
            double deviation,
            double score,
            double diversity,
            double hit) {}

    private final List<Place> places;
    private final List<RunRow> rows;

    public LeaderBoard(List<RunRow> rows) {
        this.rows = List.copyOf(rows);
        Map<String, List<RunRow>> by = new LinkedHashMap<>();
        rows.forEach(
                row -> by.computeIfAbsent(row.label(), key -> new ArrayList<>()).add(row));
        this.places = new ArrayList<>();
        by.forEach((label, all) -> places.add(place(label, all)));
        places.sort(
                Comparator.comparingDouble(place -> Double.isNaN(place.median()) ? Double.MAX_VALUE : place.median()));
    }

    public List<RunRow> rows() {
        return rows;
    }

    public List<Place> places() {
        return List.copyOf(places);
    }

    private static Place place(String label, List<RunRow> all) {
        List<RunRow> good = all.stream().filter(RunRow::finished).toList();
        int stopped = (int) all.stream().filter(row -> row.stopped() > 0).count();
        double[] values = good.stream().mapToDouble(RunRow::objective).sorted().toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double square = 0;
        for (double v : values) {
            square += (v - mean) * (v - mean);
        }
        return new Place(
                label,
                values.length,
                all.size() - values.length - stopped,
                stopped,
                quantile(values, 0.5),
                quantile(values, 0.25),
                quantile(values, 0.75),
                mean,
                values.length < 2 ? 0 : Math.sqrt(square / (values.length - 1)),
                median(good, RunRow::score),
                median(good, RunRow::diversity),
                median(good, RunRow::hit));
    }

    private static double median(List<RunRow> rows, java.util.function.ToDoubleFunction<RunRow> of) {
        return quantile(rows.stream().mapToDouble(of).sorted().toArray(), 0.5);
    }

    /** Between two order statistics linearly. */
    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /** A line a run. */
    public String csv() {
        StringBuilder text = new StringBuilder(
                "settings,seed,objective,score,diversity_cells,members_hit,kl_canonical,norm_min,stopped_in_epoch,error\n");
        for (RunRow row : rows) {
            text.append(quoted(row.label())).append(',').append(row.seed());
            for (double value :
                    new double[] {row.objective(), row.score(), row.diversity(), row.hit(), row.kl(), row.norm()}) {
                text.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
            }
            text.append(',').append(row.stopped() == 0 ? "" : row.stopped());
            text.append(',').append(quoted(row.error())).append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The table for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%4s %10s %21s %10s %9s %3s %6s %7s %6s %5s %5s  %s",
                "",
                "median",
                "quartiles",
                "mean",
                "sd",
                "n",
                "failed",
                "stopped",
                "score",
                "div.",
                "hit",
                "settings"));
        int rank = 1;
        for (Place p : places) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d %10.5f %10.5f %10.5f %10.5f %9.5f %3d %6d %7d %6.2f %5.2f %5.0f  %s",
                    rank++,
                    p.median(),
                    p.low(),
                    p.high(),
                    p.mean(),
                    p.deviation(),
                    p.n(),
                    p.failed(),
                    p.stopped(),
                    p.score(),
                    p.diversity(),
                    p.hit(),
                    p.label()));
        }
        return lines;
    }

    /** The board and its runs; what was not measured is null. */
    public ObjectNode json() {
        ObjectNode all = Json.mapper().createObjectNode();
        ArrayNode board = all.putArray("leaderBoard");
        places.forEach(place -> board.add(node(place)));
        ArrayNode runs = all.putArray("runs");
        rows.forEach(row -> runs.add(node(row)));
        return all;
    }

    private static ObjectNode node(Record of) {
        ObjectNode node = Json.mapper().valueToTree(of);
        node.properties().forEach(each -> {
            if (each.getValue().isDouble() && Double.isNaN(each.getValue().asDouble())) {
                each.setValue(node.nullNode());
            }
        });
        return node;
    }
}
