package org.everycore.photonics.fock;

/** The two functions that squeezing is made of. */
final class Hyperbolic {
    private Hyperbolic() {}

    /** tanh t, sech t and tanh² t of every lane, one after the other, as {@link RisingChains} wants them. */
    static void fill(double[] t, int lanes, double[] scratch) {
        for (int s = 0; s < lanes; s++) {
            double tanh = StrictMath.tanh(t[s]);
            scratch[s] = tanh;
            scratch[lanes + s] = 1 / StrictMath.cosh(t[s]);
            scratch[RisingChains.z(lanes) + s] = tanh * tanh;
        }
    }
}
