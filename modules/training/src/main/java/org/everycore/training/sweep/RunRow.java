package org.everycore.training.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import org.everycore.jobs.Specs;

/**
 * What a run of a sweep came to.
 *
 * @param label the values of its settings
 * @param objective what runs are ranked by, least first: the nearest energy distance, or the divergence of supervised runs
 * @param error empty when it ended well
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
        String error) {
    /** From a run's {@code run.json}. */
    public static RunRow of(SweepSpec.Run run, byte[] json) {
        JsonNode all = Specs.tree(json, "run.json");
        if (all.has("error")) {
            return failed(run, all.get("error").asText());
        }
        JsonNode report = all.get("report");
        double kl = report.path("klCanonical").asDouble(Double.NaN);
        double distance = report.path("nearestEnergyDistance").asDouble(Double.NaN);
        boolean supervised = run.spec().trainer() == org.everycore.training.train.TrainerKind.SUPERVISED;
        return new RunRow(
                run.label(),
                run.seed(),
                supervised ? kl : distance,
                report.path("score").asDouble(Double.NaN),
                report.path("diversityCells").asDouble(Double.NaN),
                report.path("membersHit").asDouble(Double.NaN),
                kl,
                report.path("normMin").asDouble(Double.NaN),
                "");
    }

    public static RunRow failed(SweepSpec.Run run, String error) {
        double nan = Double.NaN;
        return new RunRow(run.label(), run.seed(), nan, nan, nan, nan, nan, nan, error);
    }
}
