package org.everycore.photonics.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.PlainKernel;
import org.junit.jupiter.api.Test;

/** The same bits as the plain kernel, for whole tiles, for rests, and against the naive chain. */
final class VectorKernelTest {
    private static final int[] LANES = {1, 3, 16, 21, 32, 64, 100};

    @Test
    void isTheFastestKernelThatThisJvmHas() {
        assertThat(Kernels.fastest()).isInstanceOf(VectorKernel.class);
        assertThat(Kernels.named("vector").name()).isEqualTo("vector");
    }

    @Test
    void realProductsHaveTheBitsOfTheNaiveChain() {
        Random random = new Random(5);
        for (int lanes : LANES) {
            for (int m : new int[] {1, 3, 4, 7, 9}) {
                int[] rows = new int[m];
                for (int i = 0; i < m; i++) {
                    rows[i] = 2 * i;
                }
                int[] bases = {0, 1};
                double[] u = numbers(random, m * m + 2);
                double[] xr = numbers(random, 2 * m * lanes);
                double[] xi = numbers(random, 2 * m * lanes);
                double[][] plain = new double[2][2 * m * lanes];
                double[][] vector = new double[2][2 * m * lanes];
                PlainKernel.INSTANCE.real(u, 2, rows, bases, 1, xr, xi, plain[0], plain[1], lanes);
                new VectorKernel(true).real(u, 2, rows, bases, 1, xr, xi, vector[0], vector[1], lanes);
                assertThat(vector).isDeepEqualTo(plain);
                double re = 0;
                for (int k = 0; k < m; k++) {
                    re = Math.fma(u[2 + (m - 1) * m + k], xr[(1 + rows[k]) * lanes + lanes - 1], re);
                }
                assertThat(plain[0][(1 + rows[m - 1]) * lanes + lanes - 1]).isEqualTo(re);
            }
        }
    }

    @Test
    void runsOfAmplitudesAndOwnMatricesHaveTheBitsOfThePlainKernel() {
        Random random = new Random(7);
        for (int lanes : new int[] {1, 8, 16, 32}) {
            for (int run : new int[] {1, 3, 5}) {
                for (int m : new int[] {1, 2, 5, 6, 7}) {
                    int[] rows = new int[m];
                    for (int i = 0; i < m; i++) {
                        rows[i] = i * run;
                    }
                    int[] bases = {0, m * run};
                    int size = 2 * m * run * lanes;
                    double[] u = numbers(random, m * m * lanes);
                    double[] xr = numbers(random, size);
                    double[] xi = numbers(random, size);
                    double[][] plain = new double[6][size];
                    double[][] vector = new double[6][size];
                    for (BlockKernel kernel : new BlockKernel[] {PlainKernel.INSTANCE, new VectorKernel(true)}) {
                        double[][] y = kernel == PlainKernel.INSTANCE ? plain : vector;
                        kernel.real(u, 0, rows, bases, run, xr, xi, y[0], y[1], lanes);
                        kernel.ownReal(u, 0, false, rows, bases, run, xr, xi, y[2], y[3], lanes);
                        kernel.ownReal(u, 0, true, rows, bases, run, xr, xi, y[4], y[5], lanes);
                    }
                    assertThat(vector).isDeepEqualTo(plain);
                }
            }
        }
    }

    @Test
    void elementwiseProductsAndOverlapsHaveTheBitsOfThePlainKernel() {
        Random random = new Random(8);
        for (int lanes : LANES) {
            double[] a = numbers(random, 2 * lanes);
            double[] b = numbers(random, 2 * lanes);
            double[] x = numbers(random, 2 * lanes);
            double[] y = numbers(random, 2 * lanes);
            double[][] plain = new double[9][2 * lanes];
            double[][] vector = new double[9][2 * lanes];
            for (BlockKernel kernel : new BlockKernel[] {PlainKernel.INSTANCE, new VectorKernel(true)}) {
                double[][] out = kernel == PlainKernel.INSTANCE ? plain : vector;
                kernel.multiply(a, b, lanes, -1, x, y, 0, out[0], out[1], lanes, lanes);
                kernel.scale(0.3, -0.7, x, y, out[2], out[3], lanes, lanes);
                kernel.overlap(1.4, x, y, 0, lanes, out[4], out[5], lanes, lanes);
                kernel.pull(1.4, -1, a, b, lanes, x, y, 0, out[6], out[7], lanes, lanes);
                kernel.add(x, 0, out[7], 0, lanes);
                kernel.dots(a, b, x, y, 2, out[8], lanes);
            }
            assertThat(vector).isDeepEqualTo(plain);
        }
    }

    @Test
    void complexProductsHaveTheBitsOfTheNaiveChain() {
        Random random = new Random(6);
        for (int lanes : LANES) {
            for (int rows : new int[] {1, 4, 7}) {
                for (int inner : new int[] {1, 2, 9}) {
                    for (boolean add : new boolean[] {false, true}) {
                        compare(random, rows, inner, lanes, add);
                    }
                }
            }
        }
    }

    private static void compare(Random random, int rows, int inner, int lanes, boolean add) {
        double[] ur = numbers(random, rows * inner);
        double[] ui = numbers(random, rows * inner);
        double[] xr = numbers(random, inner * lanes);
        double[] xi = numbers(random, inner * lanes);
        double[] before = numbers(random, rows * lanes);
        double[][] plain = {before.clone(), before.clone()};
        double[][] vector = {before.clone(), before.clone()};
        run(PlainKernel.INSTANCE, ur, ui, rows, inner, xr, xi, plain, lanes, add);
        run(new VectorKernel(true), ur, ui, rows, inner, xr, xi, vector, lanes, add);
        assertThat(vector).isDeepEqualTo(plain);
        int i = rows - 1;
        int s = lanes - 1;
        double re = add ? before[i * lanes + s] : 0;
        for (int k = 0; k < inner; k++) {
            re = Math.fma(ur[i * inner + k], xr[k * lanes + s], re);
            re = Math.fma(-ui[i * inner + k], xi[k * lanes + s], re);
        }
        assertThat(plain[0][i * lanes + s]).isEqualTo(re);
    }

    private static void run(
            BlockKernel kernel,
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[][] y,
            int lanes,
            boolean add) {
        kernel.complex(ur, ui, rows, inner, xr, xi, y[0], y[1], lanes, add);
    }

    private static double[] numbers(Random random, int count) {
        return random.doubles(count, -1, 1).toArray();
    }
}
