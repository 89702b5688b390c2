package org.everycore.photonics.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.support.PhaseSpace;
import org.everycore.photonics.support.RandomGates;
import org.everycore.photonics.support.ReferenceData;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class RectangularMeshTest {
    @Test
    void runsTheGatesThatStrawberryFieldsRecorded() {
        List<Path> files = ReferenceData.files("photonics", "\\d+_gate_interferometer.*");
        assertThat(files).hasSize(3);
        for (Path file : files) {
            Circuit expanded = Decompositions.expand(CircuitReader.read(file));
            JsonNode recorded = ReferenceData.json(file).get("compiled_gates");
            assertThat(expanded.operations()).hasSize(recorded.size());
            for (int i = 0; i < recorded.size(); i++) {
                Operation op = expanded.operations().get(i);
                assertThat(op.kind().gateName())
                        .isEqualTo(recorded.get(i).get("gate").textValue());
                assertThat(op.modes()).containsExactly(modes(recorded.get(i).get("modes")));
                double[] params = ReferenceData.numbers(recorded.get(i).get("params"));
                for (int j = 0; j < params.length; j++) {
                    assertThat(Math.IEEEremainder(op.params()[j] - params[j], 2 * Math.PI))
                            .isCloseTo(0, within(1e-12));
                }
            }
        }
    }

    @Test
    void recomposesRandomUnitaries() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 1; n <= 9; n++) {
            Payload.Unitary u = RandomGates.unitary(n, random);
            assertRecomposes(new ComplexMatrix(n, u.re(), u.im()), 1e-13);
        }
    }

    @Test
    void recomposesPermutationsAndLeavesTheIdentityEmpty() {
        ComplexMatrix swap = new ComplexMatrix(3, new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, new double[9]);
        assertRecomposes(swap, 1e-14);
        assertThat(RectangularMesh.operations(ComplexMatrix.identity(4), 0, 1, 2, 3))
                .isEmpty();
    }

    @Test
    void keepsTheOrderOfTheListedModes() {
        Payload.Unitary u = RandomGates.unitary(3, new SplittableRandom(2));
        Operation op = Operation.of(GateKind.INTERFEROMETER, u, 2, 0, 3);
        RealMatrix whole = PhaseSpace.symplectic(List.of(op), 4);
        RealMatrix parts = PhaseSpace.symplectic(Decompositions.expand(op), 4);
        assertThat(parts.subtract(whole).getNorm1()).isLessThan(1e-13);
    }

    private static void assertRecomposes(ComplexMatrix u, double tolerance) {
        int n = u.size();
        int[] modes = new int[n];
        for (int i = 0; i < n; i++) {
            modes[i] = i;
        }
        List<Operation> gates = RectangularMesh.operations(u, modes);
        assertThat(gates.stream().filter(g -> g.kind() == GateKind.BEAMSPLITTER).count())
                .isLessThanOrEqualTo(n * (n - 1) / 2);
        RealMatrix product = PhaseSpace.symplectic(gates, n);
        RealMatrix wanted =
                Decompositions.matrix(2 * n, GateSymplectic.passive(u).s());
        assertThat(product.subtract(wanted).getNorm1()).isLessThan(tolerance * n);
    }

    private static int[] modes(JsonNode list) {
        int[] modes = new int[list.size()];
        for (int i = 0; i < modes.length; i++) {
            modes[i] = list.get(i).intValue();
        }
        return modes;
    }
}
