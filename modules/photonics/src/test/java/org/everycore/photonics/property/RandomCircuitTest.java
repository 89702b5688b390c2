package org.everycore.photonics.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.linear.Decompositions;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random circuits of all gates against exponentials of generators. */
class RandomCircuitTest {
    private static final double STRENGTH = 0.25;
    private static final int HIGH = 48;

    @Test
    void circuitsOfAllGatesAgreeWithExponentials() {
        run(60, 1);
    }

    @Test
    @Tag("slow")
    void fiveHundredCircuitsAgreeWithExponentials() {
        run(500, 2);
    }

    private static void run(int rounds, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<GateKind> kinds = new ArrayList<>(RandomGates.GAUSSIAN);
        kinds.addAll(RandomGates.OTHER);
        double worst = 0;
        Set<GateKind> seen = EnumSet.noneOf(GateKind.class);
        for (int round = 0; round < rounds; round++) {
            int modes = 1 + round % 3;
            int cutoff = modes == 1 ? 9 : modes == 2 ? 6 : 4;
            List<Operation> gates = RandomGates.gates(kinds, 8, modes, STRENGTH, random);
            if (modes > 1 && round % 2 == 0) {
                gates.add(Operation.of(
                        GateKind.INTERFEROMETER,
                        RandomGates.unitary(modes, random),
                        RandomGates.choose(modes, modes, random)));
                gates.add(RandomGates.gate(GateKind.DISPLACEMENT, modes, STRENGTH, random));
            }
            Circuit circuit = new Circuit(modes, cutoff, gates);
            FockKet ket = PureSimulator.run(circuit);
            gates.forEach(gate -> seen.add(gate.kind()));
            double[][] wanted = new SlowPath(modes, cutoff, HIGH).run(meshed(gates));
            for (int i = 0; i < ket.re().length; i++) {
                double off = Math.hypot(ket.re()[i] - wanted[0][i], ket.im()[i] - wanted[1][i]);
                worst = Math.max(worst, off);
            }
            assertThat(worst).as("round %s: %s", round, gates).isLessThan(1e-10);
        }
        kinds.add(GateKind.INTERFEROMETER);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(kinds);
    }

    /** An interferometer's mesh is the one decomposition taken from the engine; {@link PermanentTest} checks it. */
    private static List<Operation> meshed(List<Operation> gates) {
        List<Operation> parts = new ArrayList<>();
        for (Operation gate : gates) {
            parts.addAll(gate.kind() == GateKind.INTERFEROMETER ? Decompositions.expand(gate) : List.of(gate));
        }
        return parts;
    }
}
