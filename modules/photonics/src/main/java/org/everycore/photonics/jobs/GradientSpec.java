package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleReadout;

/**
 * What {@code photonics.gradient} is asked for: the derivatives of a loss of samples by all weights.
 *
 * @param samples how many; may be left out when {@code z} gives the latent vectors
 * @param readout what a sample is; xp when absent
 * @param z an .npy file of latent vectors (samples x latentDim); normal draws of the job's seed when absent
 * @param loss mean_square (mean over samples and their numbers of the square); product when {@code cotangents} is given
 * @param cotangents an .npy file (samples x columns) to be multiplied with the samples: the result is the vector-Jacobian
 *     product, a sum over samples
 */
public record GradientSpec(
        GeneratorSpec generator,
        @Limits(min = 1, max = 1e12) Long samples,
        Readout readout,
        InputRef z,
        Form loss,
        InputRef cotangents) {
    /** The losses. */
    public enum Form {
        MEAN_SQUARE,
        PRODUCT;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonCreator
    public GradientSpec(
            @JsonProperty(value = "generator", required = true) GeneratorSpec generator,
            @JsonProperty("samples") Long samples,
            @JsonProperty("readout") Readout readout,
            @JsonProperty("z") InputRef z,
            @JsonProperty("loss") Form loss,
            @JsonProperty("cotangents") InputRef cotangents) {
        if (generator == null) {
            throw new SpecException("generator", "is missing");
        }
        if (samples == null && z == null) {
            throw new SpecException("samples", "is missing, and no z says how many");
        }
        if (samples != null && samples < 1) {
            throw new SpecException("samples", samples, "must be at least 1");
        }
        this.loss = loss == null ? cotangents == null ? Form.MEAN_SQUARE : Form.PRODUCT : loss;
        if ((this.loss == Form.PRODUCT) != (cotangents != null)) {
            throw new SpecException("loss", this.loss.label(), "product and cotangents belong together");
        }
        this.generator = generator;
        this.samples = samples;
        this.readout = readout == null ? Readout.XP : readout;
        this.z = z;
        this.cotangents = cotangents;
    }

    /** The job that makes the samples of this loss. */
    SampleSpec sampling() {
        return new SampleSpec(generator, samples, SampleReadout.of(readout), z, null, null, null);
    }
}
