package org.everycore.photonics.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet.Moments;
import org.everycore.photonics.gaussian.GaussianSimulator;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;

/** Channels and Gaussian preparations against closed formulas, and Fock space against phase space. */
class ChannelsTest {
    private static Operation op(GateKind kind, double... params) {
        return Operation.of(kind, params, 0);
    }

    private static FockDensity run(int cutoff, Operation... ops) {
        return Evolution.run(new Circuit(1, cutoff, List.of(ops))).density();
    }

    /** Amplifying the vacuum gives a thermal state of G - 1 photons, n photons a negative binomial law. */
    @Test
    void amplifierOfPhotonNumbers() {
        double gain = 1.7;
        for (int n : new int[] {0, 1, 4}) {
            double[] p =
                    run(60, op(GateKind.FOCK, n), op(GateKind.AMPLIFIER, gain)).probabilities();
            for (int m = 0; m < 20; m++) {
                double wanted = m < n ? 0 : choose(m, n) * Math.pow(1 - 1 / gain, m - n) * Math.pow(gain, -n - 1);
                assertThat(p[m]).isCloseTo(wanted, within(1e-14));
            }
        }
    }

    private static double choose(int m, int n) {
        double product = 1;
        for (int i = 1; i <= n; i++) {
            product *= (double) (m - n + i) / i;
        }
        return product;
    }

    @Test
    void phaseNoiseDampsCoherences() {
        double sigma = 0.7;
        double alpha = 0.8;
        FockDensity rho = run(25, op(GateKind.COHERENT, alpha, 0.3), op(GateKind.PHASE_NOISE, sigma));
        for (int m = 0; m < 8; m++) {
            for (int n = 0; n < 8; n++) {
                double size = Math.exp(-alpha * alpha)
                        * Math.pow(alpha, m + n)
                        / Math.sqrt(factorial(m) * factorial(n))
                        * Math.exp(-sigma * sigma * (m - n) * (m - n) / 2);
                assertThat(rho.re()[m * 25 + n]).isCloseTo(size * Math.cos(0.3 * (m - n)), within(1e-15));
                assertThat(rho.im()[m * 25 + n]).isCloseTo(size * Math.sin(0.3 * (m - n)), within(1e-15));
            }
        }
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    /** A channel given by its matrices is the same as by its name, element by element. */
    @Test
    void channelsByTheirMatrices() {
        int c = 12;
        double t = 0.6;
        double nbar = 0.4;
        List<Operation> before = List.of(op(GateKind.FOCK, 2), op(GateKind.DISPLACEMENT, 0.4, 0.9));
        double[][] named = {
            {Math.sqrt(t), 1 - t},
            {Math.sqrt(t), (1 - t) * (2 * nbar + 1)},
            {Math.sqrt(1.5), 0.5},
            {Math.sqrt(1.5), 0.5 * (2 * nbar + 1)}
        };
        List<Operation> channels = List.of(
                op(GateKind.LOSS, t),
                op(GateKind.THERMAL_LOSS, t, nbar),
                op(GateKind.AMPLIFIER, 1.5),
                op(GateKind.THERMAL_AMPLIFIER, 1.5, nbar));
        for (int i = 0; i < named.length; i++) {
            Payload.Channel matrices = new Payload.Channel(
                    1,
                    new double[] {named[i][0], 0, 0, named[i][0]},
                    new double[] {named[i][1], 0, 0, named[i][1]},
                    new double[2]);
            assertSame(
                    run(c, before.get(0), before.get(1), channels.get(i)),
                    run(c, before.get(0), before.get(1), Operation.of(GateKind.GAUSSIAN_CHANNEL, matrices, 0)),
                    1e-12);
        }
        // Without noise a symplectic X and its displacement are the unitary.
        double e = Math.exp(-0.3);
        Payload.Channel squeeze =
                new Payload.Channel(1, new double[] {e, 0, 0, 1 / e}, new double[4], new double[] {0.5, -0.2});
        assertSame(
                run(
                        28,
                        op(GateKind.COHERENT, 0.3, 1),
                        op(GateKind.SQUEEZING, 0.3, 0),
                        op(GateKind.DISPLACEMENT, Math.hypot(0.25, 0.1), Math.atan2(-0.1, 0.25))),
                run(28, op(GateKind.COHERENT, 0.3, 1), Operation.of(GateKind.GAUSSIAN_CHANNEL, squeeze, 0)),
                1e-9);
    }

    /** Elements of low photon numbers, which what the cut took of the gates on the way does not reach. */
    private static void assertSame(FockDensity wanted, FockDensity got, double tolerance) {
        int d = wanted.dimension();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                if (low(i, wanted) && low(j, wanted)) {
                    assertThat(got.re()[i * d + j]).isCloseTo(wanted.re()[i * d + j], within(tolerance));
                    assertThat(got.im()[i * d + j]).isCloseTo(wanted.im()[i * d + j], within(tolerance));
                }
            }
        }
    }

    private static boolean low(int index, FockDensity state) {
        int rest = index;
        for (int mode = 0; mode < state.modes(); mode++) {
            if (rest % state.cutoff() > state.cutoff() / 2) {
                return false;
            }
            rest /= state.cutoff();
        }
        return true;
    }

    @Test
    void gaussianPreparationsAreThoseOfTheGates() {
        int c = 20;
        List<Operation> gates = List.of(
                op(GateKind.SQUEEZING, 0.3, 0.4),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {0.5, 0.2}, 0, 1),
                Operation.of(GateKind.DISPLACEMENT, new double[] {0.3, 0.7}, 1));
        GaussianState state = GaussianSimulator.run(new Circuit(2, c, gates));
        Operation given =
                Operation.of(GateKind.GAUSSIAN, new Payload.Moments(2, state.covariance(), state.mean()), 0, 1);
        assertThat(given.pure()).isTrue();
        FockState byGates = Evolution.run(new Circuit(2, c, gates));
        FockState byMoments = Evolution.run(new Circuit(2, c, List.of(given)));
        assertThat(byMoments.ket()).isPresent();
        assertSame(byGates.density(), byMoments.density(), 1e-6);
        // Thermal: probabilities n^k / (1 + n)^(k+1), squeezed afterwards.
        Payload.Moments thermal = new Payload.Moments(1, new double[] {2.2, 0, 0, 2.2}, new double[] {0.4, -0.6});
        Operation mixed = Operation.of(GateKind.GAUSSIAN, thermal, 0);
        assertThat(mixed.pure()).isFalse();
        assertSame(
                run(
                        40,
                        op(GateKind.THERMAL, 0.6),
                        op(GateKind.DISPLACEMENT, Math.hypot(0.2, 0.3), Math.atan2(-0.3, 0.2))),
                run(40, mixed),
                1e-9);
        // After another operation on its mode a preparation traces it out.
        assertSame(run(40, mixed), run(40, op(GateKind.FOCK, 3), mixed), 1e-14);
    }

    /** Random Gaussian circuits of every preparation, gate and channel: moments in Fock space and in phase space. */
    @Test
    void fockAndPhaseSpaceAgree() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 12; i++) {
            int modes = 1 + i % 2;
            int cutoff = modes == 1 ? 45 : 12;
            double strength = modes == 1 ? 0.3 : 0.12;
            List<Operation> ops = new ArrayList<>(RandomGates.gates(RandomGates.GAUSSIAN, 2, modes, strength, random));
            ops.add(Operation.of(GateKind.AMPLIFIER, new double[] {1 + strength / 4}, modes - 1));
            ops.add(Operation.of(GateKind.THERMAL_AMPLIFIER, new double[] {1 + strength / 4, 0.1}, 0));
            ops.add(Operation.of(GateKind.GAUSSIAN_CHANNEL, channel(random, strength / 2), random.nextInt(modes)));
            ops.addAll(RandomGates.gates(RandomGates.GAUSSIAN, 1, modes, strength, random));
            Circuit circuit = new Circuit(modes, cutoff, ops);
            FockState fock = Evolution.run(circuit);
            GaussianState gaussian = GaussianSimulator.run(circuit);
            for (int mode = 0; mode < modes; mode++) {
                Moments a = fock.moments(mode);
                Moments b = gaussian.moments(mode);
                assertThat(a.meanX()).isCloseTo(b.meanX(), within(1e-4));
                assertThat(a.meanP()).isCloseTo(b.meanP(), within(1e-4));
                assertThat(a.varX()).isCloseTo(b.varX(), within(1e-3));
                assertThat(a.varP()).isCloseTo(b.varP(), within(1e-3));
                assertThat(a.meanN()).isCloseTo(b.meanN(), within(1e-3));
            }
        }
    }

    /** Any X with noise enough to be a channel. */
    private static Payload.Channel channel(SplittableRandom random, double size) {
        double[] x = {
            1 + size * random.nextDouble(), size * random.nextDouble(), -size * random.nextDouble(), 1 - size / 2
        };
        double noise = Math.abs(1 - (x[0] * x[3] - x[1] * x[2])) + 0.05;
        return new Payload.Channel(
                1, x, new double[] {noise, 0.01, 0.01, noise}, new double[] {size * random.nextDouble(), size});
    }

    @Test
    void whatIsNoStateAndNoChannelIsRefused() {
        assertThatThrownBy(() -> new Payload.Moments(1, new double[] {0.5, 0, 0, 1}, new double[2]))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("no state's covariance");
        assertThatThrownBy(() -> new Payload.Moments(1, new double[] {2, 1, 0, 2}, new double[2]))
                .hasMessageContaining("not symmetric");
        assertThatThrownBy(() -> new Payload.Channel(1, new double[] {1.2, 0, 0, 1.2}, new double[4], new double[2]))
                .hasMessageContaining("no channel");
        assertThatThrownBy(() -> op(GateKind.AMPLIFIER, 0.9)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> op(GateKind.PHASE_NOISE, -1)).hasMessageContaining("sigma");
        assertThatThrownBy(() -> op(GateKind.GKP, 0, 0, 0)).hasMessageContaining("epsilon");
    }

    /** Kraus operators of a two-mode channel by hand: loss on one of them, mixed by a beamsplitter before and after. */
    @Test
    void twoModeChannel() {
        int c = 5;
        Operation split = Operation.of(GateKind.BEAMSPLITTER, new double[] {0.4, 0.3}, 0, 1);
        Operation back = Operation.of(GateKind.BEAMSPLITTER, new double[] {-0.4, 0.3}, 0, 1);
        Operation loss = Operation.of(GateKind.LOSS, new double[] {0.5}, 0);
        double[] x = new double[16];
        double[] y = new double[16];
        for (int i = 0; i < 4; i++) {
            // The moments of what the gates do to (1, 0, 0, 0), ... less what they do to 0.
            double[] r = new double[4];
            r[i] = 1;
            Operation start = Operation.of(GateKind.GAUSSIAN, new Payload.Moments(2, identity(4), r), 0, 1);
            GaussianState out = GaussianSimulator.run(new Circuit(2, c, List.of(start, split, loss, back)));
            for (int j = 0; j < 4; j++) {
                x[j * 4 + i] = out.mean()[j];
            }
        }
        GaussianState vacuum = GaussianSimulator.run(new Circuit(2, c, List.of(split, loss, back)));
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double passed = 0;
                for (int k = 0; k < 4; k++) {
                    passed += x[i * 4 + k] * x[j * 4 + k];
                }
                y[i * 4 + j] = vacuum.covariance(i, j) - passed;
            }
        }
        Operation channel = Operation.of(GateKind.GAUSSIAN_CHANNEL, new Payload.Channel(2, x, y, new double[4]), 0, 1);
        List<Operation> photons = List.of(
                Operation.of(GateKind.FOCK, new double[] {2}, 0), Operation.of(GateKind.FOCK, new double[] {1}, 1));
        List<Operation> by = new ArrayList<>(photons);
        by.addAll(List.of(split, loss, back));
        List<Operation> at = new ArrayList<>(photons);
        at.add(channel);
        assertSame(
                Evolution.run(new Circuit(2, c, by)).density(),
                Evolution.run(new Circuit(2, c, at)).density(),
                1e-12);
    }

    private static double[] identity(int n) {
        double[] one = new double[n * n];
        for (int i = 0; i < n; i++) {
            one[i * n + i] = 1;
        }
        return one;
    }
}
