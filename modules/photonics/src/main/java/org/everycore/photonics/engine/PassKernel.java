package org.everycore.photonics.engine;

/**
 * Takes blocks of kets through passes, and their cotangents back by the adjoint of each pass. Every number is one chain in a fixed
 * order, so every implementation gives the bits of {@link ReferenceKernel}, which is the definition of that order.
 *
 * <p>{@code lanes} are the kets in use of each block. Sums of each lane lie at {@code j * lanes + s} for sum j of lane s, and are
 * added to.
 */
public interface PassKernel extends BlockKernel {
    /** y = M (phase x), block by block and column by column; y may be x. */
    void apply(RealPass pass, KetBlock x, KetBlock y, int lanes);

    /**
     * λ = conj(phase) (Mᵀ λ) in place, and the derivatives by the pass's angles.
     *
     * @param x the ket before the pass
     * @param sums of {@link RealPass#sums()}: the gate's derivative, then those of the phases before it
     */
    void applyAdjoint(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums);

    /**
     * to = Mᵀ λ of a matrix that follows others of its group, and what the derivative by its angle takes from beyond the cut, from the
     * rows that {@link RealPass#kept} holds of the ket before it.
     */
    void groupAdjoint(RealPass pass, KetBlock lambda, KetBlock to, int lanes, double[] sums);

    /**
     * The rest of the derivative by the angle of a matrix that follows others of its group, from the ket before the group and the
     * cotangent of that ket: both without the phases, which stand in {@link RealPass#turnedRe} and {@link RealPass#turnedIm}.
     */
    void angleGradient(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums);

    /** y = M x, where every lane has its own matrix; y is another block than x. */
    void apply(LanePass pass, KetBlock x, KetBlock y, int lanes);

    /** to = Mᵀ λ, where every lane has its own matrix. */
    void applyAdjoint(LanePass pass, KetBlock lambda, KetBlock to, int lanes);

    /** y = phase x; y may be x. */
    void apply(PhasePass pass, KetBlock x, KetBlock y, int lanes);

    /** λ = conj(phase) λ in place. */
    void applyAdjoint(PhasePass pass, KetBlock lambda, int lanes);

    /**
     * Sums of a number for each amplitude by the level of one mode, for each mode that the phases act on: level n of mode m is sum
     * {@code m * cutoff + n}.
     */
    void marginals(PhasePass pass, double[] numbers, double[] sums, int lanes);

    /** The product state of each lane: to[a * (levels of v) + n] = u[a] v[n]. */
    void product(KetBlock u, KetBlock v, KetBlock to, int lanes);

    /** Adds <x> and <p> of one mode of each ket. */
    void quadratures(Ladder ladder, KetBlock ket, QuadratureBlock to, int lanes);

    /** Adds to the cotangent of each ket what the cotangents of <x> and <p> of one mode contribute. */
    void quadraturesAdjoint(Ladder ladder, QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes);
}
