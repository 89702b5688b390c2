package org.everycore.photonics.engine;

/**
 * The products that all time goes into, over lanes: value v of lane s lies at {@code v * lanes + s}.
 *
 * <p>Every result is one chain of fused multiply-adds in a fixed order, so every implementation gives the same bits: start
 * from 0 (or from what is there), then k ascending. A real matrix: re = fma(u[k], xr[k], re), im = fma(u[k], xi[k], im). A
 * complex one: re = fma(ur, xr, re) then fma(-ui, xi, re); im = fma(ur, xi, im) then fma(ui, xr, im).
 */
public interface BlockKernel {
    /** What reports call it. */
    String name();

    /** Whether it has reached its speed; bits do not depend on it. */
    default boolean compiled() {
        return true;
    }

    /** Waits until it has reached its speed, but not longer than this: for whoever measures it. */
    default void awaitCompiled(long nanos) throws InterruptedException {
        long begun = System.nanoTime();
        while (!compiled() && System.nanoTime() - begun < nanos) {
            Thread.sleep(20);
        }
    }

    /** A number of lanes that fills its registers; blocks are made of multiples of it. */
    int preferredLanes();

    /** y = M (phase x), block by block and column by column; y may be x. */
    void real(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes);

    /**
     * λ = conj(phase) (Mᵀ λ) in place, and what the pass's angles are worth, added to sums of each lane.
     *
     * <p>For one column with z = phase x and μ = Mᵀ λ: the gate's t starts from 0, takes the first edge (z[0] re, then im),
     * then fma(w[i], u - d, t) for i ascending with u = fma(μi[i], zi[i-1], μr[i] zr[i-1]) and d the same with i - 1 and i
     * changed, then the last edge. Phases have q[i] = μi[i] zr[i] - μr[i] zi[i], two products and a difference; an inner sum is the chain
     * fma(f[i], q[i], .) from 0, an outer one f times the plain sum of q. A lane's sums take its columns in order, block by block.
     *
     * @param x the ket before the pass
     * @param sums sum j of lane s at {@code j * lanes + s}, added to
     */
    void reverse(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums);

    /**
     * to = Mᵀ λ of a matrix without phases, and what the gate's edges are worth, added to a sum of each lane: for one column t
     * starts from 0 and takes the last edge (re, then im), then the first, each with its row in {@code kept}. A lane's sum takes
     * the columns of blocks that have edges in order, block by block.
     *
     * @param kept what {@link RealPass#keptLast} and {@link RealPass#keptFirst} say, of the ket before the matrix
     */
    void back(RealPass pass, Scratch scratch, KetBlock kept, KetBlock lambda, KetBlock to, int lanes, double[] sums);

    /**
     * What a gate's angle is worth but for its edges, added to a sum of each lane, from the ket before a group of commuting
     * matrices with phases before them, and the cotangent of that ket: both without the phases, which stand in
     * {@link RealPass#turnedRe} and {@link RealPass#turnedIm}.
     *
     * <p>For one column t starts from 0 and takes, for i ascending from 1, fma(turnedRe[i], u, t) and then fma(turnedIm[i], v, t), where
     * u = λr[i] xr[i-1] + λi[i] xi[i-1] - λr[i-1] xr[i] - λi[i-1] xi[i] and v = λr[i] xi[i-1] - λi[i] xr[i-1] + λr[i-1] xi[i] -
     * λi[i-1] xr[i] are a product and three fused steps in this order. A lane's sum takes its columns in order, block by block.
     */
    void slope(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums);

    /**
     * y[i] = Σ_k u[i inner + k] x[k] for i below {@code rows}, added to y when {@code add}.
     */
    void complex(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            boolean add);

    /**
     * y[base + rows[i] + r] = Σ_k u[at + i m + k] x[base + rows[k] + r] with m = rows.length, for each base and each r below
     * {@code run}, where every lane has its own matrix: element e of lane s lies at {@code e * lanes + s}.
     *
     * @param transposed whether the matrix is to be read as its transpose
     */
    void ownReal(
            double[] u,
            int at,
            boolean transposed,
            int[] rows,
            int[] bases,
            int run,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes);

    /** One amplitude of each lane times a number of each lane: y = x (cr + i sign ci), re = fma(cr, xr, -(sign ci xi)). */
    void multiply(
            double[] cr,
            double[] ci,
            int c,
            double sign,
            double[] xr,
            double[] xi,
            int x,
            double[] yr,
            double[] yi,
            int y,
            int lanes);

    /** One amplitude of each lane times one number for all: the same chain as {@link #multiply}. */
    void scale(double cr, double ci, double[] xr, double[] xi, double[] yr, double[] yi, int at, int lanes);

    /**
     * <x> and <p> of one mode, at {@code to}: for amplitudes a with n below cutoff - 1 photons in it and b one photon more, a
     * ascending, with u = weight[n] c[a]: x = fma(ui, vi, fma(ur, vr, x)), p = fma(-ui, vr, fma(ur, vi, p)), v = c[b].
     *
     * @param stride amplitudes between a and b
     * @param weight by n
     */
    void quadratures(
            double[] weight,
            int dimension,
            int stride,
            double[] re,
            double[] im,
            double[] x,
            double[] p,
            int to,
            int lanes);

    /** to[y + s] += from[x + s] for each lane. */
    void add(double[] from, int x, double[] to, int y, int lanes);

    /**
     * Adds to the cotangent of every amplitude what those of <x> and <p> of one mode are worth, with g = weight[n] gx and
     * h = weight[n] gp: first as b, re = fma(-h, im[a], fma(g, re[a], re)), im = fma(h, re[a], fma(g, im[a], im)), then as a,
     * re = fma(h, im[b], fma(g, re[b], re)), im = fma(-h, re[b], fma(g, im[b], im)).
     */
    void pull(
            double[] weight,
            int dimension,
            int stride,
            double[] gx,
            double[] gp,
            int from,
            double[] re,
            double[] im,
            double[] toRe,
            double[] toIm,
            int lanes);
}
