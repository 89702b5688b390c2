package org.everycore.photonics.blackbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.junit.jupiter.api.Test;

class TimeDomainTest {
    private static final String PROGRAM = """
            name tdm
            version 1.0
            target gaussian (cutoff_dim=5)
            type tdm (temporal_modes=2, copies=%d)

            float array p0 =
                1, 2
            float array p1[2, 1] =
                3
                4

            Sgate(0.7, 0) | 1
            BSgate(p0) | [0, 1]
            MeasureHomodyne(p1) | 0
            """;

    private static Circuit read(String text) {
        return BlackbirdReader.read("t.xbb", text, OptionalInt.empty(), Map.of());
    }

    /** The unrolled program that Strawberry Fields' documentation of time-domain programs prints. */
    @Test
    void unrollsAsStrawberryFieldsDoes() {
        Circuit circuit = read(PROGRAM.formatted(2));
        assertThat(circuit.modes()).isEqualTo(2);
        String lines = BlackbirdWriter.write(circuit)
                .lines()
                .filter(line -> line.contains("|"))
                .collect(Collectors.joining("\n"));
        String bins = """
                Sgate(0.7, 0.0) | 1
                BSgate(1.0, 0.0) | [0, 1]
                MeasureHomodyne(3.0) | 0
                Sgate(0.7, 0.0) | 0
                BSgate(2.0, 0.0) | [1, 0]
                MeasureHomodyne(4.0) | 1
                """;
        assertThat(lines + "\n").isEqualTo(bins + bins);
    }

    @Test
    void loopsAndExpressionsWithinABin() {
        Circuit circuit =
                read(PROGRAM.formatted(1).replace("Sgate(0.7, 0) | 1", "for int m in 0:2\n    Rgate(p0 + m) | m"));
        assertThat(circuit.operations().get(1).params()).containsExactly(2);
        assertThat(circuit.operations().get(1).modes()).containsExactly(1);
        assertThat(circuit.operations().get(5).params()).containsExactly(3);
        assertThat(circuit.operations().get(5).modes()).containsExactly(0);
    }

    @Test
    void wrongProgramsSayWhere() {
        assertRefused(PROGRAM.formatted(0), "copies");
        assertRefused(PROGRAM.formatted(1).replace("    1, 2", "    1, 2, 3"), "one a time bin");
        assertRefused(PROGRAM.formatted(1).replace("MeasureHomodyne(p1) | 0", "Rgate(p1) | 0"), "measures one mode");
        assertRefused(PROGRAM.formatted(1).replace("p0", "a0").replace("p1", "a1"), "needs arrays p0");
        assertRefused(PROGRAM.formatted(1).replace("type tdm", "type other"), "only tdm");
        assertRefused(PROGRAM.formatted(1_000_000), "time bins");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining(message);
    }
}
