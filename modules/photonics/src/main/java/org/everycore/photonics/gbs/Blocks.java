package org.everycore.photonics.gbs;

/** Loops over blocks of complex numbers, real and imaginary parts apart: plain chains of fused multiply-adds, the same bits in any vector width. */
final class Blocks {
    private Blocks() {}

    /** out = c · in. */
    static void scaled(
            double cr,
            double ci,
            double[] inRe,
            double[] inIm,
            int in,
            double[] outRe,
            double[] outIm,
            int out,
            int length) {
        for (int k = 0; k < length; k++) {
            double p = inRe[in + k];
            double q = inIm[in + k];
            outRe[out + k] = Math.fma(-ci, q, cr * p);
            outIm[out + k] = Math.fma(ci, p, cr * q);
        }
    }

    /** out += c · in. */
    static void add(
            double cr,
            double ci,
            double[] inRe,
            double[] inIm,
            int in,
            double[] outRe,
            double[] outIm,
            int out,
            int length) {
        for (int k = 0; k < length; k++) {
            double p = inRe[in + k];
            double q = inIm[in + k];
            outRe[out + k] = Math.fma(-ci, q, Math.fma(cr, p, outRe[out + k]));
            outIm[out + k] = Math.fma(ci, p, Math.fma(cr, q, outIm[out + k]));
        }
    }

    /** out[x] += c · root[x] · in[x - step] in each row of so many states; root is 0 where there is no such state. */
    static void addBelow(
            double cr,
            double ci,
            double[] root,
            int step,
            int width,
            double[] inRe,
            double[] inIm,
            int in,
            double[] outRe,
            double[] outIm,
            int out,
            int rows) {
        for (int row = 0; row < rows; row++) {
            int to = out + row * width;
            int from = in + row * width - step;
            for (int x = step; x < width; x++) {
                double p = root[x] * inRe[from + x];
                double q = root[x] * inIm[from + x];
                outRe[to + x] = Math.fma(-ci, q, Math.fma(cr, p, outRe[to + x]));
                outIm[to + x] = Math.fma(ci, p, Math.fma(cr, q, outIm[to + x]));
            }
        }
    }
}
