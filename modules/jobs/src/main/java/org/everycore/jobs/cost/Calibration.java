package org.everycore.jobs.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.everycore.jobs.Kernel;

/**
 * What this machine does in a second: amounts of each {@link Resource} that one worker gets through, and for each job kind and
 * kernel the ratio of the time that jobs took to the time that was predicted.
 *
 * @param machine what was measured: processor, cores, Java; a calibration of another machine is not used
 * @param perSecond measured speeds; a resource that is absent counts at its nominal speed
 * @param corrections factors by {@code kind/kernel}, learned from finished jobs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Calibration(String machine, Map<Resource, Double> perSecond, Map<String, Double> corrections) {
    /** A new ratio counts for so much of the correction, what was learned before for the rest. */
    static final double LEARNING = 0.3;

    private static final double LEAST = 0.02;
    private static final double MOST = 50;

    /** Nominal speeds and nothing learned: what is used until something was measured. */
    public static final Calibration NOMINAL = new Calibration("nominal", Map.of(), Map.of());

    public Calibration {
        Objects.requireNonNull(machine, "machine is null");
        perSecond = perSecond.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(perSecond));
        corrections = Map.copyOf(corrections);
        perSecond.forEach((resource, speed) -> {
            if (!(speed > 0) || speed.isInfinite()) {
                throw new IllegalArgumentException("speed of " + resource + " is " + speed);
            }
        });
    }

    public double speed(Resource resource) {
        return perSecond.getOrDefault(resource, resource.nominalPerSecond());
    }

    /** Seconds that one worker needs for the work of a kind. */
    public double seconds(String kind, Kernel kernel, Work work) {
        return work.amount() / speed(work.resource()) * corrections.getOrDefault(key(kind, kernel), 1.0);
    }

    /** The calibration after a job of this kind was predicted to take one time and took another. */
    public Calibration learn(String kind, Kernel kernel, double predictedSeconds, double actualSeconds) {
        if (!(predictedSeconds > 0) || !(actualSeconds > 0)) {
            return this;
        }
        double before = corrections.getOrDefault(key(kind, kernel), 1.0);
        double wanted = before * actualSeconds / predictedSeconds;
        double blended = Math.exp((1 - LEARNING) * Math.log(before) + LEARNING * Math.log(wanted));
        Map<String, Double> learned = new TreeMap<>(corrections);
        learned.put(key(kind, kernel), Math.max(LEAST, Math.min(MOST, blended)));
        return new Calibration(machine, perSecond, learned);
    }

    private static String key(String kind, Kernel kernel) {
        return kind + "/" + kernel.label();
    }
}
