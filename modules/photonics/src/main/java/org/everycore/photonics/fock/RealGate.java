package org.everycore.photonics.fock;

/**
 * A one-parameter gate whose matrix between photon numbers is real: the exact operator cut to the cutoff, and its derivative.
 *
 * <p>Every Gaussian gate is such a gate between rotations. With out-going variables x and in-going variables y, the elements
 * are Taylor coefficients of a Gaussian generating function; differentiating it by a variable gives a recurrence that only
 * looks at lower photon numbers (Miatto and Quesada, "Fast optimization of parametrized quantum optical circuits", Quantum 4
 * (2020) 366, arXiv:2004.11002). Nothing outside the cutoff is ever needed, so the cut is exact.
 *
 * <p>The derivative is never made as a matrix. With M(t) = exp(t G) it is M G, and in every block the generator G only
 * couples rows that follow each other: G|i> = w[i+1]|i+1> - w[i]|i-1>. What G takes out of the cut meets the columns of M
 * just beyond it, one at each end of a block at most, and those come from one more step of the recurrence. So
 * <λ, M' x> = Σ w[i] (<μ[i], x[i-1]> - <μ[i-1], x[i]>) with μ = Mᵀλ, which reverse mode computes anyway, and the two ends'
 * <edge, λ> x: a few multiply-adds an amplitude in place of another product.
 *
 * <p>Elements are computed for {@code lanes} parameters at once: element e of lane s lies at {@code e * lanes + s}.
 */
public interface RealGate {
    BlockLayout layout();

    /** How many numbers of scratch the elements of so many lanes need. */
    int scratch(int lanes);

    /**
     * Fills the elements for parameters {@code t[0..lanes-1]}.
     *
     * @param scratch of {@link #scratch} numbers; the first 2 x lanes become the two functions of t that the gate is made of
     */
    void elements(double[] t, int lanes, double[] scratch, double[] out);

    /**
     * How the generator couples row i - 1 of a block to row i, for 0 < i < m. Row 0 and row m are coupled to what lies beyond
     * the cut by {@link #edges}.
     */
    double coupling(int block, int i);

    /** Whether the generator leaves the cut below a block's first row (only a beamsplitter's does). */
    default boolean leavesFirst(int block) {
        return false;
    }

    /** Whether the generator leaves the cut beyond a block's last row. */
    default boolean leavesLast(int block) {
        return true;
    }

    /**
     * Fills the columns just beyond the cut, times their couplings, from the functions and elements as {@link #elements} left
     * them: for each block the column before its first, then the one after its last, m numbers each; column by column at
     * 2 x (levels of the blocks before). Columns that the generator does not reach stay as they are.
     */
    void edges(double[] t, int lanes, double[] functions, double[] elements, double[] out);
}
