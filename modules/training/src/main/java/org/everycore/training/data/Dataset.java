package org.everycore.training.data;

import java.io.IOException;
import java.util.Optional;
import org.everycore.jobs.Inputs;
import org.everycore.photonics.readout.Grids;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;

/**
 * Members of a family for training and for measuring, and the canonical one; all on one grid. Arrays are owned by the record.
 *
 * @param family empty for a user's file
 * @param scaling between the grid and the user's coordinates
 * @param outside share of a user's points that lie outside the grid and were left out
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record Dataset(
        double[][] training,
        double[][] validation,
        double[] canonical,
        double[] axis,
        Optional<Family> family,
        Scaling scaling,
        double outside) {
    /** Draws the members that a spec asks for, or reads its file. */
    public static Dataset of(DataSpec spec, long seed, Inputs inputs) throws IOException {
        double[] axis = Grids.linear(-spec.reach(), spec.reach(), spec.points());
        if (spec.file() != null) {
            return UserData.read(inputs.resolve(spec.file()), spec.file().shown(), spec, axis);
        }
        Family family = Families.named(spec.family(), spec.molecule());
        return new Dataset(
                members(family, axis, spec.training(), seed, TrainingStreams.TRAINING_MEMBERS),
                members(family, axis, spec.validation(), seed, TrainingStreams.VALIDATION_MEMBERS),
                family.density(family.canonical(), axis),
                axis,
                Optional.of(family),
                Scaling.NONE,
                0);
    }

    /** Fresh members of a family; member i is fixed by (seed, stream, i). */
    public static double[][] members(Family family, double[] axis, int count, long seed, int stream) {
        FastNormals random = new FastNormals(seed, stream);
        double[][] members = new double[count][];
        for (int i = 0; i < count; i++) {
            random.seek(i, 0);
            members[i] = family.density(family.draw(random), axis);
        }
        return members;
    }

    public int side() {
        return axis.length;
    }

    /** Distance of two neighbours of the grid. */
    public double step() {
        return axis[1] - axis[0];
    }
}
