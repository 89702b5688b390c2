package org.everycore.jobs.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The time that jobs of one sort took, over the time that nominal speeds give them.
 *
 * <p>Sizes are told apart by half octaves of nominal time; each keeps its last {@value #KEPT} jobs, and their median counts: a job that
 * something else slowed down does no harm. Between two sizes the logarithm of the time is interpolated over that of the size. Outside,
 * a job is a start and a time in proportion to its size.
 */
record Curve(SortedMap<Integer, List<Curve.Seen>> sizes) {
    static final int KEPT = 5;
    static final Curve EMPTY = new Curve(new TreeMap<>());

    private static final double HALF_OCTAVE = Math.log(2) / 2;
    private static final double LEAST_NOMINAL = 1e-6;

    /** One job: nominal seconds, and those that it took. */
    record Seen(double nominal, double took) {
        Seen {
            if (!(nominal > 0) || !(took > 0) || Double.isInfinite(nominal) || Double.isInfinite(took)) {
                throw new IllegalArgumentException("nominal " + nominal + " s, took " + took + " s");
            }
        }
    }

    Curve {
        SortedMap<Integer, List<Seen>> copy = new TreeMap<>();
        sizes.forEach((size, seen) -> {
            if (seen.isEmpty() || seen.size() > KEPT) {
                throw new IllegalArgumentException(seen.size() + " jobs of one size");
            }
            copy.put(size, List.copyOf(seen));
        });
        sizes = Collections.unmodifiableSortedMap(copy);
    }

    /** In JSON a list of pairs a size: {@code {"-12": [[nominal, took], ...]}}. */
    @JsonCreator
    static Curve of(Map<Integer, List<double[]>> json) {
        if (json.isEmpty()) {
            throw new IllegalArgumentException("a curve without a job");
        }
        SortedMap<Integer, List<Seen>> sizes = new TreeMap<>();
        json.forEach((size, pairs) -> sizes.put(
                size, pairs.stream().map(pair -> new Seen(pair[0], pair[1])).toList()));
        return new Curve(sizes);
    }

    @JsonValue
    Map<Integer, List<double[]>> json() {
        Map<Integer, List<double[]>> json = new TreeMap<>();
        sizes.forEach((size, seen) -> json.put(
                size,
                seen.stream()
                        .map(one -> new double[] {one.nominal(), one.took()})
                        .toList()));
        return json;
    }

    Curve with(double nominal, double took) {
        double x = Math.max(LEAST_NOMINAL, nominal);
        SortedMap<Integer, List<Seen>> more = new TreeMap<>(sizes);
        int size = (int) Math.floor(Math.log(x) / HALF_OCTAVE);
        List<Seen> seen = new ArrayList<>(more.getOrDefault(size, List.of()));
        seen.add(new Seen(x, took));
        more.put(size, seen.subList(Math.max(0, seen.size() - KEPT), seen.size()));
        return new Curve(more);
    }

    /** Seconds of a job of this size; the curve must not be empty. */
    double seconds(double nominal, double start) {
        double x = Math.max(LEAST_NOMINAL, nominal);
        List<Seen> points = sizes.values().stream()
                .map(Curve::median)
                .sorted(Comparator.comparingDouble(Seen::nominal))
                .toList();
        Seen least = points.get(0);
        Seen most = points.get(points.size() - 1);
        if (x <= least.nominal()) {
            double fixed = Math.min(start, least.took() * 0.9);
            return fixed + (least.took() - fixed) * x / least.nominal();
        }
        if (x >= most.nominal()) {
            double fixed = Math.min(Math.max(start, 0), most.took() * 0.9);
            return most.took() + (most.took() - fixed) * (x / most.nominal() - 1);
        }
        int after = 1;
        while (points.get(after).nominal() < x) {
            after++;
        }
        Seen a = points.get(after - 1);
        Seen b = points.get(after);
        double share = Math.log(x / a.nominal()) / Math.log(b.nominal() / a.nominal());
        return Math.exp(Math.log(a.took()) + share * Math.log(b.took() / a.took()));
    }

    private static Seen median(List<Seen> seen) {
        return new Seen(
                middle(seen.stream().mapToDouble(Seen::nominal).toArray()),
                middle(seen.stream().mapToDouble(Seen::took).toArray()));
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : Math.sqrt(values[half - 1] * values[half]);
    }
}
