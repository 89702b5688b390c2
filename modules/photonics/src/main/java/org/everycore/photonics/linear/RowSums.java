package org.everycore.photonics.linear;

/**
 * Weighted sums of long rows, the loop that densities and critics spend their time in: every element of the result is one
 * chain {@code acc = fma(f[j], row[j], acc)} with j ascending, whatever the vectors of the machine, so the bits are the same
 * everywhere.
 *
 * <p>Each row is an array of its own: this is the form that the JIT compiler turns into vector instructions (rows at different
 * places of one array it leaves scalar, at a fifth of the speed).
 */
public final class RowSums {
    private static final int MOST = 6;

    private RowSums() {}

    /**
     * Adds to the first {@code length} elements of {@code to} the sum of f[at + j fStep] rows[first + j rowStep], j ascending
     * below {@code count}.
     */
    public static void add(
            double[] f,
            int at,
            int fStep,
            double[][] rows,
            int first,
            int rowStep,
            int count,
            double[] to,
            int length) {
        int j = 0;
        for (; j + MOST <= count; j += MOST) {
            int a = at + j * fStep;
            int r = first + j * rowStep;
            six(
                    f[a],
                    f[a + fStep],
                    f[a + 2 * fStep],
                    f[a + 3 * fStep],
                    f[a + 4 * fStep],
                    f[a + 5 * fStep],
                    rows[r],
                    rows[r + rowStep],
                    rows[r + 2 * rowStep],
                    rows[r + 3 * rowStep],
                    rows[r + 4 * rowStep],
                    rows[r + 5 * rowStep],
                    to,
                    length);
        }
        if (count - j >= 4) {
            int a = at + j * fStep;
            int r = first + j * rowStep;
            four(
                    f[a],
                    f[a + fStep],
                    f[a + 2 * fStep],
                    f[a + 3 * fStep],
                    rows[r],
                    rows[r + rowStep],
                    rows[r + 2 * rowStep],
                    rows[r + 3 * rowStep],
                    to,
                    length);
            j += 4;
        }
        if (count - j >= 2) {
            int a = at + j * fStep;
            int r = first + j * rowStep;
            two(f[a], f[a + fStep], rows[r], rows[r + rowStep], to, length);
            j += 2;
        }
        if (j < count) {
            one(f[at + j * fStep], rows[first + j * rowStep], to, length);
        }
    }

    private static void six(
            double f0,
            double f1,
            double f2,
            double f3,
            double f4,
            double f5,
            double[] x0,
            double[] x1,
            double[] x2,
            double[] x3,
            double[] x4,
            double[] x5,
            double[] to,
            int length) {
        for (int i = 0; i < length; i++) {
            to[i] = Math.fma(
                    f5,
                    x5[i],
                    Math.fma(
                            f4,
                            x4[i],
                            Math.fma(f3, x3[i], Math.fma(f2, x2[i], Math.fma(f1, x1[i], Math.fma(f0, x0[i], to[i]))))));
        }
    }

    private static void four(
            double f0,
            double f1,
            double f2,
            double f3,
            double[] x0,
            double[] x1,
            double[] x2,
            double[] x3,
            double[] to,
            int length) {
        for (int i = 0; i < length; i++) {
            to[i] = Math.fma(f3, x3[i], Math.fma(f2, x2[i], Math.fma(f1, x1[i], Math.fma(f0, x0[i], to[i]))));
        }
    }

    private static void two(double f0, double f1, double[] x0, double[] x1, double[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = Math.fma(f1, x1[i], Math.fma(f0, x0[i], to[i]));
        }
    }

    private static void one(double f0, double[] x0, double[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = Math.fma(f0, x0[i], to[i]);
        }
    }
}
