package org.everycore.photonics.measure;

import java.util.List;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.mixed.ModeLayout;

/**
 * What an outcome leaves of a state: the measured mode is projected and then stands in the vacuum, as in Strawberry Fields.
 * Nothing is renormalised: the norm after is the norm before times the outcome's probability (or density).
 */
final class Projection {
    private Projection() {}

    /** Applies the bra Σ (re + i im)[n] <n| to a mode. */
    static FockState onto(FockState state, int mode, double[] re, double[] im) {
        return state.ket().isPresent()
                ? FockState.of(onto(state.ket().orElseThrow(), mode, re, im))
                : FockState.of(onto(state.density(), mode, re, im));
    }

    private static FockKet onto(FockKet ket, int mode, double[] re, double[] im) {
        ModeLayout layout = new ModeLayout(ket.modes(), ket.cutoff());
        int stride = layout.stride(mode);
        double[] outRe = new double[ket.re().length];
        double[] outIm = new double[ket.re().length];
        for (int base : layout.others(mode)) {
            double sumRe = 0;
            double sumIm = 0;
            for (int n = 0; n < ket.cutoff(); n++) {
                double a = ket.re()[base + n * stride];
                double b = ket.im()[base + n * stride];
                sumRe += re[n] * a - im[n] * b;
                sumIm += re[n] * b + im[n] * a;
            }
            outRe[base] = sumRe;
            outIm[base] = sumIm;
        }
        return new FockKet(ket.modes(), ket.cutoff(), outRe, outIm);
    }

    private static FockDensity onto(FockDensity state, int mode, double[] re, double[] im) {
        int c = state.cutoff();
        ModeLayout layout = new ModeLayout(state.modes(), c);
        int stride = layout.stride(mode);
        int[] others = layout.others(mode);
        int d = state.dimension();
        double[] outRe = new double[d * d];
        double[] outIm = new double[d * d];
        for (int ket : others) {
            for (int bra : others) {
                double sumRe = 0;
                double sumIm = 0;
                for (int n = 0; n < c; n++) {
                    for (int m = 0; m < c; m++) {
                        double wRe = re[n] * re[m] + im[n] * im[m];
                        double wIm = im[n] * re[m] - re[n] * im[m];
                        int at = (ket + n * stride) * d + bra + m * stride;
                        sumRe += wRe * state.re()[at] - wIm * state.im()[at];
                        sumIm += wRe * state.im()[at] + wIm * state.re()[at];
                    }
                }
                outRe[ket * d + bra] = sumRe;
                outIm[ket * d + bra] = sumIm;
            }
        }
        return new FockDensity(state.modes(), c, outRe, outIm);
    }

    /** <b|ρ|d> + <d|ρ|b> of two bras of a mode, on its vacuum: half of what their sum leaves, less what their difference does. */
    static FockDensity both(FockDensity state, int mode, double[][] first, double[][] second) {
        double[][] sum = new double[2][state.cutoff()];
        double[][] difference = new double[2][state.cutoff()];
        for (int part = 0; part < 2; part++) {
            for (int n = 0; n < state.cutoff(); n++) {
                sum[part][n] = first[part][n] + second[part][n];
                difference[part][n] = first[part][n] - second[part][n];
            }
        }
        FockDensity plus = onto(state, mode, sum[0], sum[1]);
        FockDensity minus = onto(state, mode, difference[0], difference[1]);
        for (int i = 0; i < plus.re().length; i++) {
            plus.re()[i] = 0.5 * (plus.re()[i] - minus.re()[i]);
            plus.im()[i] = 0.5 * (plus.im()[i] - minus.im()[i]);
        }
        return plus;
    }

    /** The cotangent before projections onto bras of a mode, summed: Σ |b> Λ <b| with Λ that of the mode's vacuum. */
    static FockDensity adjoint(FockDensity cotangent, int mode, List<double[][]> bras) {
        int c = cotangent.cutoff();
        ModeLayout layout = new ModeLayout(cotangent.modes(), c);
        int stride = layout.stride(mode);
        int[] others = layout.others(mode);
        int d = cotangent.dimension();
        double[] outRe = new double[d * d];
        double[] outIm = new double[d * d];
        double[] weightRe = new double[c * c];
        double[] weightIm = new double[c * c];
        for (double[][] bra : bras) {
            for (int n = 0; n < c; n++) {
                for (int m = 0; m < c; m++) {
                    weightRe[n * c + m] += bra[0][n] * bra[0][m] + bra[1][n] * bra[1][m];
                    weightIm[n * c + m] -= bra[1][n] * bra[0][m] - bra[0][n] * bra[1][m];
                }
            }
        }
        for (int ket : others) {
            for (int bra : others) {
                double a = cotangent.re()[ket * d + bra];
                double b = cotangent.im()[ket * d + bra];
                for (int n = 0; n < c; n++) {
                    for (int m = 0; m < c; m++) {
                        int at = (ket + n * stride) * d + bra + m * stride;
                        outRe[at] = weightRe[n * c + m] * a - weightIm[n * c + m] * b;
                        outIm[at] = weightRe[n * c + m] * b + weightIm[n * c + m] * a;
                    }
                }
            }
        }
        return new FockDensity(cotangent.modes(), c, outRe, outIm);
    }

    /** One photon or more, how many nobody knows. */
    static FockState click(FockState state, int mode) {
        FockDensity rho = state.density();
        ModeLayout layout = new ModeLayout(rho.modes(), rho.cutoff());
        int stride = layout.stride(mode);
        int[] others = layout.others(mode);
        int d = rho.dimension();
        double[] outRe = new double[d * d];
        double[] outIm = new double[d * d];
        for (int ket : others) {
            for (int bra : others) {
                for (int n = 1; n < rho.cutoff(); n++) {
                    int at = (ket + n * stride) * d + bra + n * stride;
                    outRe[ket * d + bra] += rho.re()[at];
                    outIm[ket * d + bra] += rho.im()[at];
                }
            }
        }
        return FockState.of(new FockDensity(rho.modes(), rho.cutoff(), outRe, outIm));
    }

    /** <n|. */
    static FockState number(FockState state, int mode, int n) {
        double[] re = new double[state.cutoff()];
        re[n] = 1;
        return onto(state, mode, re, new double[state.cutoff()]);
    }

    /** The bra of the quadrature x cos φ + p sin φ = x: ψ_n(x) e^{-iφn}. */
    static FockState quadrature(FockState state, int mode, double phi, double x) {
        double[][] bra = quadrature(state.cutoff(), phi, x);
        return onto(state, mode, bra[0], bra[1]);
    }

    /** ψ_n(x) e^{-iφn}, real and imaginary parts. */
    static double[][] quadrature(int c, double phi, double x) {
        double[] psi = new double[c];
        HermiteFunctions.fill(x, c, psi);
        double[] re = new double[c];
        double[] im = new double[c];
        for (int n = 0; n < c; n++) {
            re[n] = psi[n] * StrictMath.cos(phi * n);
            im[n] = -psi[n] * StrictMath.sin(phi * n);
        }
        return new double[][] {re, im};
    }

    /** <α|/√π = e^{-|α|²/2} Σ α*^n / √n! <n| / √π. */
    static FockState coherent(FockState state, int mode, double alphaRe, double alphaIm) {
        double[][] bra = coherent(state.cutoff(), alphaRe, alphaIm);
        return onto(state, mode, bra[0], bra[1]);
    }

    /** <α|n> / √π, real and imaginary parts. */
    static double[][] coherent(int c, double alphaRe, double alphaIm) {
        double[] re = new double[c];
        double[] im = new double[c];
        re[0] = StrictMath.exp(-0.5 * (alphaRe * alphaRe + alphaIm * alphaIm)) / Math.sqrt(Math.PI);
        for (int n = 1; n < c; n++) {
            double root = 1 / Math.sqrt(n);
            re[n] = (re[n - 1] * alphaRe + im[n - 1] * alphaIm) * root;
            im[n] = (im[n - 1] * alphaRe - re[n - 1] * alphaIm) * root;
        }
        return new double[][] {re, im};
    }
}
