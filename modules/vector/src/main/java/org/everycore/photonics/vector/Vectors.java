package org.everycore.photonics.vector;

import java.util.Arrays;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Ladder;
import org.everycore.photonics.engine.LanePass;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.OperatorKernel;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.engine.PhasePass;
import org.everycore.photonics.engine.QuadratureBlock;
import org.everycore.photonics.engine.RealPass;

/**
 * The kernels in explicit vectors, for lanes that fill whole registers: {@link VectorComplex}, {@link VectorBlocks}, {@link
 * VectorAdjoint}, {@link VectorGroup}, {@link VectorLanes}, {@link VectorLadder}. Each lane of each sum is the chain that {@link
 * org.everycore.photonics.engine.ReferenceKernel} says.
 */
final class Vectors implements OperatorKernel, PassKernel {
    static final Vectors INSTANCE = new Vectors();

    private Vectors() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean compiled() {
        return true;
    }

    @Override
    public void awaitCompiled(long nanos) {}

    @Override
    public void multiply(Operator u, KetBlock x, KetBlock y, int lanes) {
        Arrays.fill(y.re, 0, u.rows() * lanes, 0);
        Arrays.fill(y.im, 0, u.rows() * lanes, 0);
        multiplyAdd(u, x, y, lanes);
    }

    @Override
    public void multiplyAdd(Operator u, KetBlock x, KetBlock y, int lanes) {
        VectorComplex.add(u.re(), u.im(), u.rows(), u.columns(), x.re, x.im, y.re, y.im, lanes);
    }

    @Override
    public void apply(RealPass pass, KetBlock x, KetBlock y, int lanes) {
        VectorBlocks.apply(pass, x, y, lanes);
    }

    @Override
    public void applyAdjoint(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        VectorAdjoint.adjoint(pass, x, lambda, lanes, sums);
    }

    @Override
    public void groupAdjoint(RealPass pass, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        VectorGroup.adjoint(pass, lambda, to, lanes, sums);
    }

    @Override
    public void angleGradient(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        VectorGroup.angleGradient(pass, x, lambda, lanes, sums);
    }

    @Override
    public void apply(LanePass pass, KetBlock x, KetBlock y, int lanes) {
        VectorLanes.blocks(pass, false, x, y, lanes);
    }

    @Override
    public void applyAdjoint(LanePass pass, KetBlock lambda, KetBlock to, int lanes) {
        VectorLanes.blocks(pass, true, lambda, to, lanes);
    }

    @Override
    public void apply(PhasePass pass, KetBlock x, KetBlock y, int lanes) {
        VectorLanes.phases(pass, x, y, 1, lanes);
    }

    @Override
    public void applyAdjoint(PhasePass pass, KetBlock lambda, int lanes) {
        VectorLanes.phases(pass, lambda, lambda, -1, lanes);
    }

    @Override
    public void marginals(PhasePass pass, double[] numbers, double[] sums, int lanes) {
        VectorLanes.marginals(pass, numbers, sums, lanes);
    }

    @Override
    public void product(KetBlock u, KetBlock v, KetBlock to, int lanes) {
        VectorLanes.product(u, v, to, lanes);
    }

    @Override
    public void quadratures(Ladder ladder, KetBlock ket, QuadratureBlock to, int lanes) {
        VectorLadder.quadratures(ladder, ket, to, lanes);
    }

    @Override
    public void quadraturesAdjoint(Ladder ladder, QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes) {
        VectorLadder.quadraturesAdjoint(ladder, cotangent, ket, to, lanes);
    }
}
