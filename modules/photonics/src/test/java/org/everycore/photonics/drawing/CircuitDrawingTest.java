package org.everycore.photonics.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.junit.jupiter.api.Test;

class CircuitDrawingTest {
    private static final Circuit CIRCUIT = new Circuit(
            3,
            5,
            List.of(
                    Operation.of(GateKind.SQUEEZING, new double[] {0.5, 0}, 0),
                    Operation.of(GateKind.FOCK, new double[] {1}, 2),
                    Operation.of(GateKind.BEAMSPLITTER, new double[] {Math.PI / 4, 0}, 2, 0),
                    Operation.of(GateKind.KERR, new double[] {0.1}, 1),
                    Operation.of(GateKind.MEASURE_FOCK, new double[0], 0, 1, 2)));

    @Test
    void drawsWiresAndTies() {
        assertThat(CircuitDrawing.draw(CIRCUIT, 200)).isEqualTo("""
                        q0: ──S(0.5, 0)──╭BS─────────────────────╭MeasureFock────
                        q1: ─────────────│───────────────K(0.1)──├MeasureFock:1──
                        q2: ──|Fock⟩(1)──╰BS(0.7854, 0)──────────╰MeasureFock:2──
                        """);
    }

    @Test
    void continuesWideCircuitsBelow() {
        assertThat(CircuitDrawing.draw(CIRCUIT, 30).lines().toList())
                .allMatch(line -> line.length() <= 30)
                .hasSize(11);
    }

    @Test
    void listsWhatRunningTakes() {
        assertThat(CircuitListing.show(CIRCUIT))
                .contains("amplitudes   125")
                .contains("state        ket")
                .contains("    2  BSgate             [2, 0]     [0.7853981633974483, 0.0]");
    }
}
