package org.everycore.photonics.circuit;

import java.util.Set;

/**
 * Where a circuit file may carry what its circuit is known to give, for whoever compares: nothing here is read. New files keep
 * it in one object under {@link #KEY}.
 */
final class RecordedAnswers {
    static final String KEY = "expected";

    /** Keys beside the circuit's own that collections of reference circuits have used; the list grows no further. */
    static final Set<String> EARLIER_KEYS = Set.of(
            "norm",
            "ket_re",
            "ket_im",
            "mean_x",
            "mean_p",
            "var_x",
            "var_p",
            "mean_n",
            "var_n",
            "probabilities",
            "fock_prob_marginals",
            "fock_prob_joint",
            "source",
            "conventions",
            "note",
            "loss",
            "grad",
            "gradient",
            "grad_source",
            "grad_central_difference",
            "grad_max_abs_diff_vs_central_difference",
            "tf_vs_fock_ket_max_abs_diff",
            "compiled_gates",
            "variance_note",
            "file");

    private RecordedAnswers() {}
}
