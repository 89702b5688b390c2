package org.everycore.training.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.everycore.jobs.Specs;
import org.everycore.training.train.TrainSpec;
import org.everycore.training.train.TrainerKind;

/**
 * What a run of a sweep came to.
 *
 * @param label the values of its settings
 * @param objective what runs are ranked by, least first: the nearest energy distance, of supervised runs the divergence and of
 *     those on samples the distance to the canonical member
 * @param error empty when it ended well
 * @param stopped the epoch in which the median rule stopped it; 0 when it did not
 */
public record RunRow(
        String label,
        long seed,
        double objective,
        double score,
        double diversity,
        double hit,
        double kl,
        double norm,
        String error,
        int stopped) {
    /** From a run's {@code run.json}. */
    public static RunRow of(SweepSpec.Run run, byte[] json) {
        JsonNode all = Specs.tree(json, "run.json");
        if (all.has("error")) {
            return failed(run, all.get("error").asText());
        }
        JsonNode report = all.get("report");
        String objective =
                switch (objective(run.spec())) {
                    case "kl_canonical" -> "klCanonical";
                    case "canonical_ed" -> "canonicalEnergyDistance";
                    default -> "nearestEnergyDistance";
                };
        return new RunRow(
                run.label(),
                run.seed(),
                report.path(objective).asDouble(Double.NaN),
                report.path("score").asDouble(Double.NaN),
                report.path("diversityCells").asDouble(Double.NaN),
                report.path("membersHit").asDouble(Double.NaN),
                report.path("klCanonical").asDouble(Double.NaN),
                report.path("normMin").asDouble(Double.NaN),
                "",
                0);
    }

    /** From a {@code report.json}. */
    static RunRow read(JsonNode node) {
        return new RunRow(
                node.path("label").asText(),
                node.path("seed").asLong(),
                node.path("objective").asDouble(Double.NaN),
                node.path("score").asDouble(Double.NaN),
                node.path("diversity").asDouble(Double.NaN),
                node.path("hit").asDouble(Double.NaN),
                node.path("kl").asDouble(Double.NaN),
                node.path("norm").asDouble(Double.NaN),
                node.path("error").asText(),
                node.path("stopped").asInt());
    }

    /** The column of the history that a run is ranked by. */
    public static String objective(TrainSpec spec) {
        return spec.trainer() == TrainerKind.SUPERVISED
                ? "kl_canonical"
                : spec.trainer().onSamples() ? "canonical_ed" : "nearest_ed";
    }

    public static RunRow failed(SweepSpec.Run run, String error) {
        double nan = Double.NaN;
        return new RunRow(run.label(), run.seed(), nan, nan, nan, nan, nan, nan, error, 0);
    }

    /** A run that the median rule stopped, with the row of its history that did it. */
    public static RunRow stopped(SweepSpec.Run run, Map<String, Double> row) {
        double nan = Double.NaN;
        return new RunRow(
                run.label(),
                run.seed(),
                row.getOrDefault(objective(run.spec()), nan),
                nan,
                row.getOrDefault("diversity_cells", nan),
                row.getOrDefault("members_hit", nan),
                row.getOrDefault("kl_canonical", nan),
                row.getOrDefault("norm_min", nan),
                "",
                row.getOrDefault("epoch", 1.0).intValue());
    }

    /** Whether it ended well, with a measure. */
    public boolean finished() {
        return error.isEmpty() && stopped == 0 && Double.isFinite(objective);
    }
}
