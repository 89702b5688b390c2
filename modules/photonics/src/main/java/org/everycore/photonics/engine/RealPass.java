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

    public double[] elements;
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
    /**
     * The same between phases of the kets: where x and λ stand for phase x and phase λ, the coupling of row i - 1 to row i is
     * {@code turnedRe - i turnedIm}. For matrices that follow others of their group.
     */
    public final double[][] turnedRe;

    public final double[][] turnedIm;
    /** Where the edge beyond each block's last row has its kept row, in amplitudes, and the one before its first row. */
    public final int[] keptLast;

    public final int[] keptFirst;
    /** Amplitudes of all kept rows. */
    public final int keptLength;
    /** The kept rows of the ket before the matrix; null unless it follows others of its group. */
    public KetBlock kept;

    /** Phases by amplitude; null when there are none. */
    public double[] phaseRe;

    public double[] phaseIm;
    /** For each sum over the phases' mode that the gate touches: its factor by block and row. */
    public final double[][][] inner;
    /** For each sum over the phases' mode that the gate does not touch: its factor by base and place in the run. */
    public final double[][] outer;
    /** What a kernel keeps columns in while it works on them: the worker's. */
    public final Scratch scratch;

    /**
     * @param inner sums of the phases before the matrix over modes that the gate touches
     * @param outer their other sums
     */
    RealPass(Pass.Blocks pass, double[][][] inner, double[][] outer, Workspace workspace) {
        boolean gradients = workspace.gradients();
        BlockLayout layout = pass.layout();
        RealGate gate = pass.gate();
        int blocks = layout.blocks();
        this.rows = pass.rows();
        this.bases = pass.bases();
        this.run = pass.run();
        this.scratch = workspace.scratch();
        this.inner = inner;
        this.outer = outer;
        this.at = new int[blocks];
        this.back = new int[blocks];
        this.lastEdge = new boolean[blocks];
        this.firstEdge = new boolean[blocks];
        boolean derivative = gradients && gate != null && !pass.angle().fixed();
        this.couplings = new double[gradients ? blocks : 0][];
        this.turnedRe = new double[couplings.length][];
        this.turnedIm = new double[couplings.length][];
        this.keptLast = new int[blocks];
        this.keptFirst = new int[blocks];
        int columns = bases.length * run;
        int length = 0;
        int keptRows = 0;
        for (int b = 0; b < blocks; b++) {
            int m = rows[b].length;
            at[b] = layout.offset(b);
            back[b] = length;
            lastEdge[b] = derivative && gate.leavesLast(b);
            firstEdge[b] = derivative && gate.leavesFirst(b);
            length += backRows(b) * m;
            keptLast[b] = keptRows * columns;
            keptFirst[b] = (keptRows + (lastEdge[b] ? 1 : 0)) * columns;
            keptRows += edges(b);
            if (gradients) {
                couplings[b] = new double[m];
                turnedRe[b] = new double[m];
                turnedIm[b] = new double[m];
            }
            for (int i = 1; i < m && derivative; i++) {
                couplings[b][i] = gate.coupling(b, i);
            }
        }
        this.transposed = gradients ? new double[length] : null;
        this.keptLength = keptRows * columns;
    }

    /** Rows of a block's matrix in {@link #transposed}: its own and the edges. */
    public int backRows(int block) {
        return rows[block].length + edges(block);
    }

    /** Edges of a block, none to two. */
    public int edges(int block) {
        return (lastEdge[block] ? 1 : 0) + (firstEdge[block] ? 1 : 0);
    }

    /** Fills {@link #turnedRe} and {@link #turnedIm}; the phases are 1 when null, and products of phases of one mode. */
    void turn(double[] re, double[] im) {
        for (int b = 0; b < rows.length; b++) {
            for (int i = 1; i < rows[b].length; i++) {
                int a = rows[b][i - 1];
                int c = rows[b][i];
                double w = couplings[b][i];
                turnedRe[b][i] = re == null ? w : w * Math.fma(re[c], re[a], im[c] * im[a]);
                turnedIm[b][i] = re == null ? 0 : w * Math.fma(im[c], re[a], -(re[c] * im[a]));
            }
        }
    }

    /** Takes over the phases before the matrix. */
    void share(PhasePass phases) {
        phaseRe = phases.re;
        phaseIm = phases.im;
    }

    /** Makes room for the rows that the edges meet, if there are any. */
    void keepRows(int maxLanes) {
        kept = keptLength == 0 ? null : new KetBlock(keptLength, maxLanes);
    }

    /** Copies the rows of x that the edges meet, where they are kept; number j of lane s goes to {@code j * lanes + s}. */
    void keepEdges(KetBlock x, int lanes) {
        if (kept == null) {
            return;
        }
        for (int b = 0; b < rows.length; b++) {
            if (lastEdge[b]) {
                keep(rows[b][rows[b].length - 1], keptLast[b], x, lanes);
            }
            if (firstEdge[b]) {
                keep(rows[b][0], keptFirst[b], x, lanes);
            }
        }
    }

    private void keep(int row, int at, KetBlock x, int lanes) {
        int to = at * lanes;
        int n = run * lanes;
        for (int base : bases) {
            int from = (base + row) * lanes;
            System.arraycopy(x.re, from, kept.re, to, n);
            System.arraycopy(x.im, from, kept.im, to, n);
            to += n;
        }
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

    /** Sums of each lane that {@link PassKernel#applyAdjoint} adds to: the gate's derivative, then inner, then outer. */
    public int sums() {
        return 1 + inner.length + outer.length;
    }
}
