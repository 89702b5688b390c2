package org.everycore.photonics.measure;

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
        int c = state.cutoff();
        double[] psi = new double[c];
        HermiteFunctions.fill(x, c, psi);
        double[] re = new double[c];
        double[] im = new double[c];
        for (int n = 0; n < c; n++) {
            re[n] = psi[n] * StrictMath.cos(phi * n);
            im[n] = -psi[n] * StrictMath.sin(phi * n);
        }
        return onto(state, mode, re, im);
    }

    /** <α|/√π = e^{-|α|²/2} Σ α*^n / √n! <n| / √π. */
    static FockState coherent(FockState state, int mode, double alphaRe, double alphaIm) {
        int c = state.cutoff();
        double[] re = new double[c];
        double[] im = new double[c];
        re[0] = StrictMath.exp(-0.5 * (alphaRe * alphaRe + alphaIm * alphaIm)) / Math.sqrt(Math.PI);
        for (int n = 1; n < c; n++) {
            double root = 1 / Math.sqrt(n);
            re[n] = (re[n - 1] * alphaRe + im[n - 1] * alphaIm) * root;
            im[n] = (im[n - 1] * alphaRe - re[n - 1] * alphaIm) * root;
        }
        return onto(state, mode, re, im);
    }
}
