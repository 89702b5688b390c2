package org.everycore.photonics.fock;

/**
 * A Gottesman-Kitaev-Preskill state of finite energy between photon numbers: c[n] = e^{-εn} Σ_k w_k ψ_n(k √(2π)) / norm, with
 * w_k = cos(θ/2) at even k and e^{-iφ} sin(θ/2) at odd k (hbar = 2, so that neighbouring peaks lie √(πħ) = √(2π) apart).
 *
 * <p>Gottesman, Kitaev and Preskill, Physical Review A 64 (2001) 012310; the damping e^{-εn} and the phase's sign as in Strawberry
 * Fields. ψ_n falls off beyond its turning point 2√(n + ½), so a few peaks beyond it are all that count; the norm is summed to
 * where e^{-2εn} has vanished, not to the cutoff, so what the cut takes is told. Waves are held as mantissa and exponent, as
 * e^{-x²/4} underflows where large photon numbers still have weight.
 */
final class GkpKet {
    private static final double SPACING = Math.sqrt(2 * Math.PI);
    private static final double PEAK = 1 / StrictMath.pow(2 * Math.PI, 0.25);
    /** e^{-2 x 22} is below the rounding of a double. */
    private static final double DECAY = 22;

    private static final double LARGE = 0x1p200;

    /** Amplitudes of the even and the odd peaks before damping. */
    private final double[] even;

    private final double[] odd;
    private final double epsilon;

    GkpKet(double epsilon, int cutoff) {
        this.epsilon = epsilon;
        int levels = Math.max(cutoff, (int) Math.ceil(DECAY / epsilon) + 2);
        this.even = new double[levels];
        this.odd = new double[levels];
        double reach = 2 * Math.sqrt(levels + 0.5) + 14;
        int last = (int) Math.ceil(reach / SPACING);
        for (int k = 0; k <= last; k++) {
            // ψ_n(-x) = (-1)^n ψ_n(x): peaks on both sides add up at even n and cancel at odd n.
            add(k * SPACING, k == 0 ? 1 : 2, (k & 1) == 0 ? even : odd);
        }
    }

    /** Adds weight x ψ_n(x) for even n. */
    private static void add(double x, double weight, double[] to) {
        double log = -0.25 * x * x;
        int exponent = (int) Math.rint(log / StrictMath.log(2));
        double now = weight * PEAK * StrictMath.exp(log - exponent * StrictMath.log(2));
        double below = 0;
        for (int n = 0; n < to.length; n++) {
            if ((n & 1) == 0) {
                to[n] += exponent < -1000 ? 0 : Math.scalb(now, exponent);
            }
            double above = (x * now - Math.sqrt(n) * below) / Math.sqrt(n + 1);
            below = now;
            now = above;
            if (Math.abs(now) > LARGE) {
                now /= LARGE;
                below /= LARGE;
                exponent += 200;
            }
        }
    }

    /** Fills a ket and its derivatives by θ, φ and ε. */
    void fill(double theta, double phi, double[] re, double[] im, double[][] byRe, double[][] byIm) {
        double c = StrictMath.cos(theta / 2);
        double s = StrictMath.sin(theta / 2);
        double oddRe = s * StrictMath.cos(phi);
        double oddIm = -s * StrictMath.sin(phi);
        double halfRe = 0.5 * c * StrictMath.cos(phi);
        double halfIm = -0.5 * c * StrictMath.sin(phi);
        // Per level: damped amplitude and its derivatives, and the sums for the norm and its derivatives.
        double square = 0;
        double[] slopes = new double[3];
        for (int n = 0; n < even.length; n++) {
            double damp = StrictMath.exp(-epsilon * n);
            double e = damp * even[n];
            double o = damp * odd[n];
            double[] value = {c * e + oddRe * o, oddIm * o};
            double[] byTheta = {-0.5 * s * e + halfRe * o, halfIm * o};
            double[] byPhi = {oddIm * o, -oddRe * o};
            square += value[0] * value[0] + value[1] * value[1];
            slopes[0] += 2 * (value[0] * byTheta[0] + value[1] * byTheta[1]);
            slopes[1] += 2 * (value[0] * byPhi[0] + value[1] * byPhi[1]);
            slopes[2] -= 2 * n * (value[0] * value[0] + value[1] * value[1]);
            if (n < re.length) {
                re[n] = value[0];
                im[n] = value[1];
                set(byRe, byIm, 0, n, byTheta);
                set(byRe, byIm, 1, n, byPhi);
                set(byRe, byIm, 2, n, new double[] {-n * value[0], -n * value[1]});
            }
        }
        double norm = 1 / Math.sqrt(square);
        for (int n = 0; n < re.length; n++) {
            for (int j = 0; j < 3; j++) {
                double turn = -0.5 * slopes[j] / square;
                byRe[j][n] = norm * (byRe[j][n] + turn * re[n]);
                byIm[j][n] = norm * (byIm[j][n] + turn * im[n]);
            }
            re[n] *= norm;
            im[n] *= norm;
        }
    }

    private static void set(double[][] re, double[][] im, int j, int n, double[] value) {
        re[j][n] = value[0];
        im[j][n] = value[1];
    }
}
