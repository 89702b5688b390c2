package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.fock.Roots;

/**
 * Encodes latent vectors as products of coherent states that the circuit starts from: amplitude
 * e^{-|α|²/2} α^n / √n! in every mode. Has no weights. Owned by one worker.
 */
final class InputEncoder {
    private static final double COHERENT_SCALE = 0.3;
    private static final double DISPLACEMENT_SCALE = 0.5;
    private static final double POLAR_SCALE = 0.3;

    private final PassKernel kernel;
    private final Encoding encoding;
    private final int modes;
    private final int cutoff;
    private final int latentDim;
    private final double[] inverseRoot;
    /** Rows 2 x modes, columns latentDim; null when z is long enough to be used as it is. */
    private final double[] projection;

    private final double[] alphaRe;
    private final double[] alphaIm;
    private final KetBlock level;
    /** Product states of the first modes, by the last of them; the last mode's is the result. */
    private final KetBlock[] part;

    /** @param seed of the projection of short latent vectors */
    InputEncoder(Encoding encoding, int modes, int cutoff, int latentDim, long seed, PassKernel kernel, int maxLanes) {
        this.kernel = kernel;
        this.encoding = encoding;
        this.modes = modes;
        this.cutoff = cutoff;
        this.latentDim = latentDim;
        this.inverseRoot = Roots.upTo(cutoff);
        for (int n = 1; n < cutoff; n++) {
            inverseRoot[n] = 1 / inverseRoot[n];
        }
        this.projection = needsProjection(encoding, modes, latentDim) ? projection(modes, latentDim, seed) : null;
        this.alphaRe = new double[modes * maxLanes];
        this.alphaIm = new double[modes * maxLanes];
        this.level = new KetBlock(cutoff, maxLanes);
        this.part = new KetBlock[modes];
        int size = 1;
        for (int mode = 0; mode + 1 < modes; mode++) {
            size *= cutoff;
            part[mode] = new KetBlock(size, maxLanes);
        }
    }

    static boolean needsProjection(Encoding encoding, int modes, int latentDim) {
        return encoding == Encoding.COHERENT_STATE && latentDim < 2 * modes;
    }

    static double scale(Encoding encoding) {
        return switch (encoding) {
            case COHERENT_STATE -> COHERENT_SCALE;
            case DIRECT_DISPLACEMENT -> DISPLACEMENT_SCALE;
            case POLAR_DISPLACEMENT -> POLAR_SCALE;
            default -> throw new IllegalArgumentException(encoding + " does not make kets");
        };
    }

    /** Normal numbers / √latentDim, so that projected values keep the variance of z. */
    static double[] projection(int modes, int latentDim, long seed) {
        SampleRandom random = new SampleRandom(seed, Streams.PROJECTION);
        double[] matrix = new double[2 * modes * latentDim];
        double scale = 1 / Math.sqrt(latentDim);
        for (int i = 0; i < matrix.length; i++) {
            random.seek(i);
            matrix[i] = scale * random.nextNormal();
        }
        return matrix;
    }

    /**
     * Writes the kets of latent vectors.
     *
     * @param z number j of lane s at {@code j * lanes + s}
     */
    void fill(double[] z, int lanes, KetBlock ket) {
        amplitudes(z, lanes);
        KetBlock first = modes == 1 ? ket : part[0];
        levels(0, lanes);
        // One exponential a lane carries the norms of all modes.
        for (int s = 0; s < lanes; s++) {
            double square = 0;
            for (int mode = 0; mode < modes; mode++) {
                double a = alphaRe[mode * lanes + s];
                double b = alphaIm[mode * lanes + s];
                square = Math.fma(b, b, Math.fma(a, a, square));
            }
            double norm = StrictMath.exp(-0.5 * square);
            for (int n = 0; n < cutoff; n++) {
                first.re[n * lanes + s] = norm * level.re[n * lanes + s];
                first.im[n * lanes + s] = norm * level.im[n * lanes + s];
            }
        }
        KetBlock before = first;
        for (int mode = 1; mode < modes; mode++) {
            levels(mode, lanes);
            KetBlock to = mode == modes - 1 ? ket : part[mode];
            kernel.product(before, level, to, lanes);
            before = to;
        }
    }

    /** α^n / √n! of one mode. */
    private void levels(int mode, int lanes) {
        double[] levelRe = level.re;
        double[] levelIm = level.im;
        Arrays.fill(levelRe, 0, lanes, 1);
        Arrays.fill(levelIm, 0, lanes, 0);
        int from = mode * lanes;
        for (int n = 1; n < cutoff; n++) {
            double scale = inverseRoot[n];
            int at = n * lanes;
            int before = at - lanes;
            for (int s = 0; s < lanes; s++) {
                double a = scale * alphaRe[from + s];
                double b = scale * alphaIm[from + s];
                double c = levelRe[before + s];
                double d = levelIm[before + s];
                levelRe[at + s] = Math.fma(a, c, -(b * d));
                levelIm[at + s] = Math.fma(a, d, b * c);
            }
        }
    }

    private void amplitudes(double[] z, int lanes) {
        for (int mode = 0; mode < modes; mode++) {
            int to = mode * lanes;
            switch (encoding) {
                case COHERENT_STATE -> {
                    if (projection == null) {
                        scale(COHERENT_SCALE, z, mode * lanes, alphaRe, to, lanes);
                        scale(COHERENT_SCALE, z, (modes + mode) * lanes, alphaIm, to, lanes);
                    } else {
                        project(mode, z, alphaRe, to, lanes);
                        project(modes + mode, z, alphaIm, to, lanes);
                    }
                }
                case DIRECT_DISPLACEMENT -> {
                    scale(DISPLACEMENT_SCALE, z, mode % latentDim * lanes, alphaRe, to, lanes);
                    Arrays.fill(alphaIm, to, to + lanes, 0);
                }
                case POLAR_DISPLACEMENT -> {
                    int radius = 2 * mode % latentDim * lanes;
                    int phase = (2 * mode + 1) % latentDim * lanes;
                    for (int s = 0; s < lanes; s++) {
                        double r = POLAR_SCALE * z[radius + s];
                        alphaRe[to + s] = r * StrictMath.cos(z[phase + s]);
                        alphaIm[to + s] = r * StrictMath.sin(z[phase + s]);
                    }
                }
                default -> throw new IllegalStateException(encoding + " does not make kets");
            }
        }
    }

    /**
     * Writes the derivatives by z, given the kets that {@link #fill} made of it and their cotangents.
     *
     * <p>With c = e^{-|α|²/2} Π α^n / √n!, ∂c/∂Re α = √n c[n-1] - Re α c and ∂c/∂Im α = i √n c[n-1] - Im α c, mode by mode.
     *
     * @param gradient number j of lane s at {@code j * lanes + s}
     */
    void backward(double[] z, int lanes, KetBlock ket, KetBlock cotangent, double[] gradient) {
        amplitudes(z, lanes);
        Arrays.fill(gradient, 0, latentDim * lanes, 0);
        double[] whole = new double[lanes];
        int dimension = (int) Math.pow(cutoff, modes);
        for (int a = 0; a < dimension; a++) {
            for (int s = 0; s < lanes; s++) {
                int at = a * lanes + s;
                whole[s] = Math.fma(cotangent.im[at], ket.im[at], Math.fma(cotangent.re[at], ket.re[at], whole[s]));
            }
        }
        double[] re = new double[lanes];
        double[] im = new double[lanes];
        int stride = dimension;
        for (int mode = 0; mode < modes; mode++) {
            stride /= cutoff;
            lowered(stride, dimension, lanes, ket, cotangent, re, im);
            for (int s = 0; s < lanes; s++) {
                re[s] -= alphaRe[mode * lanes + s] * whole[s];
                im[s] -= alphaIm[mode * lanes + s] * whole[s];
            }
            toLatent(mode, z, lanes, re, im, gradient);
        }
    }

    /** Re and -Im of Σ conj(λ) √n c[n-1] of one mode. */
    private void lowered(
            int stride, int dimension, int lanes, KetBlock ket, KetBlock cotangent, double[] re, double[] im) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        for (int a = 0; a < dimension; a++) {
            int n = a / stride % cutoff;
            if (n == 0) {
                continue;
            }
            double root = 1 / inverseRoot[n];
            for (int s = 0; s < lanes; s++) {
                int at = a * lanes + s;
                int below = at - stride * lanes;
                re[s] += root * Math.fma(cotangent.im[at], ket.im[below], cotangent.re[at] * ket.re[below]);
                im[s] += root * Math.fma(cotangent.im[at], ket.re[below], -(cotangent.re[at] * ket.im[below]));
            }
        }
    }

    private void toLatent(int mode, double[] z, int lanes, double[] re, double[] im, double[] gradient) {
        for (int s = 0; s < lanes; s++) {
            switch (encoding) {
                case COHERENT_STATE -> {
                    if (projection == null) {
                        gradient[mode * lanes + s] += COHERENT_SCALE * re[s];
                        gradient[(modes + mode) * lanes + s] += COHERENT_SCALE * im[s];
                    } else {
                        for (int j = 0; j < latentDim; j++) {
                            gradient[j * lanes + s] += COHERENT_SCALE
                                    * (projection[mode * latentDim + j] * re[s]
                                            + projection[(modes + mode) * latentDim + j] * im[s]);
                        }
                    }
                }
                case DIRECT_DISPLACEMENT -> gradient[mode % latentDim * lanes + s] += DISPLACEMENT_SCALE * re[s];
                case POLAR_DISPLACEMENT -> {
                    int radius = 2 * mode % latentDim * lanes + s;
                    int phase = (2 * mode + 1) % latentDim * lanes + s;
                    double cos = StrictMath.cos(z[phase]);
                    double sin = StrictMath.sin(z[phase]);
                    gradient[radius] += POLAR_SCALE * (cos * re[s] + sin * im[s]);
                    gradient[phase] += POLAR_SCALE * z[radius] * (cos * im[s] - sin * re[s]);
                }
                default -> throw new IllegalStateException(encoding + " does not make kets");
            }
        }
    }

    private static void scale(double factor, double[] z, int from, double[] to, int at, int lanes) {
        for (int s = 0; s < lanes; s++) {
            to[at + s] = factor * z[from + s];
        }
    }

    private void project(int row, double[] z, double[] to, int at, int lanes) {
        Arrays.fill(to, at, at + lanes, 0);
        for (int j = 0; j < latentDim; j++) {
            double weight = COHERENT_SCALE * projection[row * latentDim + j];
            for (int s = 0; s < lanes; s++) {
                to[at + s] = Math.fma(weight, z[j * lanes + s], to[at + s]);
            }
        }
    }
}
