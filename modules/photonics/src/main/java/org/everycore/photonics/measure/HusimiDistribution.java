package org.everycore.photonics.measure;

import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.mixed.FockDensity;

/**
 * The distribution of a heterodyne outcome α of one mode, Q(α) = <α|ρ|α>/π, drawn exactly in polar form.
 *
 * <p>|α|² is a mixture: with the probability of n photons it is a sum of n + 1 exponential draws. Given |α|, the angle's
 * density is the trigonometric polynomial A + 2 Re Σ_k B_k e^{ikθ}, B_k = Σ_n ρ[n,n+k] |α|^{2n+k} / √(n! (n+k)!), inverted
 * by its closed integral.
 */
final class HusimiDistribution {
    private static final int MAX_STEPS = 200;

    private final int cutoff;
    private final FockDensity mode;
    private final double[] photonNumbers;
    private final double[] bRe;
    private final double[] bIm;
    private final double[] power;

    HusimiDistribution(FockDensity mode) {
        this.mode = mode;
        this.cutoff = mode.cutoff();
        this.photonNumbers = CumulativeTable.of(mode.probabilities());
        this.bRe = new double[cutoff];
        this.bIm = new double[cutoff];
        this.power = new double[cutoff];
    }

    /** Draws α into {@code out[at]} (re) and {@code out[at + 1]} (im). */
    void draw(SampleRandom random, double[] out, int at) {
        int n = CumulativeTable.find(photonNumbers, random.nextDouble());
        double square = 0;
        for (int i = 0; i <= n; i++) {
            square -= StrictMath.log(1 - random.nextDouble());
        }
        double radius = Math.sqrt(square);
        double theta = angle(radius, random.nextDouble());
        out[at] = radius * StrictMath.cos(theta);
        out[at + 1] = radius * StrictMath.sin(theta);
    }

    private double angle(double radius, double u) {
        power[0] = StrictMath.exp(-0.5 * radius * radius);
        for (int n = 1; n < cutoff; n++) {
            power[n] = power[n - 1] * radius / Math.sqrt(n);
        }
        for (int k = 0; k < cutoff; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n + k < cutoff; n++) {
                double w = power[n] * power[n + k];
                re += w * mode.re()[n * cutoff + n + k];
                im += w * mode.im()[n * cutoff + n + k];
            }
            bRe[k] = re;
            bIm[k] = im;
        }
        if (!(bRe[0] > 0)) {
            return 2 * Math.PI * u;
        }
        double low = 0;
        double high = 2 * Math.PI;
        double x = u * high;
        double target = x * bRe[0];
        for (int step = 0; step < MAX_STEPS; step++) {
            double value = bRe[0] * x;
            double slope = bRe[0];
            for (int k = 1; k < cutoff; k++) {
                double c = StrictMath.cos(k * x);
                double s = StrictMath.sin(k * x);
                // 2 Re B e^{ikθ} and its integral 2 Re B (e^{ikθ} - 1) / (ik).
                slope += 2 * (bRe[k] * c - bIm[k] * s);
                value += 2 * (bRe[k] * s + bIm[k] * (c - 1)) / k;
            }
            if (value < target) {
                low = x;
            } else {
                high = x;
            }
            double next = x - (value - target) / slope;
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - x) <= 1e-15) {
                return next;
            }
            x = next;
        }
        return x;
    }
}
