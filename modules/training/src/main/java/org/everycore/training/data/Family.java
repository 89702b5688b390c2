package org.everycore.training.data;

import java.util.List;
import org.everycore.training.random.FastNormals;

/**
 * A family of densities of two positions: members differ in a few parameters, one is the canonical one. Densities are [x][y]
 * flat, x slowest, and sum to 1 over the grid.
 */
public interface Family {
    /** What specs and reports call it. */
    String label();

    /** What the parameters of a member are called. */
    List<String> parameters();

    /** The member in the middle of all ranges. */
    double[] canonical();

    /** The parameters of a member drawn at random. */
    double[] draw(FastNormals random);

    /** A member on a grid whose two axes have the given points. */
    double[] density(double[] parameters, double[] axis);

    /** The point that a member lies around. */
    double[] centre(double[] parameters);

    /** The deviation of the round Gaussian that a generator without shape would give: the blob to compare with. */
    double blob();
}
