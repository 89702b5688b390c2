package org.everycore.photonics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of circuits with every differentiable gate and preparation against central differences. */
final class CircuitGradientTest {
    private static final GateKind[] GATES = java.util.Arrays.stream(GateKind.values())
            .filter(kind -> kind.role() == Role.UNITARY && kind.paramCount() != 0)
            .toArray(GateKind[]::new);
    private static final GateKind[] STARTS = {
        GateKind.VACUUM, GateKind.COHERENT, GateKind.SQUEEZED, GateKind.DISPLACED_SQUEEZED, GateKind.CAT
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithCentralDifferences(long seed) {
        Random random = new Random(seed);
        int modes = 1 + (int) (seed % 3);
        Circuit circuit = circuit(random, modes, modes == 3 ? 4 : 6);
        PureSimulator.Gradient gradient = PureSimulator.quadratureGradient(circuit);
        double[] params = circuit.parameters();
        double scale = 1;
        for (double value : gradient.gradient()) {
            scale = Math.max(scale, Math.abs(value));
        }
        double h = 2e-5;
        for (int i = 0; i < params.length; i++) {
            double keep = params[i];
            params[i] = keep + h;
            double high = loss(circuit.withParameters(params));
            params[i] = keep - h;
            double low = loss(circuit.withParameters(params));
            params[i] = keep;
            assertThat(gradient.gradient()[i])
                    .as("parameter %d of seed %d", i, seed)
                    .isCloseTo((high - low) / (2 * h), within(2e-8 * scale));
        }
    }

    private static Circuit circuit(Random random, int modes, int cutoff) {
        List<Operation> operations = new ArrayList<>();
        for (int mode = 0; mode < modes; mode++) {
            operations.add(draw(STARTS[random.nextInt(STARTS.length)], random, mode));
        }
        for (GateKind kind : GATES) {
            if (kind.modeCount() <= modes) {
                int first = random.nextInt(modes);
                int second = (first + 1 + random.nextInt(Math.max(1, modes - 1))) % modes;
                operations.add(kind.modeCount() == 1 ? draw(kind, random, first) : draw(kind, random, first, second));
            }
        }
        if (modes > 1) {
            double c = Math.cos(0.3);
            double s = Math.sin(0.3);
            Payload u = new Payload.Unitary(2, new double[] {c, -s, s, c}, new double[4]);
            operations.add(Operation.of(GateKind.INTERFEROMETER, u, 1, 0));
        }
        return new Circuit(modes, cutoff, operations);
    }

    private static Operation draw(GateKind kind, Random random, int... modes) {
        int count = kind.paramCount() == GateKind.ANY ? 3 : kind.paramCount();
        double[] params = random.doubles(count, -0.5, 0.5).toArray();
        return Operation.of(kind, params, modes);
    }

    private static double loss(Circuit circuit) {
        FockKet ket = PureSimulator.run(circuit);
        double sum = 0;
        for (int mode = 0; mode < ket.modes(); mode++) {
            FockKet.Moments moments = ket.moments(mode);
            sum += moments.meanX() * moments.meanX() + moments.meanP() * moments.meanP();
        }
        return sum;
    }
}
