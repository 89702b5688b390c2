package org.everycore.photonics.engine;

/**
 * A block-diagonal real matrix of which every lane has its own: element e of lane s lies at {@code e * lanes + s}. Filled by its
 * owner, read by kernels.
 */
public final class LanePass {
    /** Amplitude indices of each block's rows, for the first base. */
    public final int[][] rows;

    public final int[] bases;
    public final int run;
    /** Where each block's matrix begins, in elements, row by row. */
    public final int[] at;

    public final double[] elements;

    LanePass(Pass.Blocks pass, int maxLanes) {
        this.rows = pass.rows();
        this.bases = pass.bases();
        this.run = pass.run();
        this.at = new int[pass.layout().blocks()];
        for (int b = 0; b < at.length; b++) {
            at[b] = pass.layout().offset(b);
        }
        this.elements = new double[Math.multiplyExact(pass.layout().length(), maxLanes)];
    }
}
