package org.everycore.photonics.measure;

/**
 * The position wave functions of the photon numbers for hbar = 2, ψ_n(x) = H_n(x/√2) e^{-x²/4} / √(2^n n! √(2π)), so that
 * ψ_0² is the standard normal density.
 *
 * <p>By √(n+1) ψ_{n+1} = x ψ_n - √n ψ_{n-1}, stable in the direction of n. StrictMath: the same bits everywhere.
 */
public final class HermiteFunctions {
    private static final double PEAK = 1 / StrictMath.pow(2 * Math.PI, 0.25);

    private HermiteFunctions() {}

    /** Writes ψ_0(x) .. ψ_{count-1}(x). */
    public static void fill(double x, int count, double[] out) {
        out[0] = PEAK * StrictMath.exp(-0.25 * x * x);
        for (int n = 0; n + 1 < count; n++) {
            double below = n == 0 ? 0 : Math.sqrt(n) * out[n - 1];
            out[n + 1] = (x * out[n] - below) / Math.sqrt(n + 1);
        }
    }
}
