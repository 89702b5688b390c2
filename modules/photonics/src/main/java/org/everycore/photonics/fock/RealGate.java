package org.everycore.photonics.fock;

/**
 * A one-parameter gate whose matrix between photon numbers is real: the exact operator cut to the cutoff, and its derivative.
 *
 * <p>Every Gaussian gate is such a gate between rotations. With out-going variables x and in-going variables y, the elements
 * are Taylor coefficients of a Gaussian generating function; differentiating it by a variable gives a recurrence that only
 * looks at lower photon numbers (Miatto and Quesada, "Fast optimization of parametrized quantum optical circuits", Quantum 4
 * (2020) 366, arXiv:2004.11002), and differentiating it by the parameter gives the derivative from the elements themselves.
 * Nothing outside the cutoff is ever needed, so the cut is exact.
 *
 * <p>Elements are computed for {@code lanes} parameters at once: element e of lane s lies at {@code e * lanes + s}.
 */
public interface RealGate {
    BlockLayout layout();

    /**
     * Fills the elements for parameters {@code t[0..lanes-1]}.
     *
     * @param functions scratch of 2 x lanes numbers: the two functions of t that the gate is made of
     */
    void elements(double[] t, int lanes, double[] functions, double[] out);

    /** Fills the derivatives by the parameter from the elements and the functions as {@link #elements} left them. */
    void derivatives(double[] t, int lanes, double[] functions, double[] elements, double[] out);
}
