package org.everycore.photonics.circuit;

import static java.util.Objects.requireNonNull;

/** The arrays that an operation carries beside its parameters. Arrays are owned by the payload: do not write to them. */
public sealed interface Payload {
    /** For the operations that carry no arrays. */
    Payload NONE = new None();

    /** Nothing. */
    record None() implements Payload {}

    /** A size x size unitary, row by row, and the mesh that it runs as: {@code Interferometer}. */
    record Unitary(int size, double[] re, double[] im, Mesh mesh) implements Payload {
        public Unitary(int size, double[] re, double[] im) {
            this(size, re, im, Mesh.RECTANGULAR);
        }

        public Unitary {
            requireNonNull(mesh, "mesh is null");
            requireLength("unitary_re", re, (long) size * size);
            requireLength("unitary_im", im, (long) size * size);
            requireUnitary(size, re, im);
        }

        private static void requireUnitary(int n, double[] re, double[] im) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double dotRe = 0;
                    double dotIm = 0;
                    for (int k = 0; k < n; k++) {
                        int a = i * n + k;
                        int b = j * n + k;
                        dotRe += re[a] * re[b] + im[a] * im[b];
                        dotIm += im[a] * re[b] - re[a] * im[b];
                    }
                    double off = Math.hypot(dotRe - (i == j ? 1 : 0), dotIm);
                    if (!(off <= 1e-6)) {
                        throw new CircuitException(
                                "rows " + j + " and " + i + " of the unitary are not orthonormal (off by " + off + ")");
                    }
                }
            }
        }
    }

    /** Amplitudes of a ket, C order, first listed mode slowest: {@code Ket}. */
    record Ket(double[] re, double[] im) implements Payload {
        public Ket {
            requireNonNull(re, "re is null");
            requireLength("im", im, re.length);
        }
    }

    /** A dimension x dimension density matrix, row by row: {@code DensityMatrix}. */
    record Density(int dimension, double[] re, double[] im) implements Payload {
        public Density {
            requireLength("re", re, (long) dimension * dimension);
            requireLength("im", im, (long) dimension * dimension);
        }
    }

    /** Symplectic 2k x 2k matrix on (x1..xk, p1..pk), row by row, and displacement of length 2k. */
    record Symplectic(int modes, double[] s, double[] d) implements Payload {
        public Symplectic {
            requireLength("S", s, 4L * modes * modes);
            requireLength("d", d, 2L * modes);
            requireSymplectic(modes, s);
        }

        /** S Ω Sᵀ = Ω with Ω = [[0, 1], [-1, 0]]. */
        private static void requireSymplectic(int k, double[] s) {
            int n = 2 * k;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double form = 0;
                    for (int m = 0; m < k; m++) {
                        form += s[i * n + m] * s[j * n + k + m] - s[i * n + k + m] * s[j * n + m];
                    }
                    double want = j == i + k ? 1 : i == j + k ? -1 : 0;
                    if (!(Math.abs(form - want) <= 1e-6)) {
                        throw new CircuitException("S is not symplectic (element " + i + ", " + j + " of S Ω Sᵀ is "
                                + form + ", not " + want + ")");
                    }
                }
            }
        }
    }

    /** Covariance V (2k x 2k, row by row) and means r of (x1..xk, p1..pk); the vacuum has V = 1: {@code Gaussian}. */
    record Moments(int modes, double[] v, double[] r) implements Payload {
        public Moments {
            requireLength("V", v, 4L * modes * modes);
            requireLength("r", r, 2L * modes);
            GivenMoments.requireState(modes, v);
        }

        /** Whether it is the covariance of a pure state: its determinant is 1. */
        public boolean pure() {
            return GivenMoments.pure(modes, v);
        }
    }

    /** V to X V Xᵀ + Y, r to X r + d, of (x1..xk, p1..pk): {@code GaussianChannel}. */
    record Channel(int modes, double[] x, double[] y, double[] d) implements Payload {
        public Channel {
            requireLength("X", x, 4L * modes * modes);
            requireLength("Y", y, 4L * modes * modes);
            requireLength("d", d, 2L * modes);
            GivenMoments.requireChannel(modes, x, y);
        }
    }

    private static void requireModerate(String name, double[] array) {
        for (double value : array) {
            if (!(Math.abs(value) <= Operation.MAX_VALUE)) {
                throw new CircuitException(name + " holds " + value + ", must be within ±" + Operation.MAX_VALUE);
            }
        }
    }

    /** The payload, unless an element is so large that its powers could overflow or it is no state: what readers of files ask for. */
    static Payload moderate(Payload payload) {
        if (payload instanceof Unitary unitary) {
            requireModerate("unitary_re", unitary.re());
            requireModerate("unitary_im", unitary.im());
        } else if (payload instanceof Ket ket) {
            requireModerate("re", ket.re());
            requireModerate("im", ket.im());
            GivenState.requireNormalised(ket);
        } else if (payload instanceof Density density) {
            requireModerate("re", density.re());
            requireModerate("im", density.im());
            GivenState.requireState(density);
        } else if (payload instanceof Symplectic symplectic) {
            requireModerate("S", symplectic.s());
            requireModerate("d", symplectic.d());
        } else if (payload instanceof Moments moments) {
            requireModerate("V", moments.v());
            requireModerate("r", moments.r());
        } else if (payload instanceof Channel channel) {
            requireModerate("X", channel.x());
            requireModerate("Y", channel.y());
            requireModerate("d", channel.d());
        }
        return payload;
    }

    private static void requireLength(String name, double[] array, long length) {
        requireNonNull(array, name + " is null");
        if (array.length != length) {
            throw new CircuitException(name + " has " + array.length + " numbers, not " + length);
        }
        for (double value : array) {
            if (!Double.isFinite(value)) {
                throw new CircuitException(name + " holds " + value);
            }
        }
    }
}
