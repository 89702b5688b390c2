package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Readout;

/**
 * What {@code photonics.sample} is asked for.
 *
 * @param samples how many; may be left out when {@code z} gives the latent vectors
 * @param readout what a sample is; x when absent
 * @param z an .npy file of latent vectors (samples x latentDim); normal draws of the job's seed when absent
 */
public record SampleSpec(
        GeneratorSpec generator,
        @Limits(min = 1, max = 1e12) Long samples,
        Readout readout,
        InputRef z) {
    @JsonCreator
    public SampleSpec(
            @JsonProperty(value = "generator", required = true) GeneratorSpec generator,
            @JsonProperty("samples") Long samples,
            @JsonProperty("readout") Readout readout,
            @JsonProperty("z") InputRef z) {
        if (generator == null) {
            throw new SpecException("generator", "is missing");
        }
        if (samples == null && z == null) {
            throw new SpecException("samples", "is missing, and no z says how many");
        }
        if (samples != null && samples < 1) {
            throw new SpecException("samples", samples, "must be at least 1");
        }
        this.generator = generator;
        this.samples = samples;
        this.readout = readout == null ? Readout.X : readout;
        this.z = z;
    }
}
