package org.everycore.photonics.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.gaussian.GaussianSimulator;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.mixed.Evolution;
import org.everycore.photonics.mixed.FockState;
import org.junit.jupiter.api.Test;

/** What is read off states against closed formulas and against phase space. */
class StateInspectionTest {
    private static Operation op(GateKind kind, double[] params, int... modes) {
        return Operation.of(kind, params, modes);
    }

    private static final List<Operation> MIXED = List.of(
            op(GateKind.TWO_MODE_SQUEEZING, new double[] {0.3, 0.4}, 0, 1),
            op(GateKind.DISPLACEMENT, new double[] {0.3, 0.9}, 0),
            op(GateKind.LOSS, new double[] {0.7}, 0),
            op(GateKind.BEAMSPLITTER, new double[] {0.5, 0.2}, 0, 1));

    private static StateInspection of(int modes, int cutoff, List<Operation> ops) {
        return StateInspection.of(Evolution.run(new Circuit(modes, cutoff, ops)));
    }

    @Test
    void covarianceAndMeansAreThoseOfPhaseSpace() {
        for (List<Operation> ops : List.of(MIXED, MIXED.subList(0, 2))) {
            StateInspection fock = of(2, 14, ops);
            GaussianState gaussian = GaussianSimulator.run(new Circuit(2, 14, ops));
            double[][] v = fock.covariance();
            for (int i = 0; i < 4; i++) {
                assertThat(fock.means()[i]).isCloseTo(gaussian.mean()[i], within(1e-6));
                for (int j = 0; j < 4; j++) {
                    assertThat(v[i][j]).isCloseTo(gaussian.covariance(i, j), within(1e-5));
                }
            }
            assertThat(fock.purity()).isCloseTo(gaussian.purity(), within(1e-6));
            assertThat(fock.parity()).isCloseTo(gaussian.parity(), within(1e-6));
            assertThat(fock.parity(1)).isCloseTo(gaussian.parity(1), within(1e-6));
            double[][] n = fock.photonCorrelations();
            double[][] wanted = gaussian.photonCorrelations();
            for (int i = 0; i < 2; i++) {
                assertThat(n[i]).containsExactly(wanted[i], within(1e-5));
            }
        }
    }

    @Test
    void rotatedQuadraturesOfASqueezedState() {
        double r = 0.4;
        StateInspection squeezed = of(1, 40, List.of(op(GateKind.SQUEEZING, new double[] {r, 0}, 0)));
        for (double phi : new double[] {0, 0.3, 1.2, Math.PI / 2}) {
            double wanted =
                    Math.exp(-2 * r) * Math.cos(phi) * Math.cos(phi) + Math.exp(2 * r) * Math.sin(phi) * Math.sin(phi);
            assertThat(squeezed.quadratures(phi)[0][1]).isCloseTo(wanted, within(1e-10));
        }
    }

    /** Coherent light has g2 = 1, thermal light 2, n photons 1 - 1/n. */
    @Test
    void secondOrderCoherence() {
        double[][] coherent = of(
                        2,
                        12,
                        List.of(
                                op(GateKind.COHERENT, new double[] {0.5, 0}, 0),
                                op(GateKind.BEAMSPLITTER, new double[] {0.7, 0}, 0, 1)))
                .secondOrderCoherence();
        assertThat(coherent[0][0]).isCloseTo(1, within(1e-8));
        assertThat(coherent[0][1]).isCloseTo(1, within(1e-8));
        assertThat(of(1, 60, List.of(op(GateKind.THERMAL, new double[] {0.5}, 0)))
                        .secondOrderCoherence()[0][0])
                .isCloseTo(2, within(1e-8));
        assertThat(of(1, 6, List.of(op(GateKind.FOCK, new double[] {4}, 0))).secondOrderCoherence()[0][0])
                .isCloseTo(0.75, within(1e-14));
    }

    /** |<α|β>|² = e^{-|α-β|²}; of two thermal states ((n+1)(m+1))^{1/2} - (nm)^{1/2} to the power -2. */
    @Test
    void fidelities() {
        FockState alpha = Evolution.run(new Circuit(1, 30, List.of(op(GateKind.COHERENT, new double[] {0.5, 0.2}, 0))));
        FockState beta = Evolution.run(new Circuit(1, 30, List.of(op(GateKind.COHERENT, new double[] {0.9, 0.2}, 0))));
        assertThat(StateInspection.of(alpha).fidelity(beta)).isCloseTo(Math.exp(-0.16), within(1e-12));
        FockState warm = Evolution.run(new Circuit(1, 40, List.of(op(GateKind.THERMAL, new double[] {0.3}, 0))));
        FockState hot = Evolution.run(new Circuit(1, 40, List.of(op(GateKind.THERMAL, new double[] {0.8}, 0))));
        double root = Math.sqrt(1.3 * 1.8) - Math.sqrt(0.3 * 0.8);
        assertThat(StateInspection.of(warm).fidelity(hot)).isCloseTo(1 / (root * root), within(1e-8));
        // A coherent state against a thermal one: e^{-|α|²/(1+n)} / (1+n), whichever is the target.
        FockState coherent =
                Evolution.run(new Circuit(1, 40, List.of(op(GateKind.COHERENT, new double[] {0.5, 1}, 0))));
        double mixed = Math.exp(-0.25 / 1.3) / 1.3;
        assertThat(StateInspection.of(warm).fidelity(coherent)).isCloseTo(mixed, within(1e-12));
        assertThat(StateInspection.of(coherent).fidelity(warm)).isCloseTo(mixed, within(1e-12));
        // Rotated by the same unitary, two mixed states are as near as before.
        List<Operation> turned = List.of(op(GateKind.SQUEEZING, new double[] {0.2, 0.4}, 0));
        FockState warmTurned =
                Evolution.run(new Circuit(1, 40, List.of(op(GateKind.THERMAL, new double[] {0.3}, 0), turned.get(0))));
        FockState hotTurned =
                Evolution.run(new Circuit(1, 40, List.of(op(GateKind.THERMAL, new double[] {0.8}, 0), turned.get(0))));
        assertThat(StateInspection.of(warmTurned).fidelity(hotTurned)).isCloseTo(1 / (root * root), within(1e-6));
    }

    @Test
    void reducedStates() {
        StateInspection pair = of(2, 10, List.of(op(GateKind.TWO_MODE_SQUEEZING, new double[] {0.5, 0.3}, 0, 1)));
        double t = Math.tanh(0.5) * Math.tanh(0.5);
        for (int n = 0; n < 10; n++) {
            assertThat(pair.reduced(1).re()[n * 10 + n]).isCloseTo((1 - t) * Math.pow(t, n), within(1e-14));
        }
        assertThat(StateInspection.of(FockState.of(pair.reduced(0))).purity())
                .isCloseTo(1 / Math.cosh(1), within(1e-4));
        assertThat(pair.reduced().re()).hasSize(10_000);
        assertThatThrownBy(() -> pair.reduced(2)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> pair.reduced(0, 0)).hasMessageContaining("repeated");
    }
}
