package org.everycore.photonics.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.result.JobResult;
import org.everycore.photonics.blackbird.BlackbirdReader;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.measure.Shots;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Circuits as a job against closed formulas, the single simulators, and every cut of itself. */
final class CircuitKindTest {
    private static final CircuitKind KIND = new CircuitKind();
    private static final String TWO_MODES = """
            name two
            version 1.0
            target fock (cutoff_dim=9)

            S2gate({r}, {phi}) | [0, 1]
            Dgate(0.2, 0.1) | 0
            """;

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void write() throws Exception {
        program = Files.writeString(folder.resolve("two.xbb"), TWO_MODES);
    }

    private static String values(int count, double from, double to) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf(from + (to - from) * i / (count - 1)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String spec(String rest) {
        return "{\"circuits\": [\"" + program + "\"], " + rest + "}";
    }

    private double[] table(String json, int blocksPerChunk) throws Exception {
        Path out = folder.resolve("out.npy");
        LocalJob.run(KIND, json, 7, Kernel.BLOCKED, blocksPerChunk, Optional.of(out));
        return NpyFile.read(out, 1 << 20).asDoubleArray();
    }

    /** Two-mode squeezing: every variance is cosh 2r, every mean photon number sinh² r, and more by the displacement. */
    @Test
    void aThousandPointsAgreeWithTheClosedFormula() throws Exception {
        String json = spec(
                "\"parameters\": {\"r\": " + values(1000, 0, 1.5) + ", \"phi\": [0.3]}, \"simulator\": \"gaussian\"");
        double[] rows = table(json, 3);
        assertThat(rows).hasSize(1000 * 12);
        for (int point = 0; point < 1000; point++) {
            double r = 1.5 * point / 999;
            double square = Math.sinh(r) * Math.sinh(r);
            int at = point * 12;
            assertThat(rows[at]).isCloseTo(2 * 0.2 * Math.cos(0.1), within(1e-12));
            assertThat(rows[at + 2]).isCloseTo(2 * 0.2 * Math.sin(0.1), within(1e-12));
            for (int i = 4; i < 8; i++) {
                assertThat(rows[at + i]).isCloseTo(Math.cosh(2 * r), within(1e-11));
            }
            assertThat(rows[at + 8]).isCloseTo(square + 0.04, within(1e-11));
            assertThat(rows[at + 9]).isCloseTo(square, within(1e-11));
        }
    }

    @Test
    void statesAndGradientsAreThoseOfTheSingleSimulator() throws Exception {
        String sweep = "\"parameters\": {\"r\": [0.1, 0.4, 0.7], \"phi\": [0, 1, 2]}, \"answer\": ";
        double[] states = table(spec(sweep + "\"state\""), 1);
        double[] gradients = table(spec(sweep + "\"gradient\""), 2);
        for (int point = 0; point < 3; point++) {
            Circuit circuit = BlackbirdReader.read(
                    "two",
                    TWO_MODES,
                    OptionalInt.empty(),
                    Map.of("r", new double[] {0.1, 0.4, 0.7}[point], "phi", (double) point));
            FockKet ket = PureSimulator.run(circuit);
            double[] row = Arrays.copyOfRange(states, point * 162, point * 162 + 162);
            assertThat(Arrays.copyOf(row, 81)).containsExactly(ket.re(), within(1e-15));
            assertThat(Arrays.copyOfRange(row, 81, 162)).containsExactly(ket.im(), within(1e-15));
            PureSimulator.Gradient gradient = PureSimulator.quadratureGradient(circuit);
            assertThat(gradients[point * 5]).isCloseTo(gradient.loss(), within(1e-14));
            assertThat(Arrays.copyOfRange(gradients, point * 5 + 1, point * 5 + 5))
                    .containsExactly(gradient.gradient(), within(1e-14));
        }
    }

    @Test
    void aGridMeetsEveryValueWithEveryOther() throws Exception {
        double[] rows = table(
                spec("\"parameters\": {\"r\": [0.1, 0.5], \"phi\": [0, 1, 2]}, \"grid\": true,"
                        + " \"simulator\": \"gaussian\""),
                1);
        assertThat(rows).hasSize(6 * 12);
        for (int i = 0; i < 6; i++) {
            assertThat(rows[i * 12 + 4]).isCloseTo(Math.cosh(i < 3 ? 0.2 : 1.0), within(1e-12));
        }
    }

    @Test
    void shotsAreThoseOfTheCircuitForAnyCut() throws Exception {
        String json = spec("\"parameters\": {\"r\": [0.5, 0.8], \"phi\": [0]}, \"answer\": \"shots\", \"shots\": 300,"
                + " \"measure\": \"fock\", \"simulator\": \"fock\"");
        double[] rows = table(json, 1);
        assertThat(table(json, 5)).containsExactly(rows);
        String measured =
                TWO_MODES.replace("{r}", "0.8").replace("{phi}", "0") + "MeasureFock() | 0\nMeasureFock() | 1\n";
        double[][] direct =
                new Shots(BlackbirdReader.read("two", measured, OptionalInt.empty(), Map.of())).draw(7, 0, 300);
        for (int i = 0; i < 300; i++) {
            assertThat(rows[600 + 2 * i]).isEqualTo(direct[i][0]);
            assertThat(rows[600 + 2 * i + 1]).isEqualTo(direct[i][1]);
        }
    }

    @Test
    void aParameterOfACircuitFileIsNamedByItsPlace() throws Exception {
        program = Files.writeString(
                folder.resolve("one.json"),
                "{\"modes\": 1, \"cutoff\": 30, \"gates\": [{\"gate\": \"Sgate\", \"params\": [0.1, 0], \"modes\": [0]}]}");
        double[] rows =
                table(spec("\"parameters\": {\"gates[0].params[0]\": [0, 0.3, 0.6]}, \"answer\": \"moments\""), 1);
        for (int i = 0; i < 3; i++) {
            assertThat(rows[i * 7 + 3]).isCloseTo(Math.exp(-0.6 * i), within(1e-5));
        }
        Path csv = folder.resolve("out.csv");
        JobResult result = LocalJob.run(KIND, spec("\"cutoff\": 5"), 7, Kernel.SCALAR, 1, Optional.of(csv));
        assertThat(Files.readAllLines(csv).get(0)).isEqualTo("norm,mean_x0,mean_p0,var_x0,var_p0,mean_n0,var_n0");
        assertThat(result.units()).isEqualTo(1);
    }

    @Test
    void whatCannotBeRunIsNamed() throws Exception {
        refused("\"parameters\": {\"r\": [1, 2], \"phi\": [1, 2, 3]}", "parameters.phi");
        refused("\"parameters\": {\"r\": []}", "parameters.r");
        refused("\"shots\": 5", "belongs to the answer shots");
        refused("\"simulator\": \"gaussian\", \"answer\": \"state\"", "tells moments and shots");
        refusedWhenRun("\"parameters\": {\"r\": [0.1]}", "two.xbb");
        refusedWhenRun(
                "\"parameters\": {\"r\": [0.1], \"phi\": [0], \"gates[7].params[0]\": [1]}", "gates[7].params[0]");
        refusedWhenRun("\"parameters\": {\"r\": [0.1], \"phi\": [0]}, \"answer\": \"shots\"", "no measurement");
        refusedWhenRun("\"parameters\": {\"r\": [0.1], \"phi\": [0]}, \"cutoff\": 9000", "two.xbb");
        Path other = Files.writeString(folder.resolve("other.xbb"), TWO_MODES.replace("cutoff_dim=9", "cutoff_dim=8"));
        String both = "{\"circuits\": [\"" + program + "\", \"" + other
                + "\"], \"parameters\": {\"r\": [0.1], \"phi\": [0]}, \"answer\": \"probabilities\"}";
        assertThatThrownBy(() -> LocalJob.run(KIND, both, 1, Kernel.BLOCKED, 1, Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("circuits[1]")
                .hasMessageContaining("other.xbb");
    }

    private void refused(String rest, String named) {
        assertThatThrownBy(() -> LocalJob.spec(KIND, spec(rest)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n");
    }

    private void refusedWhenRun(String rest, String named) {
        assertThatThrownBy(() -> LocalJob.run(KIND, spec(rest), 1, Kernel.BLOCKED, 1, Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n");
    }

    @Test
    void isFoundByServiceLoaderAndItsExampleParses() {
        assertThat(KindRegistry.load().get("photonics.circuit")).isInstanceOf(CircuitKind.class);
        assertThat(KIND.parse(KIND.example()).parameters().get("r")).isEqualTo(List.of(0.1, 0.2, 0.3, 0.4));
    }
}
