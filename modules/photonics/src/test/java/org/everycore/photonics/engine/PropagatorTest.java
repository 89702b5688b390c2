package org.everycore.photonics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reverse mode of groups of commuting matrices, from kets whose amplitudes are as large at the cutoff as elsewhere, so that
 * what gates take out of the cut weighs as much as the rest.
 */
final class PropagatorTest {
    private static final double H = 3e-4;

    /** Every gate beside every other kind, between phases of all modes, Kerr and cross-Kerr among them. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void groupsAgreeWithDifferences(int modes) {
        Program program = program(modes, modes == 4 ? 3 : 4);
        Random random = new Random(modes);
        double[] params = random.doubles(program.parameters(), -0.5, 0.5).toArray();
        double[] start = numbers(random, 2 * program.dimension());
        double[] cotangent = numbers(random, 2 * program.dimension());
        double[] gradient = gradient(program, params, start, cotangent, Long.MAX_VALUE / 2)[0];
        Propagator forward = new Propagator(program, PlainKernel.INSTANCE, 1, null, false);
        double scale = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        for (int p = 0; p < params.length; p++) {
            double keep = params[p];
            double[] at = new double[4];
            for (int i = 0; i < 4; i++) {
                params[p] = keep + H * new int[] {-2, -1, 1, 2}[i];
                at[i] = value(forward, params, start, cotangent);
            }
            params[p] = keep;
            double slope = (8 * (at[2] - at[1]) - (at[3] - at[0])) / (12 * H);
            assertThat(gradient[p]).as("parameter %d", p).isCloseTo(slope, within(1e-10 * scale));
        }
    }

    /** Whatever is kept, what is computed again is the same. */
    @Test
    void theBudgetChangesNoBit() {
        Program program = program(3, 4);
        Random random = new Random(9);
        double[] params = random.doubles(program.parameters(), -0.5, 0.5).toArray();
        double[] start = numbers(random, 2 * program.dimension());
        double[] cotangent = numbers(random, 2 * program.dimension());
        double[][] all = gradient(program, params, start, cotangent, Long.MAX_VALUE / 2);
        for (long kets : new long[] {0, 8, 14}) {
            long budget = kets * 16 * program.dimension();
            assertThat(gradient(program, params, start, cotangent, budget))
                    .as("%d kets", kets)
                    .isDeepEqualTo(all);
        }
    }

    private static Program program(int modes, int cutoff) {
        ProgramBuilder builder = new ProgramBuilder(modes, cutoff);
        int[] next = {0};
        for (int shift = 0; shift < 3; shift++) {
            for (int mode = 0; mode < modes; mode++) {
                builder.rotation(mode, Angle.parameter(next[0]++)).kerr(mode, Angle.parameter(next[0]++));
            }
            for (int mode = 0; mode < modes; mode++) {
                single(builder, (mode + shift) % 3, mode, next);
            }
            if (shift == 1) {
                builder.crossKerr(0, 1, Angle.parameter(next[0]++));
            }
            // Where there are four modes, two matrices on two modes each are a group; else the second waits for the
            // first.
            for (int first = 0; first < modes; first += 2) {
                int second = (first + 1) % modes;
                if ((first / 2 + shift) % 2 == 0) {
                    builder.beamsplitter(first, second, Angle.parameter(next[0]++), Angle.parameter(next[0]++));
                } else {
                    builder.twoModeSqueezing(first, second, Angle.parameter(next[0]++), Angle.parameter(next[0]++));
                }
            }
        }
        return builder.build(next[0]);
    }

    private static void single(ProgramBuilder builder, int kind, int mode, int[] next) {
        switch (kind) {
            case 0 -> builder.squeezing(mode, Angle.parameter(next[0]++), Angle.parameter(next[0]++));
            case 1 -> builder.displacement(mode, Angle.parameter(next[0]++), Angle.parameter(next[0]++));
            default -> builder.cubicPhase(mode, Angle.parameter(next[0]++));
        }
    }

    private static double value(Propagator forward, double[] params, double[] start, double[] cotangent) {
        forward.bind(params);
        fill(forward.input(), start);
        KetBlock out = forward.forward(1);
        double sum = 0;
        for (int a = 0; a < start.length / 2; a++) {
            sum += cotangent[a] * out.re[a] + cotangent[start.length / 2 + a] * out.im[a];
        }
        return sum;
    }

    /** By the parameters, then by the start. */
    private static double[][] gradient(
            Program program, double[] params, double[] start, double[] cotangent, long budget) {
        Propagator propagator = new Propagator(program, PlainKernel.INSTANCE, 1, null, true, budget);
        propagator.bind(params);
        double[] gradient = new double[params.length];
        double[] back = new double[start.length];
        // Twice, because what the first round left behind must not be taken for the second's.
        for (int round = 0; round < 2; round++) {
            propagator.clearSums();
            fill(propagator.tapedInput(), round == 0 ? cotangent : start);
            propagator.forwardTaped(1);
            fill(propagator.cotangent(), cotangent);
            KetBlock lambda = propagator.backward(1, 1, null);
            System.arraycopy(lambda.re, 0, back, 0, start.length / 2);
            System.arraycopy(lambda.im, 0, back, start.length / 2, start.length / 2);
        }
        propagator.addSharedGradients(gradient);
        return new double[][] {gradient, back};
    }

    private static void fill(KetBlock ket, double[] from) {
        System.arraycopy(from, 0, ket.re, 0, from.length / 2);
        System.arraycopy(from, from.length / 2, ket.im, 0, from.length / 2);
    }

    private static double[] numbers(Random random, int count) {
        return random.doubles(count, -1, 1).toArray();
    }
}
