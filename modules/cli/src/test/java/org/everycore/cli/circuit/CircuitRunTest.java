package org.everycore.cli.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.everycore.cli.CliRun;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command's JSON against the recorded answers that the circuit files carry. */
class CircuitRunTest {
    private static final Offset<Double> KET = within(1e-10);
    private static final double GRADIENT = 1e-8;
    private static final Map<String, String> KEYS = Map.of(
            "mean_x",
            "mean_x",
            "mean_p",
            "mean_p",
            "var_x",
            "var_x",
            "var_p",
            "var_p",
            "mean_n",
            "mean_n",
            "var_n",
            "var_n",
            "ket_re",
            "ket_re",
            "ket_im",
            "ket_im",
            "fock_prob_joint",
            "probabilities");

    @TempDir
    Path folder;

    @Test
    void everyRecordedAnswerIsMetInTheOrderOfTheFiles() throws IOException {
        List<String> files = new ArrayList<>(recorded());
        List<String> args = new ArrayList<>(List.of("circuit", "run", "--json", "--ket", "--gradient"));
        args.addAll(files);

        CliRun run = CliRun.of(folder, args.toArray(String[]::new));

        assertThat(run.exit()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            JsonNode expected = Json.mapper().readTree(Files.readAllBytes(Path.of(files.get(i))));
            JsonNode actual = Json.mapper().readTree(lines.get(i));
            assertThat(actual.get("file").asText()).isEqualTo(files.get(i));
            compare(files.get(i), expected, actual);
        }
    }

    private static void compare(String file, JsonNode expected, JsonNode actual) {
        KEYS.forEach((theirs, ours) -> {
            if (expected.has(theirs)) {
                double[] wanted = flat(expected.get(theirs));
                assertThat(flat(actual.get(ours))).as(file + " " + ours).containsExactly(wanted, KET);
            }
        });
        if (expected.has("grad")) {
            double[] wanted = flat(expected.get("grad"));
            double[] got = flat(actual.get("gradient"));
            assertThat(got).hasSameSizeAs(wanted);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(got[i])
                        .as(file + " gradient " + i)
                        .isCloseTo(wanted[i], within(GRADIENT * Math.max(1, Math.abs(wanted[i]))));
            }
            assertThat(actual.get("loss").asDouble())
                    .isCloseTo(expected.get("loss").asDouble(), within(GRADIENT));
        }
    }

    private static double[] flat(JsonNode node) {
        List<Double> values = new ArrayList<>();
        collect(node, values);
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void collect(JsonNode node, List<Double> values) {
        if (node.isArray()) {
            node.forEach(child -> collect(child, values));
        } else {
            values.add(node.asDouble());
        }
    }

    /** The photonics module keeps the recorded circuits. */
    private static List<String> recorded() throws IOException {
        Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (!Files.isDirectory(at.resolve("modules"))) {
            at = at.getParent();
        }
        try (Stream<Path> files = Files.list(at.resolve("modules/photonics/src/test/resources/reference/photonics"))) {
            List<String> names = files.map(Path::toString)
                    .filter(name -> name.endsWith(".json") && !name.endsWith("index.json"))
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThan(60);
            return names;
        }
    }
}
