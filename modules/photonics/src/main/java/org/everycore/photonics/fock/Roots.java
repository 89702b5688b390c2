package org.everycore.photonics.fock;

/** Square roots of the whole numbers, as ladder operators need them. */
public final class Roots {
    private Roots() {}

    /** sqrt(0) .. sqrt(count - 1). */
    public static double[] upTo(int count) {
        double[] roots = new double[count];
        for (int n = 0; n < count; n++) {
            roots[n] = Math.sqrt(n);
        }
        return roots;
    }
}
