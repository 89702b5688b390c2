package org.everycore.photonics.engine;

import java.util.Arrays;

/**
 * The kernel in plain Java: loops over lanes that the JIT compiler vectorises. Operators: {@link PlainProducts}; passes over blocks:
 * {@link PlainBlocks} and {@link PlainGroup}; what is done lane by lane: {@link PlainLanes}.
 */
public final class PlainKernel implements OperatorKernel, PassKernel {
    public static final PlainKernel INSTANCE = new PlainKernel();

    private PlainKernel() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void multiply(Operator u, KetBlock x, KetBlock y, int lanes) {
        Arrays.fill(y.re, 0, u.rows() * lanes, 0);
        Arrays.fill(y.im, 0, u.rows() * lanes, 0);
        PlainProducts.add(u, x, y, lanes);
    }

    @Override
    public void multiplyAdd(Operator u, KetBlock x, KetBlock y, int lanes) {
        PlainProducts.add(u, x, y, lanes);
    }

    @Override
    public void apply(RealPass pass, KetBlock x, KetBlock y, int lanes) {
        PlainBlocks.apply(pass, x, y, lanes);
    }

    /** Some columns of each base of one block, for kernels that leave a rest. */
    public void columns(RealPass pass, KetBlock x, KetBlock y, int lanes, Columns columns) {
        for (int base : pass.bases) {
            PlainBlocks.columns(pass, x, y, lanes, columns.block(), base, columns.from(), columns.to());
        }
    }

    /** Columns {@code from} to {@code to} (excluded) of each base of a block. */
    public record Columns(int block, int from, int to) {}

    @Override
    public void applyAdjoint(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        PlainBlocks.applyAdjoint(pass, x, lambda, lanes, sums);
    }

    @Override
    public void groupAdjoint(RealPass pass, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        PlainGroup.adjoint(pass, lambda, to, lanes, sums);
    }

    @Override
    public void angleGradient(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        PlainGroup.angleGradient(pass, x, lambda, lanes, sums);
    }

    @Override
    public void apply(LanePass pass, KetBlock x, KetBlock y, int lanes) {
        PlainLanes.blocks(pass, false, x, y, lanes);
    }

    @Override
    public void applyAdjoint(LanePass pass, KetBlock lambda, KetBlock to, int lanes) {
        PlainLanes.blocks(pass, true, lambda, to, lanes);
    }

    @Override
    public void apply(PhasePass pass, KetBlock x, KetBlock y, int lanes) {
        PlainLanes.phases(pass, x, y, 1, lanes);
    }

    @Override
    public void applyAdjoint(PhasePass pass, KetBlock lambda, int lanes) {
        PlainLanes.phases(pass, lambda, lambda, -1, lanes);
    }

    @Override
    public void marginals(PhasePass pass, double[] numbers, double[] sums, int lanes) {
        PlainLanes.marginals(pass, numbers, sums, lanes);
    }

    @Override
    public void product(KetBlock u, KetBlock v, KetBlock to, int lanes) {
        PlainLanes.product(u, v, to, lanes);
    }

    @Override
    public void quadratures(Ladder ladder, KetBlock ket, QuadratureBlock to, int lanes) {
        PlainLanes.quadratures(ladder, ket, to, lanes);
    }

    @Override
    public void quadraturesAdjoint(Ladder ladder, QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes) {
        PlainLanes.quadraturesAdjoint(ladder, cotangent, ket, to, lanes);
    }
}
