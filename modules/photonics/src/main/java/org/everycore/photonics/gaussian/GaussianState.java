package org.everycore.photonics.gaussian;

import static java.util.Objects.requireNonNull;

import org.everycore.photonics.engine.FockKet.Moments;

/**
 * A Gaussian state by the means and covariances of (x1.., p1..); hbar = 2, so the vacuum has covariance 1.
 *
 * <p>Arrays are owned. Moments are those of the whole infinite-dimensional state.
 *
 * @param mean 2 x modes numbers
 * @param covariance 2 modes x 2 modes, row by row, symmetric
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record GaussianState(int modes, double[] mean, double[] covariance) {
    public GaussianState {
        requireNonNull(mean, "mean is null");
        requireNonNull(covariance, "covariance is null");
        if (mean.length != 2 * modes || covariance.length != 4 * modes * modes) {
            throw new IllegalArgumentException(
                    mean.length + " means and " + covariance.length + " covariances for " + modes + " modes");
        }
    }

    public static GaussianState vacuum(int modes) {
        double[] covariance = new double[4 * modes * modes];
        for (int i = 0; i < 2 * modes; i++) {
            covariance[i * 2 * modes + i] = 1;
        }
        return new GaussianState(modes, new double[2 * modes], covariance);
    }

    /**
     * A mode's moments: with V and μ its block, the photon number has mean (Tr V + μ·μ)/4 - ½ and variance
     * Tr V²/8 + μᵀVμ/4 - ¼ (Dodonov, Man'ko and Man'ko, Physical Review A 50 (1994) 813).
     */
    public Moments moments(int mode) {
        double x = mean[mode];
        double p = mean[mode + modes];
        double xx = covariance(mode, mode);
        double pp = covariance(mode + modes, mode + modes);
        double xp = covariance(mode, mode + modes);
        double n = (xx + pp + x * x + p * p) / 4 - 0.5;
        double variance = (xx * xx + pp * pp + 2 * xp * xp) / 8 + (x * x * xx + p * p * pp + 2 * x * p * xp) / 4 - 0.25;
        return new Moments(x, p, xx, pp, n, variance);
    }

    /** The covariance of two quadratures in the order (x1.., p1..). */
    public double covariance(int i, int j) {
        return covariance[i * 2 * modes + j];
    }

    /** The Wigner function of one mode, the others traced out. */
    public double wigner(int mode, double x, double p) {
        double xx = covariance(mode, mode);
        double pp = covariance(mode + modes, mode + modes);
        double xp = covariance(mode, mode + modes);
        double det = xx * pp - xp * xp;
        double dx = x - mean[mode];
        double dp = p - mean[mode + modes];
        double form = (pp * dx * dx - 2 * xp * dx * dp + xx * dp * dp) / det;
        return StrictMath.exp(-0.5 * form) / (2 * Math.PI * Math.sqrt(det));
    }
}
