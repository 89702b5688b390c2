package org.everycore.photonics.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.support.RandomGates;
import org.junit.jupiter.api.Test;

/** One photon into every port of an interferometer: amplitudes are permanents of U (Scheel, quant-ph/0406127). */
class PermanentTest {
    @Test
    void amplitudesOfOnePhotonAPortArePermanents() {
        SplittableRandom random = new SplittableRandom(5);
        for (int modes = 1; modes <= 4; modes++) {
            Payload.Unitary u = RandomGates.unitary(modes, random);
            List<Operation> operations = new ArrayList<>();
            int[] order = RandomGates.choose(modes, modes, random);
            for (int mode = 0; mode < modes; mode++) {
                operations.add(Operation.of(GateKind.FOCK, new double[] {1}, mode));
            }
            operations.add(Operation.of(GateKind.INTERFEROMETER, u, order));
            // No cut is reached: all photons together stay below the cutoff.
            FockKet ket = PureSimulator.run(new Circuit(modes, modes + 1, operations));
            for (int index = 0; index < ket.re().length; index++) {
                int[] rows = rows(index, modes, order);
                if (rows.length == 0) {
                    assertThat(Math.hypot(ket.re()[index], ket.im()[index])).isLessThan(1e-12);
                    continue;
                }
                double[] permanent = permanent(u, rows, 0, new boolean[modes]);
                double norm = Math.sqrt(factorials(rows, modes));
                assertThat(ket.re()[index]).isCloseTo(permanent[0] / norm, within(1e-12));
                assertThat(ket.im()[index]).isCloseTo(permanent[1] / norm, within(1e-12));
            }
        }
    }

    /** The row of U of each photon, or none when the photons are not {@code modes}. */
    private static int[] rows(int index, int modes, int[] order) {
        int cutoff = modes + 1;
        int[] numbers = new int[modes];
        int total = 0;
        for (int mode = modes - 1, rest = index; mode >= 0; mode--, rest /= cutoff) {
            numbers[mode] = rest % cutoff;
            total += numbers[mode];
        }
        if (total != modes) {
            return new int[0];
        }
        int[] rows = new int[modes];
        int at = 0;
        for (int row = 0; row < modes; row++) {
            for (int i = 0; i < numbers[order[row]]; i++) {
                rows[at++] = row;
            }
        }
        return rows;
    }

    private static double factorials(int[] rows, int modes) {
        double product = 1;
        int[] seen = new int[modes];
        for (int row : rows) {
            product *= ++seen[row];
        }
        return product;
    }

    private static double[] permanent(Payload.Unitary u, int[] rows, int at, boolean[] used) {
        if (at == rows.length) {
            return new double[] {1, 0};
        }
        double[] sum = new double[2];
        for (int column = 0; column < rows.length; column++) {
            if (!used[column]) {
                used[column] = true;
                double[] rest = permanent(u, rows, at + 1, used);
                used[column] = false;
                double re = u.re()[rows[at] * rows.length + column];
                double im = u.im()[rows[at] * rows.length + column];
                sum[0] += re * rest[0] - im * rest[1];
                sum[1] += re * rest[1] + im * rest[0];
            }
        }
        return sum;
    }
}
