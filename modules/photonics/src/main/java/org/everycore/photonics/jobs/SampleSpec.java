package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.generator.DensityGrid;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.SampleReadout;

/**
 * What {@code photonics.sample} is asked for.
 *
 * @param samples how many; may be left out when {@code z} gives the latent vectors
 * @param readout what a sample is; x when absent
 * @param z an .npy file of latent vectors (samples x latentDim); normal draws of the job's seed when absent
 * @param readModes the modes that homodyne, photons, photon_distribution (all when absent) or density (the first two) read
 * @param angles of a homodyne readout in radians, 0 = x, π/2 = p: one for all modes or one for each; 0 when absent
 * @param grid where a density is read
 */
public record SampleSpec(
        GeneratorSpec generator,
        @Limits(min = 1, max = 1e12) Long samples,
        SampleReadout readout,
        InputRef z,
        List<Integer> readModes,
        List<Double> angles,
        DensityGrid grid) {
    @JsonCreator
    public SampleSpec(
            @JsonProperty(value = "generator", required = true) GeneratorSpec generator,
            @JsonProperty("samples") Long samples,
            @JsonProperty("readout") SampleReadout readout,
            @JsonProperty("z") InputRef z,
            @JsonProperty("readModes") List<Integer> readModes,
            @JsonProperty("angles") List<Double> angles,
            @JsonProperty("grid") DensityGrid grid) {
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
        this.readout = readout == null ? SampleReadout.X : readout;
        this.z = z;
        this.readModes = readModes;
        this.angles = angles;
        this.grid = grid;
        // Whatever does not fit together is refused here, not by the first worker.
        Reading.of(this.readout, generator, readModes, angles, grid);
    }

    /** The readout, fitted to the generator. */
    public Reading reading() {
        return Reading.of(readout, generator, readModes, angles, grid);
    }
}
