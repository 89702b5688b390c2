package org.everycore.training.fit;

import java.io.IOException;
import java.util.Map;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.measure.HermiteFunctions;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;

/**
 * What a circuit is to turn into what: inputs as indices of Fock states, wanted kets one after the other. Arrays are owned by
 * the record.
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
record Pairs(int[] inputs, double[] re, double[] im) {
    /** Points of the integrals over positions, and their reach: peaks of width 0.05 are resolved. */
    private static final int POINTS = 4001;

    private static final double REACH = 24;

    static Pairs of(FitSpec spec, Inputs files) throws IOException {
        FitTarget target = spec.target();
        int d = spec.dimension();
        if (target.name().gate()) {
            return gate(spec);
        }
        double[] re = new double[d];
        double[] im = new double[d];
        int c = spec.cutoff();
        int stride = d / c;
        switch (target.name()) {
            case FOCK -> re[target.n() * stride] = 1;
            case ON -> {
                re[0] = 1;
                re[target.n() * stride] += target.a();
            }
            case NOON -> {
                re[target.n() * stride] = 1;
                re[target.n() * (stride / c)] = 1;
            }
            case CAT -> {
                double term = 1;
                for (int n = 0; n < c; n++) {
                    re[n * stride] = n % 2 == target.parity() ? term : 0;
                    term *= target.alpha() / Math.sqrt(n + 1);
                }
            }
            case GKP -> grid(target, c, stride, re, im);
            case GKP_HEX -> hexagonal(target, c, stride, re, im);
            case RANDOM -> {
                FastNormals random = new FastNormals(target.seed(), TrainingStreams.TARGETS);
                random.fill(re, 0, d);
                random.fill(im, 0, d);
            }
            default -> {
                Map<String, NumpyArray> arrays = NumpyFiles.npz(
                        files.resolve(target.file()), target.file().shown());
                copy(arrays, "re", target.file().shown(), re);
                copy(arrays, "im", target.file().shown(), im);
            }
        }
        normalise(re, im, 0, d);
        return new Pairs(new int[] {0}, re, im);
    }

    private static void copy(Map<String, NumpyArray> arrays, String name, String shown, double[] to) {
        NumpyArray array = arrays.get(name);
        if (array == null || array.values().length != to.length) {
            throw new SpecException(
                    "target.file", shown, "must hold arrays re and im of " + to.length + " numbers each");
        }
        System.arraycopy(array.values(), 0, to, 0, to.length);
    }

    private static void normalise(double[] re, double[] im, int from, int d) {
        double sum = 0;
        for (int i = from; i < from + d; i++) {
            sum += re[i] * re[i] + im[i] * im[i];
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new SpecException("target", "has the norm " + sum);
        }
        double scale = 1 / Math.sqrt(sum);
        for (int i = from; i < from + d; i++) {
            re[i] *= scale;
            im[i] *= scale;
        }
    }

    /** e^{-δ² n} Σ_s |x = √(2π) (2s + μ)> with √(π ħ) spacing, ħ = 2: amplitudes ψ_n at the peaks. */
    private static void grid(FitTarget target, int c, int stride, double[] re, double[] im) {
        double spacing = Math.sqrt(2 * Math.PI);
        double[] functions = new double[c];
        for (int s = -12; s <= 12; s++) {
            HermiteFunctions.fill(spacing * (2 * s + target.mu()), c, functions);
            for (int n = 0; n < c; n++) {
                re[n * stride] += functions[n];
            }
        }
        envelope(target, c, stride, re, im);
    }

    /**
     * The hexagonal lattice: e^{-δ² n} Σ over (k, l) of coherent states at the points of the lattice with the phases e^{-iπ (2k + μ) l};
     * α = √(π/(2√3)) ((2k + μ) 2 + l (1 + i√3)) (Albert et al. 2018, as the recorded fits of arXiv:1807.10781
     * take it).
     */
    private static void hexagonal(FitTarget target, int c, int stride, double[] re, double[] im) {
        double unit = Math.sqrt(Math.PI / (2 * Math.sqrt(3)));
        for (int k = -12; k <= 12; k++) {
            for (int l = -12; l <= 12; l++) {
                int first = 2 * k + target.mu();
                double ar = unit * (2 * first + l);
                double ai = unit * Math.sqrt(3) * l;
                double square = ar * ar + ai * ai;
                double phase = -Math.PI * first * l;
                double tr = StrictMath.exp(-0.5 * square) * StrictMath.cos(phase);
                double ti = StrictMath.exp(-0.5 * square) * StrictMath.sin(phase);
                for (int n = 0; n < c; n++) {
                    re[n * stride] += tr;
                    im[n * stride] += ti;
                    double root = Math.sqrt(n + 1);
                    double next = (tr * ar - ti * ai) / root;
                    ti = (tr * ai + ti * ar) / root;
                    tr = next;
                }
            }
        }
        envelope(target, c, stride, re, im);
    }

    private static void envelope(FitTarget target, int c, int stride, double[] re, double[] im) {
        for (int n = 0; n < c; n++) {
            double damp = StrictMath.exp(-target.delta() * target.delta() * n);
            re[n * stride] *= damp;
            im[n * stride] *= damp;
        }
    }

    private static Pairs gate(FitSpec spec) {
        FitTarget target = spec.target();
        int c = spec.cutoff();
        int d = spec.dimension();
        int q = target.inputs();
        int stride = d / c;
        boolean two = target.name() == FitTarget.Name.CROSS_KERR;
        int count = two ? q * q : q;
        int[] inputs = new int[count];
        double[] re = new double[count * d];
        double[] im = new double[count * d];
        double[][] small =
                switch (target.name()) {
                    case QFT -> fourier(q);
                    case RANDOM_GATE -> unitary(q, target.seed());
                    case CUBIC_PHASE -> cubic(target.strength(), c, q);
                    default -> new double[0][];
                };
        for (int i = 0; i < count; i++) {
            int first = two ? i / q : i;
            int second = two ? i % q : 0;
            inputs[i] = first * stride + (two ? second * (stride / c) : 0);
            if (two) {
                double phase = target.strength() * first * second;
                re[i * d + inputs[i]] = StrictMath.cos(phase);
                im[i * d + inputs[i]] = StrictMath.sin(phase);
                continue;
            }
            int rows = target.name() == FitTarget.Name.CUBIC_PHASE ? c : q;
            for (int row = 0; row < rows; row++) {
                re[i * d + row * stride] = small[0][row * q + i];
                im[i * d + row * stride] = small[1][row * q + i];
            }
        }
        return new Pairs(inputs, re, im);
    }

    private static double[][] fourier(int q) {
        double[][] u = new double[2][q * q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                double phase = 2 * Math.PI * (a * b % q) / q;
                u[0][a * q + b] = StrictMath.cos(phase) / Math.sqrt(q);
                u[1][a * q + b] = StrictMath.sin(phase) / Math.sqrt(q);
            }
        }
        return u;
    }

    /** <m| e^{iγ x³ / 6} |n> by integrals over positions (ħ = 2): smooth and decaying, so the sum over equal steps converges fast. */
    private static double[][] cubic(double gamma, int c, int q) {
        double[][] u = new double[2][c * q];
        double[] functions = new double[c];
        double step = 2 * REACH / (POINTS - 1);
        for (int i = 0; i < POINTS; i++) {
            double x = -REACH + i * step;
            HermiteFunctions.fill(x, c, functions);
            double phase = gamma * x * x * x / 6;
            double cos = step * StrictMath.cos(phase);
            double sin = step * StrictMath.sin(phase);
            for (int m = 0; m < c; m++) {
                for (int n = 0; n < q; n++) {
                    u[0][m * q + n] += functions[m] * functions[n] * cos;
                    u[1][m * q + n] += functions[m] * functions[n] * sin;
                }
            }
        }
        return u;
    }

    /** Columns of normal numbers, made orthonormal one after the other. */
    private static double[][] unitary(int q, long seed) {
        FastNormals random = new FastNormals(seed, TrainingStreams.TARGETS);
        double[][] u = new double[2][q * q];
        random.fill(u[0], 0, q * q);
        random.fill(u[1], 0, q * q);
        for (int b = 0; b < q; b++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < b; k++) {
                    double re = 0;
                    double im = 0;
                    for (int a = 0; a < q; a++) {
                        re += u[0][a * q + k] * u[0][a * q + b] + u[1][a * q + k] * u[1][a * q + b];
                        im += u[0][a * q + k] * u[1][a * q + b] - u[1][a * q + k] * u[0][a * q + b];
                    }
                    for (int a = 0; a < q; a++) {
                        u[0][a * q + b] -= re * u[0][a * q + k] - im * u[1][a * q + k];
                        u[1][a * q + b] -= re * u[1][a * q + k] + im * u[0][a * q + k];
                    }
                }
            }
            double sum = 0;
            for (int a = 0; a < q; a++) {
                sum += u[0][a * q + b] * u[0][a * q + b] + u[1][a * q + b] * u[1][a * q + b];
            }
            for (int a = 0; a < q; a++) {
                u[0][a * q + b] /= Math.sqrt(sum);
                u[1][a * q + b] /= Math.sqrt(sum);
            }
        }
        return u;
    }
}
