package org.everycore.photonics.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Mesh;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.support.PhaseSpace;
import org.everycore.photonics.support.RandomGates;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeshTest {
    @ParameterizedTest
    @EnumSource(Mesh.class)
    void everyMeshIsTheUnitary(Mesh mesh) {
        SplittableRandom random = new SplittableRandom(8);
        for (int size = 1; size <= 6; size++) {
            for (Payload.Unitary u :
                    List.of(RandomGates.unitary(size, random), permutation(size), permutation(1, size))) {
                int[] modes = RandomGates.choose(size, 7, random);
                Operation op =
                        Operation.of(GateKind.INTERFEROMETER, new Payload.Unitary(size, u.re(), u.im(), mesh), modes);
                RealMatrix gates = PhaseSpace.symplectic(Decompositions.expand(op), 7);
                RealMatrix wanted = PhaseSpace.symplectic(List.of(op), 7);
                assertThat(gates.subtract(wanted).getNorm1()).isLessThan(1e-12);
            }
        }
    }

    @Test
    void meshesHaveTheirShapes() {
        Payload.Unitary u = RandomGates.unitary(5, new SplittableRandom(3));
        List<Operation> triangle = parts(u, Mesh.TRIANGULAR);
        // Reck's triangle: runs of 4, 3, 2 and 1 neighbours from the first mode on.
        assertThat(triangle.stream()
                        .filter(op -> op.kind() == GateKind.BEAMSPLITTER)
                        .map(op -> op.modes()[0])
                        .toList())
                .containsExactly(0, 1, 2, 3, 0, 1, 2, 0, 1, 0);
        List<Operation> symmetric = parts(u, Mesh.RECTANGULAR_SYMMETRIC);
        assertThat(symmetric.stream().filter(op -> op.kind() == GateKind.MACH_ZEHNDER))
                .hasSize(10);
        assertThat(symmetric.stream().filter(op -> op.kind() == GateKind.ROTATION))
                .hasSizeLessThanOrEqualTo(5);
        assertThat(symmetric).noneMatch(op -> op.kind() == GateKind.BEAMSPLITTER);
        assertThatThrownBy(() -> Mesh.named("sun"))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("triangular");
        assertThat(Mesh.named("symmetric")).isEqualTo(Mesh.RECTANGULAR_SYMMETRIC);
    }

    private static List<Operation> parts(Payload.Unitary u, Mesh mesh) {
        return Decompositions.expand(Operation.of(
                GateKind.INTERFEROMETER, new Payload.Unitary(u.size(), u.re(), u.im(), mesh), 0, 1, 2, 3, 4));
    }

    /** The identity. */
    private static Payload.Unitary permutation(int size) {
        return permutation(0, size);
    }

    private static Payload.Unitary permutation(int shift, int size) {
        double[] re = new double[size * size];
        for (int i = 0; i < size; i++) {
            re[i * size + (i + shift) % size] = 1;
        }
        return new Payload.Unitary(size, re, new double[size * size]);
    }
}
