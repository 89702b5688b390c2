package org.everycore.photonics.engine;

import java.util.stream.IntStream;

/**
 * A diagonal of phases: one table by amplitude that all lanes share, or, where lanes have phases of their own, one table by level
 * for each mode, because a product of a few numbers a lane is cheaper than their storage. Filled by its owner, read by kernels.
 */
public final class PhasePass {
    public final int modes;
    public final int cutoff;
    public final int dimension;
    /** Whether lanes have phases of their own. */
    public final boolean perLane;
    /** Phases by amplitude; null where lanes have their own. */
    public double[] re;

    public double[] im;
    /** Phases by mode: level n of lane s at {@code n * lanes + s}; null for modes without, and where all lanes share one table. */
    public final double[][] laneRe;

    public final double[][] laneIm;
    /** The modes that the phases act on, ascending. */
    public final int[] active;

    PhasePass(Pass.Diagonal pass, int modes, int cutoff, boolean perLane, int maxLanes) {
        this.modes = modes;
        this.cutoff = cutoff;
        this.dimension = pass.dimension();
        this.perLane = perLane;
        this.laneRe = new double[modes][];
        this.laneIm = new double[modes][];
        this.active = IntStream.range(0, modes)
                .filter(mode -> pass.phases().stream().anyMatch(phase -> phase.touches(mode)))
                .toArray();
        for (int mode : active) {
            laneRe[mode] = perLane ? new double[cutoff * maxLanes] : null;
            laneIm[mode] = perLane ? new double[cutoff * maxLanes] : null;
        }
    }

    /** Amplitudes from one level of a mode to the next. */
    public int stride(int mode) {
        int stride = 1;
        for (int m = modes - 1; m > mode; m--) {
            stride *= cutoff;
        }
        return stride;
    }

    void share(double[] sharedRe, double[] sharedIm) {
        re = sharedRe;
        im = sharedIm;
    }
}
