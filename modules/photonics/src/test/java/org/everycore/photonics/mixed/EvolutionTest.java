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
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    @Test
    void aMixedRunOfUnitariesIsTheKetTimesItself() {
        SplittableRandom random = new SplittableRandom(1);
        List<GateKind> kinds = new ArrayList<>(RandomGates.GAUSSIAN);
        kinds.addAll(RandomGates.OTHER);
        for (int round = 0; round < 20; round++) {
            int modes = 1 + round % 2;
            List<Operation> gates = RandomGates.gates(kinds, 20, modes, 0.4, random);
            FockKet ket = PureSimulator.run(new Circuit(modes, 6, gates));
            // Loss of nothing: the state is a density matrix from the start.
            gates.add(0, op(GateKind.LOSS, 0, 1));
            FockState state = Evolution.run(new Circuit(modes, 6, gates));
            assertThat(state.ket()).isEmpty();
            assertClose(state.density(), FockDensity.of(ket), 1e-12);
            for (int mode = 0; mode < modes; mode++) {
                assertThat(state.moments(mode).varX())
                        .isCloseTo(ket.moments(mode).varX(), within(1e-12));
                assertThat(state.moments(mode).meanP())
                        .isCloseTo(ket.moments(mode).meanP(), within(1e-12));
                assertThat(state.moments(mode).varN())
                        .isCloseTo(ket.moments(mode).varN(), within(1e-12));
            }
        }
    }

    @Test
    void lossOnPhotonNumbersIsBinomial() {
        int n = 6;
        double t = 0.37;
        FockDensity state = run(1, 8, op(GateKind.FOCK, 0, n), op(GateKind.LOSS, 0, t));
        double choose = 1;
        for (int k = 0; k <= n; k++) {
            double wanted = choose * Math.pow(t, k) * Math.pow(1 - t, n - k);
            assertThat(state.probabilities()[k]).isCloseTo(wanted, within(1e-14));
            choose *= (double) (n - k) / (k + 1);
        }
        assertThat(state.norm()).isCloseTo(1, within(1e-14));
    }

    @Test
    void lossMakesCoherentStatesSmaller() {
        FockDensity lossy = run(2, 12, op(GateKind.DISPLACEMENT, 1, 0.6, 1.1), op(GateKind.LOSS, 1, 0.25));
        FockDensity direct = run(2, 12, op(GateKind.COHERENT, 1, 0.3, 1.1));
        assertClose(lossy, direct, 1e-9);
        assertThat(lossy.purity()).isCloseTo(1, within(1e-9));
    }

    @Test
    void lossesMultiply() {
        Operation[] start = {
            op(GateKind.SQUEEZED, 0, 0.5, 0.3),
            op(GateKind.FOCK, 1, 2),
            op(GateKind.BEAMSPLITTER, new int[] {0, 1}, 0.6, 0.4)
        };
        FockDensity twice =
                run(2, 7, start[0], start[1], start[2], op(GateKind.LOSS, 0, 0.7), op(GateKind.LOSS, 0, 0.5));
        FockDensity once = run(2, 7, start[0], start[1], start[2], op(GateKind.LOSS, 0, 0.35));
        assertClose(twice, once, 1e-14);
    }

    @Test
    void lossIsABeamsplitterWithAVacuumNobodyLooksAt() {
        double t = 0.6;
        FockKet both = PureSimulator.run(new Circuit(
                2,
                9,
                List.of(
                        op(GateKind.CAT, 0, 0.9, 0.4, 0),
                        op(GateKind.BEAMSPLITTER, new int[] {0, 1}, Math.acos(Math.sqrt(t)), 0.8))));
        FockDensity lossy = run(1, 9, op(GateKind.CAT, 0, 0.9, 0.4, 0), op(GateKind.LOSS, 0, t));
        assertClose(FockDensity.reduced(both, 0), lossy, 1e-12);
    }

    @Test
    void thermalStatesHaveGeometricStatistics() {
        FockDensity state = run(1, 40, op(GateKind.THERMAL, 0, 0.8));
        for (int n = 0; n < 40; n++) {
            assertThat(state.probabilities()[n]).isCloseTo(Math.pow(0.8, n) / Math.pow(1.8, n + 1), within(1e-15));
        }
        assertThat(state.moments(0).meanN()).isCloseTo(0.8, within(1e-10));
        assertThat(state.moments(0).varN()).isCloseTo(0.8 * 1.8, within(1e-9));
        assertThat(state.moments(0).varX()).isCloseTo(2 * 0.8 + 1, within(1e-9));
    }

    @Test
    void halfOfATwoModeSqueezedVacuumIsThermal() {
        double r = 0.5;
        FockKet ket = PureSimulator.run(
                new Circuit(2, 20, List.of(op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, r, 0.3))));
        FockDensity thermal = run(1, 20, op(GateKind.THERMAL, 0, Math.pow(Math.sinh(r), 2)));
        assertClose(FockDensity.reduced(ket, 1), thermal, 1e-14);
        // Preparing the other half anew traces it out.
        FockDensity prepared =
                run(2, 20, op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, r, 0.3), op(GateKind.FOCK, 1, 3));
        assertClose(prepared.reduced(0), thermal, 1e-14);
        assertThat(prepared.reduced(1).probabilities()[3]).isCloseTo(prepared.norm(), within(1e-14));
    }

    @Test
    void aThermalBathHeatsTheVacuumAndKeepsThermalStatesThermal() {
        double t = 0.4;
        double bath = 0.7;
        FockDensity heated = run(1, 30, op(GateKind.THERMAL_LOSS, 0, t, bath));
        assertClose(heated, run(1, 30, op(GateKind.THERMAL, 0, (1 - t) * bath)), 1e-12);
        FockDensity moved = run(1, 60, op(GateKind.THERMAL, 0, 0.5), op(GateKind.THERMAL_LOSS, 0, t, bath));
        assertThat(moved.moments(0).meanN()).isCloseTo(t * 0.5 + (1 - t) * bath, within(1e-9));
        FockDensity coherent = run(1, 30, op(GateKind.COHERENT, 0, 0.8, 0.5), op(GateKind.THERMAL_LOSS, 0, t, bath));
        assertThat(coherent.moments(0).meanX()).isCloseTo(2 * 0.8 * Math.cos(0.5) * Math.sqrt(t), within(1e-9));
        assertThat(coherent.moments(0).varX()).isCloseTo(t + (1 - t) * (2 * bath + 1), within(1e-7));
    }

    @Test
    void densityMatricesAreTakenAsGiven() {
        double[] re = {0.5, 0, 0, 0, 0.25, 0.1, 0, 0.1, 0.25};
        Operation prepare = Operation.of(GateKind.DENSITY_MATRIX, new Payload.Density(3, re, new double[9]), 1);
        FockDensity state = run(2, 3, op(GateKind.FOCK, 0, 1), prepare);
        assertThat(state.reduced(1).re()).containsExactly(re);
        assertThat(state.reduced(0).probabilities()).containsExactly(0, 1, 0);
    }

    @Test
    void aKetStaysAKetWherePreparationsAllow() {
        FockState state = Evolution.run(new Circuit(
                3,
                4,
                List.of(
                        op(GateKind.SQUEEZING, 0, 0.3, 0),
                        op(GateKind.FOCK, 1, 1),
                        op(GateKind.ROTATION, 1, 0.2),
                        op(GateKind.CAT, 2, 0.5, 0, 1))));
        assertThat(state.ket()).isPresent();
    }

    @Test
    void refusesWhatMemoryDoesNotHold() {
        Circuit circuit = new Circuit(6, 10, List.of(op(GateKind.LOSS, 0, 0.5)));
        assertThatThrownBy(() -> Evolution.run(circuit))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("GiB for a density matrix");
    }

    private static FockDensity run(int modes, int cutoff, Operation... operations) {
        return Evolution.run(new Circuit(modes, cutoff, List.of(operations))).density();
    }

    private static Operation op(GateKind kind, int mode, double... params) {
        return Operation.of(kind, params, mode);
    }

    private static Operation op(GateKind kind, int[] modes, double... params) {
        return Operation.of(kind, params, modes);
    }

    private static void assertClose(FockDensity a, FockDensity b, double tolerance) {
        double largest = 0;
        for (int i = 0; i < a.re().length; i++) {
            largest = Math.max(largest, Math.hypot(a.re()[i] - b.re()[i], a.im()[i] - b.im()[i]));
        }
        assertThat(largest).isLessThan(tolerance);
    }
}
