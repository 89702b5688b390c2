package org.everycore.photonics.engine;

import org.everycore.photonics.fock.BlockLayout;
import org.everycore.photonics.fock.RealGate;

/**
 * A block-diagonal real matrix with the diagonal of phases before it, as kernels take them: y = M (phase x), and back.
 * Elements are shared by all lanes. Filled by its owner, read by kernels.
 *
 * <p>A column of a block is one set of amplitudes that the block's matrix mixes: a state of the modes that the gate does not
 * touch, of one lane. Columns are counted base by base, then along the run, then by lane.
 */
public final class RealPass {
    /** Amplitude indices of each block's rows, for the first base. */
    public final int[][] rows;

    public final int[] bases;
    public final int run;
    /** Where each block's matrix begins in {@link #elements}, row by row. */
    public final int[] at;

    public final double[] elements;
    /** Where each block's matrix begins in {@link #transposed}. */
    public final int[] back;
    /**
     * Mᵀ of each block, then the edge beyond its last row and the edge before its first row as further rows where there are
     * any; null unless gradients are wanted.
     */
    public final double[] transposed;

    public final boolean[] lastEdge;
    public final boolean[] firstEdge;
    /** Couplings of row i - 1 and i of each block, 0 for row 0; all 0 where the matrix has no derivative. */
    public final double[][] couplings;

    /** Phases by amplitude; null when there are none. */
    public final double[] phaseRe;

    public final double[] phaseIm;
    /** For each sum over the phases' mode that the gate touches: its factor by block and row. */
    public final double[][][] inner;
    /** For each sum over the phases' mode that the gate does not touch: its factor by base and place in the run. */
    public final double[][] outer;

    /**
     * @param phases the diagonal before the matrix, or null
     * @param inner its sums over modes that the gate touches
     * @param outer its other sums
     */
    RealPass(
            Pass.Blocks pass,
            double[] elements,
            BoundDiagonal phases,
            double[][][] inner,
            double[][] outer,
            boolean gradients) {
        BlockLayout layout = pass.layout();
        RealGate gate = pass.gate();
        int blocks = layout.blocks();
        this.rows = pass.rows();
        this.bases = pass.bases();
        this.run = pass.run();
        this.elements = elements;
        this.phaseRe = phases == null ? null : phases.re();
        this.phaseIm = phases == null ? null : phases.im();
        this.inner = inner;
        this.outer = outer;
        this.at = new int[blocks];
        this.back = new int[blocks];
        this.lastEdge = new boolean[blocks];
        this.firstEdge = new boolean[blocks];
        boolean derivative = gradients && gate != null && !pass.angle().fixed();
        this.couplings = new double[gradients ? blocks : 0][];
        int length = 0;
        for (int b = 0; b < blocks; b++) {
            int m = rows[b].length;
            at[b] = layout.offset(b);
            back[b] = length;
            lastEdge[b] = derivative && gate.leavesLast(b);
            firstEdge[b] = derivative && gate.leavesFirst(b);
            length += (m + (lastEdge[b] ? 1 : 0) + (firstEdge[b] ? 1 : 0)) * m;
            if (gradients) {
                couplings[b] = new double[m];
            }
            for (int i = 1; i < m && derivative; i++) {
                couplings[b][i] = gate.coupling(b, i);
            }
        }
        this.transposed = gradients ? new double[length] : null;
    }

    /** Rows of a block's matrix in {@link #transposed}: its own and the edges. */
    public int backRows(int block) {
        return rows[block].length + (lastEdge[block] ? 1 : 0) + (firstEdge[block] ? 1 : 0);
    }

    /** Fills {@link #transposed} from the elements and the gate's edges. */
    void transpose(BlockLayout layout, double[] edges) {
        for (int b = 0; b < rows.length; b++) {
            int m = rows[b].length;
            for (int i = 0; i < m; i++) {
                for (int k = 0; k < m; k++) {
                    transposed[back[b] + k * m + i] = elements[at[b] + i * m + k];
                }
            }
            int to = back[b] + m * m;
            if (lastEdge[b]) {
                System.arraycopy(edges, 2 * layout.levelsBefore(b) + m, transposed, to, m);
                to += m;
            }
            if (firstEdge[b]) {
                System.arraycopy(edges, 2 * layout.levelsBefore(b), transposed, to, m);
            }
        }
    }

    /** Sums of each lane that {@link BlockKernel#reverse} adds to: the gate's derivative, then inner, then outer. */
    public int sums() {
        return 1 + inner.length + outer.length;
    }
}
