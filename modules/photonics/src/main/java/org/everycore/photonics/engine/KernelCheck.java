package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.everycore.jobs.random.SampleRandom;

/**
 * Compares kernels with {@link ReferenceKernel}, bit for bit, on random numbers: every operation, every kind of pass on modes in every
 * place, so that runs, bases, edges, phases and rests of registers all occur. For the tests of kernels, and for whoever brings one.
 */
public final class KernelCheck {
    private static final int[] LANES = {1, 2, 3, 8, 16, 21, 32, 64};
    private static final ReferenceKernel REFERENCE = new ReferenceKernel();
    private static final Kernels NAIVE = new Kernels(REFERENCE, REFERENCE);
    private static final int STREAM = 77;

    private final Kernels kernels;
    private final List<String> differing = new ArrayList<>();

    private KernelCheck(Kernels kernels) {
        this.kernels = kernels;
    }

    /** What differs from the reference, one line each; empty when nothing does. */
    public static List<String> differences(Kernels kernels) {
        KernelCheck check = new KernelCheck(kernels);
        for (int lanes : LANES) {
            check.compare("operator", lanes, KernelCheck::operators);
            check.compare("product states", lanes, KernelCheck::products);
            check.compare("quadratures", lanes, KernelCheck::quadratures);
            for (int modes = 1; modes <= 4; modes++) {
                for (int cutoff : modes == 4 ? new int[] {2, 3} : new int[] {2, 5}) {
                    Program program = program(modes, cutoff);
                    String name = modes + " modes, cutoff " + cutoff;
                    check.compare("passes of " + name, lanes, (k, n) -> passes(program, k, n, null));
                    boolean[] own = new boolean[program.parameters()];
                    Arrays.fill(own, true);
                    Program single = single(modes, cutoff);
                    check.compare("passes of each lane's own, " + name, lanes, (k, n) -> passes(single, k, n, own));
                }
            }
        }
        return check.differing;
    }

    private void compare(String what, int lanes, BiFunction<Kernels, Integer, double[][]> run) {
        if (!Arrays.deepEquals(run.apply(kernels, lanes), run.apply(NAIVE, lanes))) {
            differing.add(what + ": other bits with " + lanes + " lanes");
        }
    }

    private static double[][] operators(Kernels kernels, int lanes) {
        List<double[]> out = new ArrayList<>();
        for (int rows : new int[] {1, 4, 7}) {
            for (int inner : new int[] {1, 2, 9}) {
                SampleRandom random = random(rows * 100 + inner);
                Operator u = new Operator(numbers(random, rows * inner), numbers(random, rows * inner), rows, inner);
                KetBlock x = block(random, inner, lanes);
                KetBlock y = block(random, rows, lanes);
                kernels.operators().multiplyAdd(u, x, y, lanes);
                out.add(y.re.clone());
                out.add(y.im.clone());
                kernels.operators().multiply(u, x, y, lanes);
                out.add(y.re);
                out.add(y.im);
            }
        }
        return out.toArray(double[][]::new);
    }

    private static double[][] products(Kernels kernels, int lanes) {
        SampleRandom random = random(1);
        KetBlock to = new KetBlock(15, lanes);
        kernels.passes().product(block(random, 5, lanes), block(random, 3, lanes), to, lanes);
        return new double[][] {to.re, to.im};
    }

    private static double[][] quadratures(Kernels kernels, int lanes) {
        SampleRandom random = random(2);
        Quadratures quadratures = new Quadratures(3, 3, kernels.passes());
        KetBlock ket = block(random, 27, lanes);
        KetBlock lambda = block(random, 27, lanes);
        QuadratureBlock read = new QuadratureBlock(3, lanes);
        quadratures.read(ket, read, lanes);
        QuadratureBlock cotangent = new QuadratureBlock(numbers(random, 3 * lanes), numbers(random, 3 * lanes));
        quadratures.addCotangent(cotangent, ket, lambda, lanes);
        return new double[][] {read.x(), read.p(), lambda.re, lambda.im};
    }

    /** Amplitudes forward and back, and the gradients. */
    private static double[][] passes(Program program, Kernels kernels, int lanes, boolean[] laneParams) {
        SampleRandom random = random(program.dimension());
        Propagator propagator = new Propagator(program, kernels.passes(), lanes, laneParams, true);
        propagator.bind(numbers(random, program.parameters()));
        double[] laneGradients = new double[program.parameters() * lanes];
        if (laneParams != null) {
            propagator.bindLanes(numbers(random, laneGradients.length), lanes);
        }
        fill(random, propagator.input());
        List<double[]> out = new ArrayList<>();
        keep(propagator.forward(lanes), out);
        fill(random, propagator.tapedInput());
        keep(propagator.forwardTaped(lanes), out);
        fill(random, propagator.cotangent());
        keep(propagator.backward(lanes, lanes, laneGradients), out);
        double[] gradient = new double[program.parameters()];
        propagator.addSharedGradients(gradient);
        out.add(gradient);
        out.add(laneGradients);
        return out.toArray(double[][]::new);
    }

    /** Every kind of gate, alone and in groups, on modes in every place. */
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

    /** Gates that may differ from lane to lane. */
    private static Program single(int modes, int cutoff) {
        ProgramBuilder builder = new ProgramBuilder(modes, cutoff);
        int next = 0;
        for (int mode = 0; mode < modes; mode++) {
            builder.squeezing(mode, Angle.parameter(next++), Angle.parameter(next++));
            builder.kerr(mode, Angle.parameter(next++));
            if (mode > 0) {
                builder.beamsplitter(mode - 1, mode, Angle.parameter(next++), Angle.parameter(next++));
            }
            builder.displacement(mode, Angle.parameter(next++), Angle.parameter(next++));
            builder.rotation(mode, Angle.parameter(next++));
        }
        return builder.build(next);
    }

    private static SampleRandom random(long number) {
        return new SampleRandom(number, STREAM);
    }

    /** From -0.6 to 0.6: angles that move every amplitude, and amplitudes. */
    private static double[] numbers(SampleRandom random, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 1.2 * random.nextDouble() - 0.6;
        }
        return numbers;
    }

    private static KetBlock block(SampleRandom random, int dimension, int lanes) {
        KetBlock block = new KetBlock(dimension, lanes);
        fill(random, block);
        return block;
    }

    private static void fill(SampleRandom random, KetBlock block) {
        System.arraycopy(numbers(random, block.re.length), 0, block.re, 0, block.re.length);
        System.arraycopy(numbers(random, block.im.length), 0, block.im, 0, block.im.length);
    }

    private static void keep(KetBlock block, List<double[]> out) {
        out.add(block.re.clone());
        out.add(block.im.clone());
    }
}
