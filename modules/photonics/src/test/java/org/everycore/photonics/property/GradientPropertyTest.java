package org.everycore.photonics.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.Loss;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;
import org.everycore.photonics.generator.Weights;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Gradients of random circuits and generators against differences of the fourth order,
 * (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h, whose own error is about 1e-11 here.
 */
class GradientPropertyTest {
    private static final double H = 1e-4;
    private static final double CLOSE = 1e-9;
    private static final GateKind[] STARTS = {
        GateKind.VACUUM, GateKind.COHERENT, GateKind.SQUEEZED, GateKind.DISPLACED_SQUEEZED, GateKind.CAT, GateKind.FOCK
    };

    @Test
    void circuitsOfEveryGateInAnyOrder() {
        circuits(12, 1);
    }

    @Test
    @Tag("slow")
    void manyCircuitsOfEveryGateInAnyOrder() {
        circuits(200, 2);
    }

    private static void circuits(int rounds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<GateKind> moved = EnumSet.noneOf(GateKind.class);
        for (int round = 0; round < rounds; round++) {
            int modes = 1 + round % 3;
            Circuit circuit = circuit(modes, modes == 1 ? 7 : modes == 2 ? 5 : 3, random);
            Functional loss = new Functional(modes, circuit.cutoff(), random);
            double[] gradient = PureSimulator.vjp(circuit, loss::cotangent);
            double[] params = circuit.parameters();
            assertThat(gradient).hasSameSizeAs(params);
            double scale =
                    Math.max(1, Arrays.stream(gradient).map(Math::abs).max().orElse(0));
            int at = 0;
            for (Operation op : circuit.operations()) {
                for (int i = 0; i < op.params().length; i++, at++) {
                    if (op.kind() == GateKind.FOCK) {
                        continue; // a whole number
                    }
                    double slope = slope(params, at, p -> loss.value(PureSimulator.run(circuit.withParameters(p))));
                    assertThat(gradient[at])
                            .as("round %d, %s, parameter %d", round, op.kind(), i)
                            .isCloseTo(slope, within(CLOSE * scale));
                    if (Math.abs(slope) > 1e-6) {
                        moved.add(op.kind());
                    }
                }
            }
        }
        Set<GateKind> all = EnumSet.noneOf(GateKind.class);
        Arrays.stream(GateKind.values())
                .filter(kind -> kind.role() == Role.UNITARY && kind.paramCount() > 0)
                .forEach(all::add);
        assertThat(moved).containsAll(all);
    }

    private static Circuit circuit(int modes, int cutoff, SplittableRandom random) {
        List<Operation> operations = new ArrayList<>();
        for (int mode = 0; mode < modes; mode++) {
            GateKind start = STARTS[random.nextInt(STARTS.length)];
            double[] params = random.doubles(start.paramCount(), 0.1, 0.6).toArray();
            operations.add(Operation.of(start, start == GateKind.FOCK ? new double[] {1} : params, mode));
        }
        List<GateKind> kinds = new ArrayList<>(RandomGates.GAUSSIAN);
        kinds.addAll(RandomGates.OTHER);
        List<Operation> gates = new ArrayList<>();
        for (GateKind kind : kinds) {
            if (kind.modeCount() <= modes) {
                gates.add(RandomGates.gate(kind, modes, 0.4, random));
            }
        }
        gates.add(Operation.of(
                GateKind.INTERFEROMETER, RandomGates.unitary(modes, random), RandomGates.choose(modes, modes, random)));
        while (!gates.isEmpty()) {
            operations.add(gates.remove(random.nextInt(gates.size())));
        }
        return new Circuit(modes, cutoff, operations);
    }

    /** A random sum of all that is read off a ket: <x>, <p>, <n> of every mode and every probability. */
    private static final class Functional {
        private final int modes;
        private final int cutoff;
        private final double[] x;
        private final double[] p;
        private final double[] n;
        private final double[] probability;

        Functional(int modes, int cutoff, SplittableRandom random) {
            this.modes = modes;
            this.cutoff = cutoff;
            this.x = random.doubles(modes, -1, 1).toArray();
            this.p = random.doubles(modes, -1, 1).toArray();
            this.n = random.doubles(modes, -1, 1).toArray();
            this.probability =
                    random.doubles((long) Math.pow(cutoff, modes), -1, 1).toArray();
        }

        double value(FockKet ket) {
            double sum = 0;
            double[] probabilities = ket.probabilities();
            for (int a = 0; a < probabilities.length; a++) {
                sum += probability[a] * probabilities[a];
            }
            for (int mode = 0; mode < modes; mode++) {
                FockKet.Moments moments = ket.moments(mode);
                sum += x[mode] * moments.meanX() + p[mode] * moments.meanP() + n[mode] * moments.meanN();
            }
            return sum;
        }

        /** 2 O c with O = Σ w_x (a + a†) - i w_p (a - a†) + w_n a†a + probabilities. */
        void cotangent(FockKet ket, double[] re, double[] im) {
            for (int a = 0; a < re.length; a++) {
                double weight = probability[a];
                int stride = 1;
                for (int mode = modes - 1; mode >= 0; mode--, stride *= cutoff) {
                    int level = a / stride % cutoff;
                    weight += n[mode] * level;
                    if (level + 1 < cutoff) {
                        double root = Math.sqrt(level + 1);
                        int b = a + stride;
                        add(re, im, a, x[mode] * root, -p[mode] * root, ket, b);
                        add(re, im, b, x[mode] * root, p[mode] * root, ket, a);
                    }
                }
                add(re, im, a, weight, 0, ket, a);
            }
        }

        private static void add(double[] re, double[] im, int to, double wRe, double wIm, FockKet ket, int from) {
            re[to] += 2 * (wRe * ket.re()[from] - wIm * ket.im()[from]);
            im[to] += 2 * (wRe * ket.im()[from] + wIm * ket.re()[from]);
        }
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void generatorsOfEveryEncodingReadoutAndLatentLength(Encoding encoding) {
        SplittableRandom random = new SplittableRandom(encoding.label().hashCode());
        Map<Readout, int[]> shapes = Map.of(
                Readout.X, new int[] {1, 1, 2, 6},
                Readout.P, new int[] {2, 1, 1, 4},
                Readout.XP, new int[] {2, 5, 2, 4},
                Readout.PHOTON_NUMBER, new int[] {3, 2, 1, 3});
        for (Readout readout : Readout.values()) {
            int[] shape = shapes.get(readout);
            GeneratorSpec spec = GeneratorSpec.of(shape[0], shape[1], shape[2], shape[3], encoding);
            Weights weights = Weights.initial(spec, 7);
            int samples = 3;
            double[] z =
                    random.doubles((long) samples * spec.latentDim(), -1.5, 1.5).toArray();
            int columns =
                    new SampleEngine(new GeneratorModel(spec, weights, 5), readout, Kernels.fastest(), 1).columns();
            double[] given = random.doubles((long) samples * columns, -1, 1).toArray();
            GradientEngine engine =
                    new GradientEngine(new GeneratorModel(spec, weights, 5), readout, Kernels.fastest(), 16);
            double[] gradient = new double[engine.weights()];
            engine.run(z, samples, Loss.product(given), gradient);
            double scale =
                    Math.max(1, Arrays.stream(gradient).map(Math::abs).max().orElse(0));
            double[] flat = weights.flat();
            for (int w = 0; w < flat.length; w += flat.length > 60 ? 11 : 1) {
                double slope = slope(flat, w, values -> {
                    SampleEngine forward = new SampleEngine(
                            new GeneratorModel(spec, weights.withFlat(values), 5), readout, Kernels.fastest(), 1);
                    double[] out = new double[given.length];
                    forward.run(SampleBatch.of(z, out, new double[samples]));
                    double sum = 0;
                    for (int i = 0; i < out.length; i++) {
                        sum += given[i] * out[i];
                    }
                    return sum;
                });
                assertThat(gradient[w])
                        .as("%s, %s, modes %d, latent %d, weight %d", encoding, readout, shape[0], shape[1], w)
                        .isCloseTo(slope, within(CLOSE * scale));
            }
        }
    }

    private static double slope(double[] at, int index, ToDoubleFunction<double[]> f) {
        double[] values = at.clone();
        double[] reached = new double[4];
        int[] steps = {-2, -1, 1, 2};
        for (int i = 0; i < 4; i++) {
            values[index] = at[index] + steps[i] * H;
            reached[i] = f.applyAsDouble(values);
        }
        return (8 * (reached[2] - reached[1]) - (reached[3] - reached[0])) / (12 * H);
    }
}
