package org.everycore.cli.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.mixed.FockState;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final double STEP = 1e-5;

    /** Central differences of the loss, through every gate that runs as others, with parameters before, between and after. */
    @Test
    void gradientsGoThroughDecompositions() {
        double h = Math.sqrt(0.5);
        Payload swap = new Payload.Unitary(2, new double[] {h, h, h, -h}, new double[4]);
        Circuit circuit = new Circuit(
                2,
                9,
                List.of(
                        Operation.of(GateKind.DISPLACEMENT, new double[] {0.4, 0.3}, 0),
                        Operation.of(GateKind.QUADRATIC_PHASE, new double[] {0.35}, 0),
                        Operation.of(GateKind.INTERFEROMETER, swap, 0, 1),
                        Operation.of(GateKind.CONTROLLED_X, new double[] {0.2}, 1, 0),
                        Operation.of(GateKind.BEAMSPLITTER, new double[] {0.3, 0.9}, 0, 1),
                        Operation.of(GateKind.CONTROLLED_Z, new double[] {-0.25}, 0, 1),
                        Operation.of(GateKind.KERR, new double[] {0.1}, 1)));

        double[] gradient = Answers.gradient(circuit, null).gradient();

        double[] params = circuit.parameters();
        assertThat(gradient).hasSameSizeAs(params);
        for (int i = 0; i < params.length; i++) {
            double[] up = params.clone();
            double[] down = params.clone();
            up[i] += STEP;
            down[i] -= STEP;
            double numeric = (loss(circuit.withParameters(up)) - loss(circuit.withParameters(down))) / (2 * STEP);
            assertThat(gradient[i]).as("parameter " + i).isCloseTo(numeric, within(1e-7));
        }
        assertThat(Answers.gradient(circuit, null).loss()).isCloseTo(loss(circuit), within(1e-12));
    }

    private static double loss(Circuit circuit) {
        FockState state = Answers.run(circuit).state();
        double sum = 0;
        for (int mode = 0; mode < circuit.modes(); mode++) {
            FockKet.Moments m = state.moments(mode);
            sum += m.meanX() * m.meanX() + m.meanP() * m.meanP();
        }
        return sum;
    }
}
