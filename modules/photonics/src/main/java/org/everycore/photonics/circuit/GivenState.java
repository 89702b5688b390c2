package org.everycore.photonics.circuit;

/** What makes the arrays of a file a state: a ket of norm 1; a density matrix that is Hermitian, positive and of trace 1. */
final class GivenState {
    /** Arrays are written with eight digits or more. */
    private static final double TOLERANCE = 1e-6;

    private GivenState() {}

    static void requireNormalised(Payload.Ket ket) {
        double norm = norm(ket);
        if (!(Math.abs(norm - 1) <= TOLERANCE)) {
            throw new CircuitException("the ket has norm " + norm + ", not 1: divide its amplitudes by "
                    + Math.sqrt(norm) + ", or give \"normalize\": true");
        }
    }

    private static double norm(Payload.Ket ket) {
        double norm = 0;
        for (int a = 0; a < ket.re().length; a++) {
            norm += ket.re()[a] * ket.re()[a] + ket.im()[a] * ket.im()[a];
        }
        return norm;
    }

    /** The same state with norm or trace 1. */
    static Payload normalised(Payload payload) {
        if (payload instanceof Payload.Ket ket) {
            double factor = 1 / Math.sqrt(positive(norm(ket), "the ket's norm"));
            return new Payload.Ket(times(ket.re(), factor), times(ket.im(), factor));
        }
        Payload.Density density = (Payload.Density) payload;
        double factor = 1 / positive(trace(density), "the density matrix's trace");
        return new Payload.Density(density.dimension(), times(density.re(), factor), times(density.im(), factor));
    }

    private static double positive(double value, String what) {
        if (!(value > 1e-300 && value < 1e300)) {
            throw new CircuitException(what + " is " + value + ", which cannot be normalised");
        }
        return value;
    }

    private static double[] times(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    private static double trace(Payload.Density density) {
        double trace = 0;
        for (int i = 0; i < density.dimension(); i++) {
            trace += density.re()[i * density.dimension() + i];
        }
        return trace;
    }

    static void requireState(Payload.Density density) {
        int n = density.dimension();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double off = Math.hypot(
                        density.re()[i * n + j] - density.re()[j * n + i],
                        density.im()[i * n + j] + density.im()[j * n + i]);
                if (!(off <= TOLERANCE)) {
                    throw new CircuitException("the density matrix is not Hermitian: [" + i + "][" + j + "] and [" + j
                            + "][" + i + "] are off by " + off);
                }
            }
        }
        double trace = trace(density);
        if (!(Math.abs(trace - 1) <= TOLERANCE)) {
            throw new CircuitException("the density matrix has trace " + trace
                    + ", not 1: divide it by that, or give \"normalize\": true");
        }
        requirePositive(density);
    }

    /** By Cholesky's factors of the matrix with a little added to its diagonal: all pivots are positive if it is. */
    private static void requirePositive(Payload.Density density) {
        int n = density.dimension();
        double[] re = density.re().clone();
        double[] im = density.im().clone();
        for (int k = 0; k < n; k++) {
            double pivot = re[k * n + k] + TOLERANCE;
            if (!(pivot > 0)) {
                throw new CircuitException("the density matrix is not positive: it has an eigenvalue below -"
                        + TOLERANCE + ", at row " + k);
            }
            for (int i = k + 1; i < n; i++) {
                double fRe = re[i * n + k] / pivot;
                double fIm = im[i * n + k] / pivot;
                for (int j = k + 1; j <= i; j++) {
                    double bRe = re[j * n + k];
                    double bIm = -im[j * n + k];
                    re[i * n + j] -= fRe * bRe - fIm * bIm;
                    im[i * n + j] -= fRe * bIm + fIm * bRe;
                }
            }
        }
    }
}
