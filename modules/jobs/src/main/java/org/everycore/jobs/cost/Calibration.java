package org.everycore.jobs.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.everycore.jobs.Kernel;

/**
 * What a machine does in a second, and how long jobs took on it: amounts of each {@link Resource} that one worker gets through, for
 * jobs of which nothing is known, and for each kind, kernel and form of job a {@link Curve} of times by size, apart for the first job
 * of a process, which the compiler has not seen yet.
 *
 * @param machine what was measured: processor, cores, Java; a calibration of another machine is not used
 * @param perSecond measured speeds; a resource that is absent counts at its nominal speed
 * @param curves by {@code kind/kernel/form/warm}, in the order in which they were last added to
 * @param warm kinds with kernels that this process has run; never kept
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Calibration(
        String machine,
        Map<Resource, Double> perSecond,
        Map<String, Curve> curves,
        @JsonIgnore Set<String> warm) {
    /** More sorts of jobs than this are not kept; those that ran longest ago go first. */
    static final int MOST_CURVES = 512;

    /** What the first job of a kind loses to the compiler, and a later one to its start, until it is known better. */
    private static final double COLD_START = 0.25;

    private static final double WARM_START = 0.002;

    private static final String ANY = "*";

    /** Nominal speeds and nothing learned: what is used until something was measured. */
    public static final Calibration NOMINAL = new Calibration("nominal", Map.of(), Map.of(), Set.of());

    public Calibration {
        Objects.requireNonNull(machine, "machine is null");
        perSecond = perSecond == null || perSecond.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(perSecond));
        curves = curves == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(curves));
        warm = warm == null ? Set.of() : Set.copyOf(warm);
        perSecond.forEach((resource, speed) -> {
            if (!(speed > 0) || speed.isInfinite()) {
                throw new IllegalArgumentException("speed of " + resource + " is " + speed);
            }
        });
    }

    @JsonCreator
    static Calibration kept(
            @JsonProperty("machine") String machine,
            @JsonProperty("perSecond") Map<Resource, Double> perSecond,
            @JsonProperty("curves") Map<String, Curve> curves) {
        return new Calibration(machine, perSecond, curves, Set.of());
    }

    public double speed(Resource resource) {
        return perSecond.getOrDefault(resource, resource.nominalPerSecond());
    }

    /** Seconds that one worker needs for work of which nothing was learned. */
    public double seconds(Work work) {
        return work.amount() / speed(work.resource());
    }

    /** Whether a job of this kind would be the first on this kernel in this process. */
    public boolean cold(String kind, Kernel kernel) {
        return !warm.contains(kind + "/" + kernel.label());
    }

    /**
     * Seconds of a whole job: start, compiling, reading, computing and merging.
     *
     * @param measured what the speeds of this machine give it, for a job of which nothing was learned
     */
    public double predict(Basis basis, double measured) {
        double start = start(basis.cold());
        for (String key : nearest(basis)) {
            Optional<Curve> curve = Optional.ofNullable(curves.get(key));
            if (curve.isPresent()) {
                boolean cold = key.endsWith("/cold");
                double seconds = curve.get().seconds(basis.seconds(), start(cold));
                return Math.max(seconds / 4, seconds + start - start(cold));
            }
        }
        return start + measured;
    }

    /** The calibration after such a job took so long. */
    public Calibration learn(Basis basis, double took) {
        Set<String> warmer = new HashSet<>(warm);
        warmer.add(basis.warms());
        if (!(took > 0) || Double.isInfinite(took)) {
            return new Calibration(machine, perSecond, curves, warmer);
        }
        Map<String, Curve> learned = new LinkedHashMap<>(curves);
        for (String form : List.of(basis.form(), ANY)) {
            String key = key(basis, form, basis.cold());
            Curve before = Optional.ofNullable(learned.remove(key)).orElse(Curve.EMPTY);
            learned.put(key, before.with(basis.seconds(), took));
        }
        while (learned.size() > MOST_CURVES) {
            learned.remove(learned.keySet().iterator().next());
        }
        return new Calibration(machine, perSecond, learned, warmer);
    }

    public Calibration withSpeeds(Map<Resource, Double> measured) {
        return new Calibration(machine, measured, curves, warm);
    }

    /** Curves that tell of such a job, the best first. */
    private static List<String> nearest(Basis basis) {
        return List.of(
                key(basis, basis.form(), basis.cold()),
                key(basis, basis.form(), !basis.cold()),
                key(basis, ANY, basis.cold()),
                key(basis, ANY, !basis.cold()));
    }

    private static double start(boolean cold) {
        return cold ? COLD_START : WARM_START;
    }

    private static String key(Basis basis, String form, boolean cold) {
        return basis.warms() + "/" + form + (cold ? "/cold" : "/warm");
    }
}
