package org.everycore.training.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;

/**
 * What a generator is trained on: a family by name, or a file of densities or points.
 *
 * @param family gaussian, ring, correlated, four_gaussians or vibronic
 * @param file an .npy of densities (members x n x n, or n x n) or of points (rows x 2), or a .csv of two columns
 * @param molecule whose vibrations the vibronic family is made of; formic acid when absent
 * @param training members drawn for training; 400 when absent
 * @param validation members drawn for measuring; 100 when absent
 * @param points of an axis of the grid; 40 when absent
 * @param reach the grid goes from -reach to reach; 3 when absent
 * @param bandwidth deviation, in cells, of the kernel that turns points into a density; 1 when absent
 */
public record DataSpec(
        String family,
        InputRef file,
        Molecule molecule,
        @Limits(min = 1, max = 100_000) Integer training,
        @Limits(min = 1, max = 10_000) Integer validation,
        @Limits(min = 8, max = 128) Integer points,
        @Limits(min = 0.5, max = 100) Double reach,
        @Limits(min = 0, max = 20) Double bandwidth) {
    @JsonCreator
    public DataSpec(
            @JsonProperty("family") String family,
            @JsonProperty("file") InputRef file,
            @JsonProperty("molecule") Molecule molecule,
            @JsonProperty("training") Integer training,
            @JsonProperty("validation") Integer validation,
            @JsonProperty("points") Integer points,
            @JsonProperty("reach") Double reach,
            @JsonProperty("bandwidth") Double bandwidth) {
        if ((family == null) == (file == null)) {
            throw new SpecException("family", family, "either family or file must be given");
        }
        if (family != null) {
            Families.named(family, molecule);
        }
        if (molecule != null && !"vibronic".equals(family)) {
            throw new SpecException("molecule", "", "belongs to the vibronic family");
        }
        this.family = family;
        this.file = file;
        this.molecule = molecule;
        this.training = training == null ? 400 : training;
        this.validation = validation == null ? 100 : validation;
        this.points = points == null ? 40 : points;
        this.reach = reach == null ? 3.0 : reach;
        this.bandwidth = bandwidth == null ? 1.0 : bandwidth;
        if (this.points < 8 || this.points > 128) {
            throw new SpecException("points", points, "must be 8 to 128");
        }
        if (!(this.reach >= 0.5 && this.reach <= 100)) {
            throw new SpecException("reach", reach, "must be 0.5 to 100");
        }
    }

    /** A family with everything else at its default. */
    public static DataSpec of(String family) {
        return new DataSpec(family, null, null, null, null, null, null, null);
    }
}
