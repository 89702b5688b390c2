package org.everycore.training.train;

import java.util.List;
import org.everycore.training.metrics.Score;

/** A row of the history: what a validated epoch came to. Columns are in the order of {@link #COLUMNS}. */
final class EpochRow {
    static final List<String> COLUMNS = List.of(
            "epoch",
            "generator_loss",
            "adversarial_loss",
            "supervised_loss",
            "critic_loss",
            "real_score",
            "fake_score",
            "gradient_penalty",
            "gradient_penalty_weight",
            "instance_noise",
            "generator_rate",
            "critic_rate",
            "generator_gradient_norm",
            "critic_gradient_norm",
            "norm_mean",
            "norm_min",
            "nearest_w1_cells",
            "canonical_w1_cells",
            "nearest_ed",
            "canonical_ed",
            "diversity_cells",
            "members_hit",
            "kl_canonical");

    final double[] values = new double[COLUMNS.size()];

    EpochRow() {
        values[column("norm_min")] = Double.POSITIVE_INFINITY;
    }

    static int column(String name) {
        int at = COLUMNS.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(name);
        }
        return at;
    }

    void set(String name, double value) {
        values[column(name)] = value;
    }

    double get(String name) {
        return values[column(name)];
    }

    void measured(Score score) {
        set("nearest_w1_cells", score.nearestW1());
        set("canonical_w1_cells", score.canonicalW1());
        set("nearest_ed", score.nearestEd());
        set("canonical_ed", score.canonicalEd());
        set("diversity_cells", score.diversity());
        set("members_hit", score.hit());
        set("kl_canonical", score.kl());
    }
}
