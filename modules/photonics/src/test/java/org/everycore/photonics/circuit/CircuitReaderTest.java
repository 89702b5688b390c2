package org.everycore.photonics.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CircuitReaderTest {
    private static final String GOOD = """
            {"name": "n", "modes": 2, "cutoff": 8, "hbar": 2, "ket_re": [1],
             "gates": [{"gate": "Sgate", "params": [0.3, 1.1], "modes": [0]},
                       {"gate": "BSgate", "params": [0.5, 0.2], "modes": [1, 0]}]}
            """;

    private static Circuit read(String json) {
        return CircuitReader.read("c.json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsModesGatesAndParamsAndIgnoresExpectedAnswers() {
        Circuit circuit = read(GOOD);
        assertThat(circuit.modes()).isEqualTo(2);
        assertThat(circuit.cutoff()).isEqualTo(8);
        assertThat(circuit.parameters()).containsExactly(0.3, 1.1, 0.5, 0.2);
        assertThat(circuit.operations().get(1).modes()).containsExactly(1, 0);
        assertThat(circuit.gaussian()).isTrue();
        assertThat(circuit.pure()).isTrue();
    }

    @Test
    void whatACircuitIsExpectedToGiveIsNotRead() {
        String expected = GOOD.replace("\"ket_re\": [1]", "\"expected\": {\"anything\": [{\"mean_x\": \"?\"}]}");
        assertThat(expected).isNotEqualTo(GOOD);
        assertThat(CircuitWriter.write(read(expected))).isEqualTo(CircuitWriter.write(read(GOOD)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cutoff\": 8 | \"cutoff\": 1000000000 | c.json: cutoff is 1000000000",
                "\"cutoff\": 8 | \"cutoff\": 1e400 | c.json: cutoff is",
                "\"cutoff\": 8 | \"cutoff\": 0 | c.json: cutoff is 0",
                "\"cutoff\": 8 | \"cutoff\": 99999999999999999999 | c.json: cutoff is 99999999999999999999, out of range",
                "\"modes\": 2 | \"modes\": 0 | c.json: modes is 0",
                "\"modes\": 2 | \"modes\": 2.5 | c.json: modes is 2.5, not a whole number",
                "\"modes\": 2 | \"modes\": 1 | c.json: gate 1 (BSgate): mode 1 is out of range",
                "[1, 0] | [1, 1] | c.json: gate 1 (BSgate): mode 1 is repeated",
                "[1, 0] | [1] | c.json: gate 1 (BSgate): takes 2 modes, not 1",
                "[1, 0] | [1, -1] | c.json: gate 1 (BSgate): mode -1 is negative",
                "[0.5, 0.2] | [0.5] | c.json: gate 1 (BSgate): takes 2 params, not 1",
                "[0.5, 0.2] | [0.5, 1e999] | c.json: gate 1 (BSgate): params[1] is",
                "[0.5, 0.2] | [0.5, NaN] | not JSON",
                "[0.5, 0.2] | [0.5, \"NaN\"] | c.json: gate 1 (BSgate): params[1] is \"NaN\"",
                "BSgate | Bgate | c.json: gate 1: unknown gate Bgate",
                "\"name\" | \"nmae\" | c.json: unknown key nmae",
                "\"ket_re\" | \"expected\" | c.json: expected is not an object",
                "\"ket_re\" | \"variance_notes\" | c.json: unknown key variance_notes",
                "\"params\": [0.3, 1.1] | \"params\": [0.3, 1.1], \"x\": 1 | c.json: gate 0 (Sgate): unknown key x",
                "\"hbar\": 2 | \"hbar\": 1 | c.json: hbar is 1",
                "\"hbar\": 2 | \"modes\": 2 | Duplicate field",
            })
    void refusesWithPlaceAndValue(String from, String to, String message) {
        assertThat(GOOD).contains(from);
        assertThatThrownBy(() -> read(GOOD.replace(from, to)))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("\n", "\r");
    }

    @Test
    void refusesDeepNestingAndTrailingText() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(CircuitException.class);
        assertThatThrownBy(() -> read("{\"modes\":".repeat(100_000))).isInstanceOf(CircuitException.class);
        assertThatThrownBy(() -> read(GOOD + "{}")).isInstanceOf(CircuitException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(CircuitException.class);
    }

    @Test
    void namesFilesThatCannotBeRead(@TempDir Path folder) {
        assertThatThrownBy(() -> CircuitReader.read(folder)).hasMessage(folder + ": is a directory");
        Path missing = folder.resolve("none.json");
        assertThatThrownBy(() -> CircuitReader.read(missing)).hasMessage(missing + ": no such file");
    }

    @Test
    void interferometerTakesItsUnitaryFromTheGateOrTheTop() {
        String own = "{\"modes\": 2, \"cutoff\": 3, \"gates\": [{\"gate\": \"Interferometer\", \"modes\": [0, 1],"
                + " \"unitary_re\": [[0, 1], [1, 0]], \"unitary_im\": [[0, 0], [0, 0]]}]}";
        String top =
                "{\"modes\": 2, \"cutoff\": 3, \"gates\": [{\"gate\": \"Interferometer\", \"params\": [], \"modes\": [0, 1]}],"
                        + " \"unitary_re\": [[0, 1], [1, 0]], \"unitary_im\": [[0, 0], [0, 0]]}";
        for (String json : new String[] {own, top}) {
            Payload.Unitary unitary =
                    (Payload.Unitary) read(json).operations().get(0).payload();
            assertThat(unitary.re()).containsExactly(0, 1, 1, 0);
        }
        assertThatThrownBy(() -> read(own.replace("[[0, 1], [1, 0]]", "[[0, 1], [1, 1]]")))
                .hasMessageContaining("gate 0 (Interferometer)")
                .hasMessageContaining("not orthonormal");
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        Circuit circuit = new Circuit(
                "a \"b\"",
                "c",
                2,
                3,
                java.util.List.of(
                        Operation.of(GateKind.DISPLACEMENT, new double[] {1.0 / 3, -1e-300}, 1),
                        new Operation(
                                GateKind.MEASURE_FOCK, new double[0], new int[] {1}, Payload.NONE, new double[] {2}),
                        Operation.of(GateKind.KET, new Payload.Ket(new double[] {0, 1, 0}, new double[3]), 0)));
        Circuit back = read(CircuitWriter.write(circuit));
        assertThat(back.name()).isEqualTo(circuit.name());
        assertThat(back.operations()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(back.operations().get(i).sameAs(circuit.operations().get(i)))
                    .isTrue();
        }
        assertThat(CircuitWriter.write(back)).isEqualTo(CircuitWriter.write(circuit));
    }

    @Property(tries = 500)
    void damagedFilesGiveOneLineAndNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
            CircuitReader.read("c.json", bytes);
        } catch (CircuitException e) {
            assertThat(e.getMessage()).startsWith("c.json: ").doesNotContain("\n");
        }
    }
}
