package org.everycore.photonics.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.gaussian.GaussianSimulator;
import org.everycore.photonics.gaussian.GaussianState;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;

class WignerFunctionTest {
    @Test
    void photonNumbersHaveLaguerreRings() {
        // W_1 = (y - 1) e^{-y/2} / 2π, y = x² + p².
        FockState one = run(5, op(GateKind.FOCK, 1));
        for (double[] point : new double[][] {{0, 0}, {0.3, -1.1}, {2, 2}}) {
            double y = point[0] * point[0] + point[1] * point[1];
            assertThat(WignerFunction.at(one.reduced(0), point[0], point[1]))
                    .isCloseTo((y - 1) * Math.exp(-y / 2) / (2 * Math.PI), within(1e-15));
        }
    }

    @Test
    void gaussianStatesAgreeWithPhaseSpace() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 10; round++) {
            Circuit circuit = new Circuit(1, 60, RandomGates.gates(RandomGates.GAUSSIAN, 4, 1, 0.3, random));
            GaussianState gaussian = GaussianSimulator.run(circuit);
            FockState fock = FockRun.of(circuit).state();
            for (int i = 0; i < 20; i++) {
                double x = 4 * random.nextDouble() - 2;
                double p = 4 * random.nextDouble() - 2;
                assertThat(WignerFunction.at(fock.reduced(0), x, p)).isCloseTo(gaussian.wigner(0, x, p), within(1e-7));
            }
        }
    }

    @Test
    void itsMarginalIsThePositionDensity() {
        FockState state = run(12, op(GateKind.CAT, 1.1, 0.7, 0.4), op(GateKind.KERR, 0.3));
        double[] ps = Grids.linear(-12, 12, 2401);
        for (double x : new double[] {-1.5, 0, 0.8}) {
            double[] column = WignerFunction.of(state.reduced(0), new double[] {x}, ps);
            double sum = 0;
            for (double value : column) {
                sum += value * 0.01;
            }
            double wanted = PositionDensity.of(state, 0, new double[] {x}, PositionUnits.CONSISTENT)[0];
            assertThat(sum).isCloseTo(wanted, within(1e-10));
        }
    }

    @Test
    void bothUnitsDescribeOneDensity() {
        FockState state = run(10, op(GateKind.SQUEEZED, 0.3, 0.4), op(GateKind.KERR, 0.3));
        double consistent = PositionDensity.of(state, 0, new double[] {0.9}, PositionUnits.CONSISTENT)[0];
        double hermite = PositionDensity.of(state, 0, new double[] {0.9 / Math.sqrt(2)}, PositionUnits.HERMITE)[0];
        assertThat(hermite).isCloseTo(consistent * Math.sqrt(2), within(1e-14));
    }

    private static FockState run(int cutoff, Operation... operations) {
        return FockRun.of(new Circuit(1, cutoff, List.of(operations))).state();
    }

    private static Operation op(GateKind kind, double... params) {
        return Operation.of(kind, params, 0);
    }
}
