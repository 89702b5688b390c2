package org.everycore.photonics.readout;

import org.everycore.photonics.mixed.FockDensity;

/**
 * The Wigner function of one mode on a grid, hbar = 2: ∫∫ W dx dp is the trace, the vacuum's is e^{-(x²+p²)/2} / 2π.
 *
 * <p>With α = (x + ip)/2 and y = 4|α|², |n><m| (n = m + k) contributes (-1)^m e^{-ikθ} l_m^k(y) / 2π, where the functions
 * l_m^k = √(m!/(m+k)!) y^{k/2} L_m^k(y) e^{-y/2} follow from
 * √((m+1)(m+1+k)) l_{m+1} = (2m + 1 + k - y) l_m - √(m(m+k)) l_{m-1}, stable because they are normalised
 * (Leonhardt, Measuring the Quantum State of Light, 1997, section 5.2).
 */
public final class WignerFunction {
    private WignerFunction() {}

    /** W on a grid, flat with x slowest. */
    public static double[] of(FockDensity mode, double[] xs, double[] ps) {
        if (mode.modes() != 1) {
            throw new IllegalArgumentException("a state of " + mode.modes() + " modes");
        }
        double[] values = new double[xs.length * ps.length];
        for (int i = 0; i < xs.length; i++) {
            for (int j = 0; j < ps.length; j++) {
                values[i * ps.length + j] = at(mode, xs[i], ps[j]);
            }
        }
        return values;
    }

    /** W at one point. */
    public static double at(FockDensity mode, double x, double p) {
        int c = mode.cutoff();
        double y = x * x + p * p;
        double radius = Math.sqrt(y);
        // e^{-iθ} of α.
        double turnRe = radius == 0 ? 1 : x / radius;
        double turnIm = radius == 0 ? 0 : -p / radius;
        double phaseRe = 1;
        double phaseIm = 0;
        double start = StrictMath.exp(-0.5 * y);
        double sum = 0;
        for (int k = 0; k < c; k++) {
            double below = 0;
            double l = start;
            double seriesRe = 0;
            double seriesIm = 0;
            for (int m = 0; m + k < c; m++) {
                double sign = (m & 1) == 0 ? l : -l;
                seriesRe += sign * mode.re()[(m + k) * c + m];
                seriesIm += sign * mode.im()[(m + k) * c + m];
                double next = ((2 * m + 1 + k - y) * l - Math.sqrt((double) m * (m + k)) * below)
                        / Math.sqrt((m + 1.0) * (m + 1.0 + k));
                below = l;
                l = next;
            }
            sum += (k == 0 ? 1 : 2) * (seriesRe * phaseRe - seriesIm * phaseIm);
            double re = phaseRe * turnRe - phaseIm * turnIm;
            phaseIm = phaseRe * turnIm + phaseIm * turnRe;
            phaseRe = re;
            start *= radius / Math.sqrt(k + 1);
        }
        return sum / (2 * Math.PI);
    }
}
