package org.everycore.photonics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.mixed.FockState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Circuits of public reports that lost all digits at high photon numbers, against closed formulas; and random ones. */
final class HighPhotonNumbersTest {
    private static Circuit circuit(int modes, int cutoff, String gates) {
        return CircuitReader.read(
                "c.json",
                ("{\"modes\":" + modes + ",\"cutoff\":" + cutoff + ",\"gates\":[" + gates + "]}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static FockState run(int modes, int cutoff, String gates) {
        return FockRun.of(circuit(modes, cutoff, gates)).state();
    }

    private static String gate(String name, String params, String modes) {
        return "{\"gate\":\"" + name + "\",\"params\":[" + params + "],\"modes\":[" + modes + "]}";
    }

    @Test
    void aSqueezedAndDisplacedVacuumConvergesWithTheCutoff() {
        String gates = gate("Sgate", "1,0", "0") + "," + gate("Dgate", "5,0", "0");
        double mean = 25 + Math.pow(Math.sinh(1), 2);
        for (int cutoff : new int[] {40, 60, 80, 150, 400}) {
            FockState state = run(1, cutoff, gates);
            assertThat(state.norm()).isLessThan(1 + 1e-12);
            if (cutoff >= 150) {
                assertThat(state.norm()).isCloseTo(1, within(1e-9));
                assertThat(state.moments(0).meanN()).isCloseTo(mean, within(1e-6));
            }
        }
    }

    @Test
    void thereAndBackIsTheVacuum() {
        FockState displaced = run(1, 100, gate("Dgate", "6,0", "0") + "," + gate("Dgate", "-6,0", "0"));
        assertThat(displaced.probabilities()[0]).isCloseTo(1, within(1e-9));
        FockState squeezed = run(1, 400, gate("Sgate", "1.5,0", "0") + "," + gate("Sgate", "-1.5,0", "0"));
        assertThat(squeezed.norm()).isLessThan(1 + 1e-12);
        assertThat(squeezed.probabilities()[0]).isCloseTo(1, within(1e-7));
        FockState pairs = run(2, 120, gate("S2gate", "1,0", "0,1") + "," + gate("S2gate", "-1,0", "0,1"));
        assertThat(pairs.probabilities()[0]).isCloseTo(1, within(1e-9));
    }

    @Test
    void equalPhotonNumbersLeaveNoOddOutcome() {
        FockState state = run(
                2,
                154,
                gate("Fock", "75", "0") + "," + gate("Fock", "75", "1") + ","
                        + gate("BSgate", "0.7853981633974483,0", "0,1"));
        assertThat(state.norm()).isCloseTo(1, within(1e-12));
        double[] marginal = state.probabilities(0);
        for (int n = 1; n <= 150; n += 2) {
            assertThat(marginal[n]).isLessThan(1e-24);
        }
    }

    @Test
    void aBigDisplacementMakesACoherentState() {
        FockState state = run(1, 1200, gate("Dgate", "30,0", "0"));
        FockState coherent = run(1, 1200, gate("Coherent", "30,0", "0"));
        assertThat(state.norm()).isCloseTo(1, within(1e-12));
        assertThat(state.moments(0).meanN()).isCloseTo(900, within(1e-8));
        assertThat(state.probabilities()[900]).isCloseTo(coherent.probabilities()[900], within(1e-12));
    }

    @Test
    void selectedOutcomesHaveAProbability() {
        FockRun run = FockRun.of(circuit(
                2, 25, gate("S2gate", "0.6,0", "0,1") + ",{\"gate\":\"MeasureFock\",\"modes\":[0],\"select\":[2]}"));
        assertThat(run.selected()).isCloseTo(Math.pow(Math.tanh(0.6), 4) / Math.pow(Math.cosh(0.6), 2), within(1e-9));
        assertThat(run.kept()).isCloseTo(1, within(1e-9));
    }

    @Test
    void oddCatsOfAnyAmplitudeAreNormalised() {
        for (double a : new double[] {1e-100, 1e-9, 1e-6, 1e-3, 0.5, 1.5}) {
            FockState state = run(1, 30, gate("Catstate", a + ",0,1", "0"));
            assertThat(state.norm()).as("a = %s", a).isCloseTo(1, within(1e-13));
            assertThat(state.probabilities()[0]).isLessThan(1e-30);
            double x = a * a;
            double one = x < 1e-8 ? 1 : x / Math.sinh(x);
            assertThat(state.probabilities()[1]).as("a = %s", a).isCloseTo(one, within(1e-13));
        }
    }

    @Test
    void arraysThatAreNoStatesAreRefused() {
        String density = "{\"gate\":\"DensityMatrix\",\"re\":%s,\"modes\":[0]}";
        assertThatThrownBy(() -> circuit(1, 3, String.format(density, "[[1.5,0,0],[0,-0.5,0],[0,0,0]]")))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("not positive");
        assertThatThrownBy(() -> circuit(1, 2, String.format(density, "[[0.5,0.9],[0,0.5]]")))
                .hasMessageContaining("not Hermitian");
        assertThatThrownBy(() -> circuit(1, 2, String.format(density, "[[0.5,0],[0,0.2]]")))
                .hasMessageContaining("trace 0.7");
        assertThatThrownBy(() -> circuit(1, 2, String.format(density, "[[0.5,0.7],[0.7,0.5]]")))
                .hasMessageContaining("not positive");
        String ket = "{\"gate\":\"Ket\",\"re\":[3,4,0],\"modes\":[0]%s}";
        assertThatThrownBy(() -> circuit(1, 3, String.format(ket, ""))).hasMessageContaining("norm 25");
        FockState state = run(1, 3, String.format(ket, ",\"normalize\":true"));
        assertThat(state.probabilities()).containsExactly(new double[] {0.36, 0.64, 0}, within(1e-15));
        assertThat(run(1, 2, String.format(density, "[[0.5,0.5],[0.5,0.5]]")).norm())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void normsNeverGrowInRandomCircuits() {
        randomCircuits(1, 200, 300);
        randomCircuits(2, 40, 20);
    }

    @Tag("slow")
    @Test
    void normsNeverGrowInManyRandomCircuits() {
        randomCircuits(1, 200, 10_000);
        randomCircuits(2, 40, 300);
        randomCircuits(2, 200, 20);
    }

    private static void randomCircuits(int modes, int most, int count) {
        SampleRandom random = new SampleRandom(7, modes);
        for (int i = 0; i < count; i++) {
            random.seek(i);
            int cutoff = most < 200 || modes == 1 ? 2 + (int) (random.nextDouble() * (most - 1)) : most;
            StringBuilder gates = new StringBuilder();
            for (int g = 0; g < 6; g++) {
                int mode = (int) (random.nextDouble() * modes);
                double strength = Math.pow(10, -3 + 3.5 * random.nextDouble());
                double phase = 6.3 * random.nextDouble();
                double kind = random.nextDouble();
                String one = kind < 0.35
                        ? gate("Dgate", 2 * strength + "," + phase, "" + mode)
                        : kind < 0.6 || modes == 1
                                ? gate("Sgate", strength + "," + phase, "" + mode)
                                : gate(
                                        kind < 0.8 ? "BSgate" : "S2gate",
                                        strength + "," + phase,
                                        mode + "," + (1 - mode));
                gates.append(g == 0 ? "" : ",").append(one);
            }
            assertThat(run(modes, cutoff, gates.toString()).norm())
                    .as("circuit %d: %s", i, gates)
                    .isLessThan(1 + 1e-9);
        }
    }
}
