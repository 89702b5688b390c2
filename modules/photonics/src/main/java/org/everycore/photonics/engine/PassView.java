package org.everycore.photonics.engine;

import java.util.List;

/**
 * A bound pass as a propagator takes it, for whoever takes it elsewhere: which phases go with which matrix, and which matrices are a
 * group, on which the order of a gradient's sums depends. {@link ReferenceKernel} and the bound passes' adjoints say what is computed.
 */
public sealed interface PassView {
    /** Phases alone: of all lanes, or of each lane's own where the table says so. An angle a phase. */
    record Phases(PhasePass table, List<Pass.Phase> phases) implements PassView {}

    /**
     * Matrices on modes of their own, one after the other; the first may have phases before it. Angles: the first matrix's own, if
     * it has one, its phases', then those of the others that have one.
     *
     * @param own whether a matrix has an angle
     * @param phaseSums of each phase, which of {@link RealPass#sums()} of the first matrix its derivative is
     */
    @SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
    record Matrices(List<RealPass> parts, boolean[] own, int[] phaseSums) implements PassView {}

    /** A matrix of which every lane has its own, by one angle. */
    record Own(Pass.Blocks pass) implements PassView {}
}
