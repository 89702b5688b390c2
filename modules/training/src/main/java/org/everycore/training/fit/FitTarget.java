package org.everycore.training.fit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;

/**
 * What a circuit is to make of the vacuum, or of the lowest Fock states.
 *
 * @param name of the state or gate
 * @param n photons of fock, on and noon; 1, 9 and 5 when absent
 * @param a weight of the n photons of on; 1 when absent
 * @param alpha amplitude of a cat; 1.5 when absent
 * @param parity of a cat, 0 even, 1 odd; 0 when absent
 * @param mu logical value of gkp, 0 or 1; 0 when absent
 * @param delta width of gkp's peaks and envelope; 0.3 when absent
 * @param strength of cross_kerr and cubic_phase; 0.1 and 0.01 when absent
 * @param inputs lowest Fock states (of each mode) that a gate is fitted on; 5 when absent
 * @param seed of random states and gates; 0 when absent
 * @param file of a state: an .npz with re and im, as many numbers as the ket has amplitudes
 */
public record FitTarget(
        Name name,
        @Limits(min = 0, max = 1000) Integer n,
        Double a,
        Double alpha,
        @Limits(min = 0, max = 1) Integer parity,
        @Limits(min = 0, max = 1) Integer mu,
        @Limits(min = 0.05, max = 2) Double delta,
        Double strength,
        @Limits(min = 1, max = 64) Integer inputs,
        Long seed,
        InputRef file) {
    /** States, then gates. */
    public enum Name {
        FOCK(1, false),
        ON(1, false),
        NOON(2, false),
        CAT(1, false),
        GKP(1, false),
        GKP_HEX(1, false),
        RANDOM(1, false),
        FILE(1, false),
        CROSS_KERR(2, true),
        CUBIC_PHASE(1, true),
        QFT(1, true),
        RANDOM_GATE(1, true);

        private final int modes;
        private final boolean gate;

        Name(int modes, boolean gate) {
            this.modes = modes;
            this.gate = gate;
        }

        /** Whether it is a gate on several inputs. */
        public boolean gate() {
            return gate;
        }

        /** How many modes it lives on. */
        public int modes() {
            return modes;
        }

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonCreator
    public FitTarget(
            @JsonProperty(value = "name", required = true) Name name,
            @JsonProperty("n") Integer n,
            @JsonProperty("a") Double a,
            @JsonProperty("alpha") Double alpha,
            @JsonProperty("parity") Integer parity,
            @JsonProperty("mu") Integer mu,
            @JsonProperty("delta") Double delta,
            @JsonProperty("strength") Double strength,
            @JsonProperty("inputs") Integer inputs,
            @JsonProperty("seed") Long seed,
            @JsonProperty("file") InputRef file) {
        if (name == null) {
            throw new SpecException("target.name", "is missing");
        }
        this.name = name;
        this.n = n == null ? (name == Name.ON ? 9 : name == Name.NOON ? 5 : 1) : n;
        this.a = a == null ? 1.0 : a;
        this.alpha = alpha == null ? 1.5 : alpha;
        this.parity = parity == null ? 0 : parity;
        this.mu = mu == null ? 0 : mu;
        this.delta = delta == null ? 0.3 : delta;
        this.strength = strength == null ? (name == Name.CUBIC_PHASE ? 0.01 : 0.1) : strength;
        this.inputs = inputs == null ? 5 : inputs;
        this.seed = seed == null ? 0L : seed;
        this.file = file;
        if ((name == Name.FILE) != (file != null)) {
            throw new SpecException("target.file", file, "belongs to the target \"file\"");
        }
    }
}
