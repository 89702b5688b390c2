package org.everycore.photonics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.junit.jupiter.api.Test;

/** States whose amplitudes or moments are known in closed form. */
final class AnalyticStatesTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Offset<Double> CUT = within(1e-7);

    private static Operation op(GateKind kind, int[] modes, double... params) {
        return Operation.of(kind, params, modes);
    }

    private static FockKet run(int modes, int cutoff, Operation... operations) {
        return PureSimulator.run(new Circuit(modes, cutoff, List.of(operations)));
    }

    private static final int[] M0 = {0};
    private static final int[] M1 = {1};
    private static final int[] BOTH = {0, 1};

    @Test
    void coherentStateIsPoissonian() {
        double r = 0.9;
        FockKet ket = run(1, 12, op(GateKind.DISPLACEMENT, M0, r, 0.4));
        double factorial = 1;
        for (int n = 0; n < 12; n++) {
            factorial *= n == 0 ? 1 : n;
            assertThat(ket.probabilities()[n]).isCloseTo(Math.exp(-r * r) * Math.pow(r, 2 * n) / factorial, EXACT);
        }
        FockKet prepared = run(1, 12, op(GateKind.COHERENT, M0, r, 0.4));
        assertThat(prepared.re()).usingComparatorWithPrecision(1e-13).containsExactly(ket.re());
        assertThat(prepared.im()).usingComparatorWithPrecision(1e-13).containsExactly(ket.im());
    }

    @Test
    void squeezedVacuumHasEvenPhotonsAndVariancesOfExp2r() {
        FockKet ket = run(1, 40, op(GateKind.SQUEEZING, M0, 0.5, 0));
        assertThat(ket.probabilities()[0]).isCloseTo(1 / Math.cosh(0.5), EXACT);
        assertThat(ket.probabilities()[1]).isZero();
        assertThat(ket.moments(0).varX()).isCloseTo(Math.exp(-1), CUT);
        assertThat(ket.moments(0).varP()).isCloseTo(Math.exp(1), CUT);
    }

    @Test
    void twoModeSqueezedVacuumHasEqualNumbers() {
        double t = Math.tanh(0.6);
        FockKet ket = run(2, 8, op(GateKind.TWO_MODE_SQUEEZING, BOTH, 0.6, 0.3));
        for (int n = 0; n < 8; n++) {
            double expected = Math.pow(t, 2 * n) * (1 - t * t);
            assertThat(ket.probabilities()[n * 8 + n]).isCloseTo(expected, EXACT);
        }
        assertThat(ket.probabilities()[1]).isZero();
    }

    @Test
    void twoPhotonsLeaveABeamsplitterTogether() {
        FockKet ket = run(
                2,
                3,
                op(GateKind.FOCK, M0, 1),
                op(GateKind.FOCK, M1, 1),
                op(GateKind.BEAMSPLITTER, BOTH, Math.PI / 4, 0));
        assertThat(ket.probabilities()[4]).isCloseTo(0, EXACT);
        assertThat(ket.probabilities()[2]).isCloseTo(0.5, EXACT);
        assertThat(ket.probabilities()[6]).isCloseTo(0.5, EXACT);
    }

    @Test
    void beamsplitterOfOnePhotonFollowsTheStatedSigns() {
        double theta = 0.7;
        double phi = 0.4;
        FockKet ket = run(2, 2, op(GateKind.FOCK, M0, 1), op(GateKind.BEAMSPLITTER, BOTH, theta, phi));
        assertThat(ket.re()[2]).isCloseTo(Math.cos(theta), EXACT);
        assertThat(ket.re()[1]).isCloseTo(Math.sin(theta) * Math.cos(phi), EXACT);
        assertThat(ket.im()[1]).isCloseTo(Math.sin(theta) * Math.sin(phi), EXACT);
        FockKet turned = run(2, 2, op(GateKind.FOCK, M0, 1), op(GateKind.BEAMSPLITTER, new int[] {1, 0}, theta, phi));
        assertThat(turned.re()[1]).isCloseTo(-Math.sin(theta) * Math.cos(phi), EXACT);
        assertThat(turned.im()[1]).isCloseTo(Math.sin(theta) * Math.sin(phi), EXACT);
    }

    @Test
    void catStateHasOneParity() {
        FockKet even = run(1, 20, op(GateKind.CAT, M0, 1.1, 0.3, 0));
        FockKet odd = run(1, 20, op(GateKind.CAT, M0, 1.1, 0.3, 1));
        assertThat(even.norm()).isCloseTo(1, EXACT);
        assertThat(odd.norm()).isCloseTo(1, EXACT);
        for (int n = 0; n < 20; n++) {
            assertThat((n % 2 == 0 ? odd : even).probabilities()[n]).isCloseTo(0, EXACT);
        }
    }

    @Test
    void displacedSqueezedIsDisplacementAfterSqueezing() {
        FockKet prepared = run(1, 10, op(GateKind.DISPLACED_SQUEEZED, M0, 0.5, 0.3, 0.4, 1.2));
        FockKet gates = run(1, 60, op(GateKind.SQUEEZING, M0, 0.4, 1.2), op(GateKind.DISPLACEMENT, M0, 0.5, 0.3));
        for (int n = 0; n < 10; n++) {
            assertThat(prepared.re()[n]).isCloseTo(gates.re()[n], EXACT);
            assertThat(prepared.im()[n]).isCloseTo(gates.im()[n], EXACT);
        }
    }

    @Test
    void quadraticPhaseAddsXToP() {
        for (double s : new double[] {0.6, -0.4}) {
            FockKet.Moments moments = run(
                            1, 60, op(GateKind.DISPLACEMENT, M0, 0.5, 0), op(GateKind.QUADRATIC_PHASE, M0, s))
                    .moments(0);
            assertThat(moments.meanX()).isCloseTo(1, CUT);
            assertThat(moments.meanP()).isCloseTo(s, CUT);
            assertThat(moments.varX()).isCloseTo(1, CUT);
            assertThat(moments.varP()).isCloseTo(1 + s * s, CUT);
        }
    }

    @Test
    void controlledXAndZActOnTheTargetAndBack() {
        double s = 0.5;
        Operation[] start = {
            op(GateKind.DISPLACEMENT, M0, 0.3, 0.9), op(GateKind.DISPLACEMENT, M1, 0.4, -0.5),
        };
        double x1 = 0.6 * Math.cos(0.9);
        double p1 = 0.6 * Math.sin(0.9);
        double x2 = 0.8 * Math.cos(0.5);
        double p2 = -0.8 * Math.sin(0.5);
        FockKet x = run(2, 34, start[0], start[1], op(GateKind.CONTROLLED_X, BOTH, s));
        assertThat(x.moments(0).meanX()).isCloseTo(x1, CUT);
        assertThat(x.moments(1).meanX()).isCloseTo(x2 + s * x1, CUT);
        assertThat(x.moments(0).meanP()).isCloseTo(p1 - s * p2, CUT);
        assertThat(x.moments(1).meanP()).isCloseTo(p2, CUT);
        FockKet z = run(2, 34, start[0], start[1], op(GateKind.CONTROLLED_Z, BOTH, s));
        assertThat(z.moments(0).meanX()).isCloseTo(x1, CUT);
        assertThat(z.moments(1).meanX()).isCloseTo(x2, CUT);
        assertThat(z.moments(0).meanP()).isCloseTo(p1 + s * x2, CUT);
        assertThat(z.moments(1).meanP()).isCloseTo(p2 + s * x1, CUT);
    }

    @Test
    void refusesMixedStatesAndGatesAfterMeasurement() {
        assertThatThrownBy(() -> run(1, 4, op(GateKind.LOSS, M0, 0.5))).isInstanceOf(CircuitException.class);
        assertThatThrownBy(() -> run(1, 4, op(GateKind.MEASURE_HOMODYNE, M0, 0), op(GateKind.ROTATION, M0, 1)))
                .hasMessageContaining("after its measurement");
        assertThatThrownBy(() -> run(12, 40, op(GateKind.ROTATION, M0, 1))).hasMessageContaining("GiB");
    }
}
