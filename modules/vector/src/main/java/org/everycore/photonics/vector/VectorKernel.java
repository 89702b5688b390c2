package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Ladder;
import org.everycore.photonics.engine.LanePass;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.OperatorKernel;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.engine.PhasePass;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.QuadratureBlock;
import org.everycore.photonics.engine.RealPass;

/**
 * Explicit vectors for as many lanes as fill registers, once they are compiled, and the plain kernel for all else. Their bits are the
 * same, so nobody can tell which one ran.
 */
public final class VectorKernel implements OperatorKernel, PassKernel {
    private static final int WIDTH = DoubleVector.SPECIES_PREFERRED.length();
    private static final int STEP = 2 * WIDTH;

    private final boolean always;

    /** @param always whether to use vectors from the start, compiled or not; else the plain loops until they are */
    VectorKernel(boolean always) {
        this.always = always;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean compiled() {
        return always || Warmup.settled();
    }

    @Override
    public void awaitCompiled(long nanos) throws InterruptedException {
        Warmup.startAll();
        OperatorKernel.super.awaitCompiled(nanos);
    }

    private boolean use(Warmup part, boolean fits) {
        return fits && (always || part.done());
    }

    private OperatorKernel operators(int lanes) {
        return use(Warmup.PRODUCTS, lanes >= STEP) ? Vectors.INSTANCE : PlainKernel.INSTANCE;
    }

    private PassKernel passes(Warmup part, boolean fits) {
        return use(part, fits) ? Vectors.INSTANCE : PlainKernel.INSTANCE;
    }

    private PassKernel passes(Warmup part, int lanes) {
        return passes(part, lanes % WIDTH == 0);
    }

    @Override
    public void multiply(Operator u, KetBlock x, KetBlock y, int lanes) {
        operators(lanes).multiply(u, x, y, lanes);
    }

    @Override
    public void multiplyAdd(Operator u, KetBlock x, KetBlock y, int lanes) {
        operators(lanes).multiplyAdd(u, x, y, lanes);
    }

    @Override
    public void apply(RealPass pass, KetBlock x, KetBlock y, int lanes) {
        passes(Warmup.PASSES, VectorBlocks.fits(pass, lanes)).apply(pass, x, y, lanes);
    }

    @Override
    public void applyAdjoint(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        passes(Warmup.ADJOINTS, lanes).applyAdjoint(pass, x, lambda, lanes, sums);
    }

    @Override
    public void groupAdjoint(RealPass pass, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        passes(Warmup.ADJOINTS, lanes).groupAdjoint(pass, lambda, to, lanes, sums);
    }

    @Override
    public void angleGradient(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        passes(Warmup.ADJOINTS, lanes).angleGradient(pass, x, lambda, lanes, sums);
    }

    @Override
    public void apply(LanePass pass, KetBlock x, KetBlock y, int lanes) {
        passes(Warmup.OWN, lanes).apply(pass, x, y, lanes);
    }

    @Override
    public void applyAdjoint(LanePass pass, KetBlock lambda, KetBlock to, int lanes) {
        passes(Warmup.OWN, lanes).applyAdjoint(pass, lambda, to, lanes);
    }

    @Override
    public void apply(PhasePass pass, KetBlock x, KetBlock y, int lanes) {
        passes(Warmup.PRODUCTS, lanes).apply(pass, x, y, lanes);
    }

    @Override
    public void applyAdjoint(PhasePass pass, KetBlock lambda, int lanes) {
        passes(Warmup.PRODUCTS, lanes).applyAdjoint(pass, lambda, lanes);
    }

    @Override
    public void marginals(PhasePass pass, double[] numbers, double[] sums, int lanes) {
        passes(Warmup.PRODUCTS, lanes).marginals(pass, numbers, sums, lanes);
    }

    @Override
    public void product(KetBlock u, KetBlock v, KetBlock to, int lanes) {
        passes(Warmup.PRODUCTS, lanes).product(u, v, to, lanes);
    }

    @Override
    public void quadratures(Ladder ladder, KetBlock ket, QuadratureBlock to, int lanes) {
        passes(Warmup.PRODUCTS, lanes).quadratures(ladder, ket, to, lanes);
    }

    @Override
    public void quadraturesAdjoint(Ladder ladder, QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes) {
        passes(Warmup.PRODUCTS, lanes).quadraturesAdjoint(ladder, cotangent, ket, to, lanes);
    }
}
