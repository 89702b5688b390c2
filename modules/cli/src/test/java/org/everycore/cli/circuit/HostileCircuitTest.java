package org.everycore.cli.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.everycore.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged circuit files at the command: exit 0, or exit 2 with nothing on stdout and one line that names the file. */
class HostileCircuitTest {
    private static final String JSON = """
            {"name": "n", "modes": 2, "cutoff": 5, "hbar": 2,
             "gates": [{"gate": "Sgate", "params": [0.3, 1.1], "modes": [0]},
                       {"gate": "BSgate", "params": [0.5, 0.2], "modes": [1, 0]},
                       {"gate": "LossChannel", "params": [0.9], "modes": [1]}]}
            """;
    private static final String XBB = """
            name n
            version 1.0
            target fock (cutoff_dim=5)
            for int i in 0:2
                Sgate(0.1*i, pi/4) | i
            BSgate(0.5, 0.2) | [1, 0]
            """;
    private static final String[] WORDS = {
        "NaN", "1e999", "-", "[", "}", "\"", "\u0000", "999999999", "null", ",", "(", "**", "|", "\n"
    };

    @TempDir
    Path folder;

    @Test
    void damageEndsWithZeroOrTwo() throws IOException {
        SplittableRandom random = new SplittableRandom(8);
        int refused = 0;
        for (int i = 0; i < 120; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? JSON : XBB);
            for (int edit = 0; edit < 2; edit++) {
                int at = random.nextInt(text.length());
                int to = Math.min(text.length(), at + random.nextInt(3));
                text.replace(at, to, WORDS[random.nextInt(WORDS.length)]);
            }
            Path file = folder.resolve(i % 2 == 0 ? "c.json" : "c.xbb");
            Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
            CliRun run = CliRun.of(folder, "circuit", "run", "--json", file.toString());
            assertThat(run.exit()).as(text + run.err()).isIn(0, 2);
            if (run.exit() == 2) {
                refused++;
                assertThat(run.out()).as(text.toString()).isEmpty();
                assertThat(run.err().lines())
                        .as(text + run.err())
                        .singleElement()
                        .asString()
                        .startsWith("{\"error\":{\"code\":\"wrong_input\",\"message\":\"" + file + ": ");
            } else {
                assertThat(run.out()).as(text.toString()).doesNotContain("NaN").doesNotContain("Infinity");
            }
        }
        assertThat(refused).isBetween(60, 119);
    }
}
