package org.everycore.photonics.blackbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.everycore.photonics.circuit.Circuit;
import org.junit.jupiter.api.Test;

/** Expressions mean what the reference parser makes of them (recorded by expressions.py beside the answers). */
final class ReferenceExpressionsTest {
    private static final String HEAD = """
            name t
            version 1.0
            target fock (cutoff_dim=4)
            float x = 1.5
            float y = -0.25
            int k = 3
            float array v =
                0.1, 0.2
                0.3, 0.4
            float array w =
                5, 6, 7
            """;

    @Test
    void expressionsHaveTheReferencesValues() throws IOException {
        List<String> lines;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ReferenceExpressionsTest.class.getResourceAsStream("expressions.tsv"), StandardCharsets.UTF_8))) {
            lines = in.lines().filter(line -> !line.startsWith("#")).toList();
        }
        assertThat(lines).hasSizeGreaterThan(60);
        for (String line : lines) {
            String[] parts = line.split("\t");
            Circuit circuit = BlackbirdReader.read(
                    "t.xbb", HEAD + "Rgate(" + parts[0] + ") | 0\n", OptionalInt.empty(), Map.of());
            double value = circuit.operations().get(0).params()[0];
            double expected = Double.parseDouble(parts[1]);
            assertThat(value).as(parts[0]).isCloseTo(expected, within(1e-14 * Math.max(1, Math.abs(expected))));
        }
    }
}
