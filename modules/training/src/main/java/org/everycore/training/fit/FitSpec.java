package org.everycore.training.fit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.GeneratorSpec;

/**
 * What {@code photonics.fit} is asked for: a layered circuit that makes a state or does a gate.
 *
 * @param modes the target's when absent
 * @param steps of each start; 5000 when absent
 * @param starts 20 when absent
 * @param rate of Adam at first, falling by a half cosine to a fiftieth; 0.02 when absent
 * @param penalty weight of (1 - norm)²; 100 when absent
 * @param spread deviation of first passive parameters; 0.3 when absent
 * @param activeSpread of first active ones; 0.1 when absent
 */
public record FitSpec(
        FitTarget target,
        @Limits(min = 1, max = 4) Integer modes,
        @Limits(min = 2, max = 256) int cutoff,
        @Limits(min = 1, max = 200) int layers,
        @Limits(min = 1, max = 10_000_000) Integer steps,
        @Limits(min = 1, max = 10_000) Integer starts,
        @Limits(min = 1e-6, max = 1) Double rate,
        @Limits(min = 0, max = 1e6) Double penalty,
        @Limits(min = 0, max = 3) Double spread,
        @Limits(min = 0, max = 1) Double activeSpread) {
    @JsonCreator
    public FitSpec(
            @JsonProperty(value = "target", required = true) FitTarget target,
            @JsonProperty("modes") Integer modes,
            @JsonProperty(value = "cutoff", required = true) int cutoff,
            @JsonProperty(value = "layers", required = true) int layers,
            @JsonProperty("steps") Integer steps,
            @JsonProperty("starts") Integer starts,
            @JsonProperty("rate") Double rate,
            @JsonProperty("penalty") Double penalty,
            @JsonProperty("spread") Double spread,
            @JsonProperty("activeSpread") Double activeSpread) {
        if (target == null) {
            throw new SpecException("target", "is missing");
        }
        this.target = target;
        this.modes = modes == null ? target.name().modes() : modes;
        this.cutoff = cutoff;
        this.layers = layers;
        this.steps = steps == null ? 5000 : steps;
        this.starts = starts == null ? 20 : starts;
        this.rate = rate == null ? 0.02 : rate;
        this.penalty = penalty == null ? 100.0 : penalty;
        this.spread = spread == null ? 0.3 : spread;
        this.activeSpread = activeSpread == null ? 0.1 : activeSpread;
        if (this.modes < target.name().modes()) {
            throw new SpecException(
                    "modes",
                    modes,
                    target.name().label() + " lives on " + target.name().modes() + " modes");
        }
        boolean photons = target.name() == FitTarget.Name.FOCK
                || target.name() == FitTarget.Name.ON
                || target.name() == FitTarget.Name.NOON;
        if (photons && target.n() >= cutoff) {
            throw new SpecException("cutoff", cutoff, "must be above the target's " + target.n() + " photons");
        }
        if (target.name().gate() && target.inputs() > cutoff) {
            throw new SpecException("target.inputs", target.inputs(), "must be at most the cutoff, " + cutoff);
        }
        if (Math.pow(cutoff, this.modes) > 1 << 16) {
            throw new SpecException("cutoff", cutoff, "a ket of " + this.modes + " modes would be too large to fit");
        }
    }

    /** The circuit as a generator without latent numbers of its own. */
    public GeneratorSpec generator() {
        return new GeneratorSpec(modes, null, layers, cutoff, null, null, null, null);
    }

    int dimension() {
        return (int) Math.pow(cutoff, modes);
    }
}
