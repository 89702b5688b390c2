package org.everycore.photonics.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.support.Npz;
import org.everycore.photonics.support.ReferenceData;
import org.junit.jupiter.api.Test;

/** Arrays recorded from an existing two-dimensional generator, in float32. */
class RecordedReadoutTest {
    private static final double FLOAT = 1.2e-6;

    @Test
    void theHermiteBasisIsTheRecordedOne() {
        Map<String, double[]> recorded = Npz.read(ReferenceData.path("qnncv/hermite.npz"));
        for (int cutoff : new int[] {4, 6, 10, 12}) {
            double[] basis = PositionUnits.HERMITE.basis(recorded.get("xvec"), cutoff);
            assertClose(basis, recorded.get("basis_c" + cutoff), FLOAT);
        }
    }

    @Test
    void densitiesOfGivenKetsAreTheRecordedOnes() {
        Map<String, double[]> recorded = Npz.read(ReferenceData.path("qnncv/readout.npz"));
        JsonNode kets = ReferenceData.json(ReferenceData.path("qnncv/inputs/readout_kets.json"));
        double[] grid = recorded.get("xvec");
        for (int modes = 2; modes <= 4; modes++) {
            double[] single = recorded.get("prob_seq_m" + modes);
            assertClose(density(ket(kets.get("ket_m" + modes), modes, 0), grid), single, FLOAT * max(single));
            double[] batch = recorded.get("prob_batch_m" + modes);
            double[] norms = recorded.get("ketnorm_batch_m" + modes);
            for (int i = 0; i < 3; i++) {
                FockState state = ket(kets.get("ket_batch_m" + modes), modes, i);
                double[] wanted = Arrays.copyOfRange(batch, i * 1600, (i + 1) * 1600);
                assertClose(density(state, grid), wanted, FLOAT * max(wanted));
                assertThat(state.norm()).isCloseTo(norms[i], within(1e-6));
                // The density matrix of the same state takes the other way through the code.
                FockState mixed = FockState.of(FockDensity.of(state.ket().orElseThrow()));
                if (modes < 4) {
                    assertClose(density(mixed, grid), wanted, FLOAT * max(wanted));
                }
            }
        }
    }

    @Test
    void forwardPassesOfTheGeneratorAreTheRecordedOnes() {
        Map<String, double[]> recorded = Npz.read(ReferenceData.path("qnncv/circuit_forward.npz"));
        double[] grid = Grids.linear(-3, 3, 40);
        for (int modes = 2; modes <= 3; modes++) {
            double[] z = recorded.get("z_m" + modes);
            for (int i = 0; i < 4; i++) {
                double[] latent = Arrays.copyOfRange(z, i * 2 * modes, (i + 1) * 2 * modes);
                FockKet ket = PureSimulator.run(generator(modes, latent, recorded.get("weights_m" + modes)));
                assertThat(ket.norm()).isCloseTo(recorded.get("ketnorm_seq_m" + modes)[i], within(2e-6));
                double[] wanted = Arrays.copyOfRange(recorded.get("prob_seq_m" + modes), i * 1600, (i + 1) * 1600);
                assertClose(density(FockState.of(ket), grid), wanted, 1e-5 * max(wanted));
            }
        }
    }

    /** Polar displacements of z, then layers of interferometer, squeezing, interferometer, displacement, Kerr. */
    private static Circuit generator(int modes, double[] z, double[] weights) {
        List<Operation> gates = new ArrayList<>();
        for (int mode = 0; mode < modes; mode++) {
            gates.add(Operation.of(GateKind.DISPLACEMENT, new double[] {z[2 * mode], z[2 * mode + 1]}, mode));
        }
        int at = 0;
        while (at < weights.length) {
            at = interferometer(modes, weights, at, gates);
            for (int mode = 0; mode < modes; mode++, at += 2) {
                gates.add(Operation.of(GateKind.SQUEEZING, new double[] {weights[at], weights[at + 1]}, mode));
            }
            at = interferometer(modes, weights, at, gates);
            for (int mode = 0; mode < modes; mode++, at += 2) {
                gates.add(Operation.of(GateKind.DISPLACEMENT, new double[] {weights[at], weights[at + 1]}, mode));
            }
            for (int mode = 0; mode < modes; mode++, at++) {
                gates.add(Operation.of(GateKind.KERR, new double[] {weights[at]}, mode));
            }
        }
        return new Circuit(modes, 6, gates);
    }

    private static int interferometer(int modes, double[] weights, int from, List<Operation> gates) {
        int pairs = modes * (modes - 1) / 2;
        int n = 0;
        for (int l = 0; l < modes; l++) {
            for (int k = 0; k < modes - 1; k++) {
                if ((l + k) % 2 == 0) {
                    double[] params = {weights[from + n], weights[from + pairs + n]};
                    gates.add(Operation.of(GateKind.BEAMSPLITTER, params, k, k + 1));
                    n++;
                }
            }
        }
        for (int mode = 0; mode < modes - 1; mode++) {
            gates.add(Operation.of(GateKind.ROTATION, new double[] {weights[from + 2 * pairs + mode]}, mode));
        }
        return from + 2 * pairs + modes - 1;
    }

    private static double[] density(FockState state, double[] grid) {
        return PositionDensity.normalised(PositionDensity.of(state, 0, 1, grid, PositionUnits.HERMITE));
    }

    private static FockState ket(JsonNode node, int modes, int index) {
        int size = (int) Math.pow(4, modes);
        double[] re = Arrays.copyOfRange(ReferenceData.numbers(node.get("re")), index * size, (index + 1) * size);
        double[] im = Arrays.copyOfRange(ReferenceData.numbers(node.get("im")), index * size, (index + 1) * size);
        return FockState.of(new FockKet(modes, 4, re, im));
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static void assertClose(double[] actual, double[] wanted, double tolerance) {
        assertThat(actual).hasSameSizeAs(wanted);
        double largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - wanted[i]));
        }
        assertThat(largest).isLessThan(tolerance);
    }
}
