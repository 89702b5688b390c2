package org.everycore.training.train;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a generator is trained against. */
public enum TrainerKind {
    /** A critic of densities, Wasserstein loss with gradient penalty. */
    WGAN_GP,
    /** The Kullback-Leibler divergence from the canonical member. */
    SUPERVISED,
    /** The energy score of generated densities among training members, with the root of the energy distance as metric. */
    ENERGY,
    /** The maximum mean discrepancy of densities, with a Gaussian kernel of that metric. */
    MMD,
    /** The energy distance of each generated density to the nearest training member. */
    NEAREST,
    /** A perceptron on samples <x>, binary cross-entropy. */
    BCE,
    /** A one-layer circuit on samples, sigmoid of <x> of its first mode, binary cross-entropy. */
    QUANTUM;

    /** Whether it looks at samples and not at densities. */
    public boolean onSamples() {
        return this == BCE || this == QUANTUM;
    }

    /** Whether it has an opponent with weights of its own. */
    public boolean adversarial() {
        return this == WGAN_GP || onSamples();
    }

    /** Whether it compares densities with training members, without an opponent. */
    public boolean compares() {
        return this == ENERGY || this == MMD || this == NEAREST;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
