package org.everycore.photonics.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.everycore.photonics.engine.Angle;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.Program;
import org.everycore.photonics.engine.ProgramBuilder;
import org.everycore.photonics.engine.Propagator;
import org.everycore.photonics.engine.Quadratures;
import org.junit.jupiter.api.Test;

/** The same bits as the plain kernel, for whole tiles, for rests, and against the naive chain. */
final class VectorKernelTest {
    private static final int[] LANES = {1, 3, 16, 21, 32, 64, 100};

    @Test
    void isTheFastestKernelThatThisJvmHas() {
        assertThat(Kernels.fastest()).isInstanceOf(VectorKernel.class);
        assertThat(Kernels.named("vector").name()).isEqualTo("vector");
    }

    /** Circuits with every kind of pass, on modes in every place, so that runs, bases, edges, phases and odd rests all occur. */
    @Test
    void passesGoForwardAndBackWithTheBitsOfThePlainKernel() {
        for (int modes : new int[] {1, 2, 3, 4}) {
            for (int cutoff : modes == 4 ? new int[] {2, 4} : new int[] {2, 5, 8}) {
                Program program = program(modes, cutoff);
                for (int lanes : new int[] {1, 3, 8, 16, 24}) {
                    double[][] plain = run(program, PlainKernel.INSTANCE, lanes, 1);
                    assertThat(run(program, new VectorKernel(true), lanes, lanes))
                            .as("%d modes, cutoff %d, %d lanes", modes, cutoff, lanes)
                            .isDeepEqualTo(plain);
                }
            }
        }
    }

    private static Program program(int modes, int cutoff) {
        ProgramBuilder builder = new ProgramBuilder(modes, cutoff);
        int next = 0;
        for (int mode = 0; mode < modes; mode++) {
            builder.squeezing(mode, Angle.parameter(next++), Angle.parameter(next++));
            if (mode > 0) {
                builder.beamsplitter(mode - 1, mode, Angle.parameter(next++), Angle.parameter(next++));
                builder.twoModeSqueezing(mode, 0, Angle.parameter(next++), Angle.parameter(next++));
                builder.crossKerr(0, mode, Angle.parameter(next++));
            }
            builder.kerr(mode, Angle.parameter(next++)).cubicPhase(mode, Angle.parameter(next++));
            builder.displacement(mode, Angle.parameter(next++), Angle.parameter(next++));
        }
        // Groups: matrices side by side on modes of their own, of one mode and of two.
        for (int mode = 0; mode < modes; mode++) {
            builder.squeezing(mode, Angle.parameter(next++), Angle.parameter(next++));
        }
        for (int mode = 0; mode + 1 < modes; mode += 2) {
            builder.beamsplitter(mode, mode + 1, Angle.parameter(next++), Angle.parameter(next++));
        }
        for (int mode = modes - 1; mode >= 0; mode--) {
            builder.displacement(mode, Angle.parameter(next++), Angle.parameter(next++));
        }
        return builder.build(next);
    }

    /** Amplitudes of all kets, the input's cotangent, and the gradient, in blocks of so many lanes. */
    private static double[][] run(Program program, BlockKernel kernel, int kets, int lanes) {
        Random random = new Random(program.dimension());
        double[] params = random.doubles(program.parameters(), -0.6, 0.6).toArray();
        Propagator propagator = new Propagator(program, kernel, lanes, null, true);
        propagator.bind(params);
        int d = program.dimension();
        double[] start = numbers(random, 4 * d * kets);
        double[][] out = new double[7][d * kets];
        out[6] = new double[program.parameters()];
        for (int ket = 0; ket < kets; ket += lanes) {
            gather(start, 0, kets, ket, lanes, d, propagator.input());
            scatter(propagator.forward(lanes), kets, ket, lanes, d, out[0], out[1]);
            gather(start, 0, kets, ket, lanes, d, propagator.tapedInput());
            scatter(propagator.forwardTaped(lanes), kets, ket, lanes, d, out[2], out[3]);
            gather(start, 2 * d * kets, kets, ket, lanes, d, propagator.cotangent());
            scatter(propagator.backward(lanes, lanes, null), kets, ket, lanes, d, out[4], out[5]);
        }
        propagator.addSharedGradients(out[6]);
        return out;
    }

    private static void gather(double[] from, int at, int kets, int ket, int lanes, int d, KetBlock to) {
        for (int a = 0; a < d; a++) {
            System.arraycopy(from, at + a * kets + ket, to.re, a * lanes, lanes);
            System.arraycopy(from, at + (d + a) * kets + ket, to.im, a * lanes, lanes);
        }
    }

    private static void scatter(KetBlock from, int kets, int ket, int lanes, int d, double[] re, double[] im) {
        for (int a = 0; a < d; a++) {
            System.arraycopy(from.re, a * lanes, re, a * kets + ket, lanes);
            System.arraycopy(from.im, a * lanes, im, a * kets + ket, lanes);
        }
    }

    @Test
    void ownMatricesHaveTheBitsOfThePlainKernel() {
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
                    double[][] plain = new double[4][size];
                    double[][] vector = new double[4][size];
                    for (BlockKernel kernel : new BlockKernel[] {PlainKernel.INSTANCE, new VectorKernel(true)}) {
                        double[][] y = kernel == PlainKernel.INSTANCE ? plain : vector;
                        kernel.ownReal(u, 0, false, rows, bases, run, xr, xi, y[0], y[1], lanes);
                        kernel.ownReal(u, 0, true, rows, bases, run, xr, xi, y[2], y[3], lanes);
                    }
                    assertThat(vector).isDeepEqualTo(plain);
                }
            }
        }
    }

    @Test
    void quadraturesAndTheirCotangentsHaveTheBitsOfThePlainKernel() {
        Random random = new Random(9);
        int cutoff = 3;
        int dimension = 27;
        for (int lanes : LANES) {
            double[] re = numbers(random, dimension * lanes);
            double[] im = numbers(random, dimension * lanes);
            double[][] plain = {
                numbers(random, 3 * lanes),
                numbers(random, 3 * lanes),
                numbers(random, dimension * lanes),
                numbers(random, dimension * lanes)
            };
            double[][] vector = Arrays.stream(plain).map(double[]::clone).toArray(double[][]::new);
            for (BlockKernel kernel : new BlockKernel[] {PlainKernel.INSTANCE, new VectorKernel(true)}) {
                double[][] out = kernel == PlainKernel.INSTANCE ? plain : vector;
                Quadratures quadratures = new Quadratures(3, cutoff, kernel);
                quadratures.read(re, im, lanes, out[0], out[1]);
                quadratures.addCotangent(out[0], out[1], re, im, out[2], out[3], lanes);
            }
            assertThat(vector).isDeepEqualTo(plain);
        }
    }

    @Test
    void elementwiseProductsHaveTheBitsOfThePlainKernel() {
        Random random = new Random(8);
        for (int lanes : LANES) {
            double[] a = numbers(random, 2 * lanes);
            double[] b = numbers(random, 2 * lanes);
            double[] x = numbers(random, 2 * lanes);
            double[] y = numbers(random, 2 * lanes);
            double[][] plain = new double[5][2 * lanes];
            double[][] vector = new double[5][2 * lanes];
            for (BlockKernel kernel : new BlockKernel[] {PlainKernel.INSTANCE, new VectorKernel(true)}) {
                double[][] out = kernel == PlainKernel.INSTANCE ? plain : vector;
                kernel.multiply(a, b, lanes, -1, x, y, 0, out[0], out[1], lanes, lanes);
                kernel.scale(0.3, -0.7, x, y, out[2], out[3], lanes, lanes);
                kernel.add(x, 0, out[4], 0, lanes);
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
