package org.everycore.photonics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.junit.jupiter.api.Test;

class AutoCutoffTest {
    private static Circuit circuit(Operation... ops) {
        return new Circuit(1, 2, List.of(ops));
    }

    /** Coherent light of four photons, and squeezed light: the moments have closed forms. */
    @Test
    void momentsHaveSettled() {
        AutoCutoff coherent = AutoCutoff.of(circuit(Operation.of(GateKind.COHERENT, new double[] {2, 0}, 0)));
        assertThat(FockRun.of(coherent.circuit()).state().moments(0).varN()).isCloseTo(4, within(1e-5));
        assertThat(coherent.circuit().cutoff()).isBetween(18, 60);
        assertThat(coherent.difference()).isLessThanOrEqualTo(1e-6);
        AutoCutoff squeezed = AutoCutoff.of(circuit(
                Operation.of(GateKind.SQUEEZED, new double[] {1, 0}, 0),
                Operation.of(GateKind.LOSS, new double[] {0.5}, 0),
                Operation.of(GateKind.MEASURE_FOCK, new double[0], 0)));
        double n = Math.sinh(1) * Math.sinh(1) / 2;
        assertThat(FockRun.of(squeezed.circuit()).state().moments(0).meanN()).isCloseTo(n, within(1e-5));
        assertThat(squeezed.circuit().cutoff()).isGreaterThan(squeezed.before());
    }

    @Test
    void photonNumbersFit() {
        assertThat(AutoCutoff.of(circuit(Operation.of(GateKind.VACUUM, new double[0], 0)))
                        .circuit()
                        .cutoff())
                .isEqualTo(12);
        Circuit twenty = new Circuit(1, 30, List.of(Operation.of(GateKind.FOCK, new double[] {20}, 0)));
        assertThat(AutoCutoff.of(twenty).circuit().cutoff()).isGreaterThan(20);
    }

    @Test
    void whatNeverSettlesIsSaid() {
        Circuit given = new Circuit(
                1, 2, List.of(Operation.of(GateKind.KET, new Payload.Ket(new double[] {1, 0}, new double[2]), 0)));
        assertThatThrownBy(() -> AutoCutoff.of(given))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("given size");
        Circuit hot = new Circuit(
                3,
                2,
                List.of(
                        Operation.of(GateKind.THERMAL, new double[] {200}, 0),
                        Operation.of(GateKind.THERMAL, new double[] {200}, 1)));
        assertThatThrownBy(() -> AutoCutoff.of(hot)).hasMessageContaining("settles its moments");
    }
}
