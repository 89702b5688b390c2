package org.everycore.photonics.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.jobs.run.DirectRunner;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boson sampling as jobs: every form of a state means the same, every cut and number of workers gives the same bytes. */
final class GbsKindTest {
    private static final String TURN = "[[0.6, 0.8], [-0.8, 0.6]]";

    @TempDir
    Path folder;

    private static JsonNode tree(String json) {
        return Specs.tree(json.getBytes(StandardCharsets.UTF_8), "spec");
    }

    private double[] table(JobKind<?, ?> kind, String json, int blocksPerChunk) throws Exception {
        Path out = folder.resolve("out.npy");
        Files.deleteIfExists(out);
        LocalJob.run(kind, json, 7, Kernel.BLOCKED, blocksPerChunk, Optional.of(out));
        return NpyFile.read(out, 1 << 20).asDoubleArray();
    }

    private static <S, P> String hash(JobKind<S, P> kind, String json, int workers) throws Exception {
        return DirectRunner.of(kind, kind.parse(tree(json)))
                .seed(42)
                .workers(workers)
                .run()
                .result()
                .sha256();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"squeezing\": [0.6, 0.4], \"unitaryRe\": [[0.6, 0.8], [-0.8, 0.6]], \"samples\": 3000}",
                "{\"squeezing\": [0.6, 0.4], \"transmission\": [0.7], \"detector\": \"threshold\", \"samples\": 3000}",
                "{\"adjacency\": [[0,1,1],[1,0,1],[1,1,0]], \"meanPhotons\": 1.5, \"samples\": 3000}"
            })
    void samplesAreTheSameForAnyNumberOfWorkers(String json) throws Exception {
        GbsKind kind = new GbsKind();
        assertThat(hash(kind, json, 4)).isEqualTo(hash(kind, json, 1));
        assertThat(hash(kind, json, 3)).isEqualTo(hash(kind, json, 1));
    }

    @Test
    void interferenceIsTheSameForAnyNumberOfWorkers() throws Exception {
        String json = "{\"input\": [2, 1], \"unitaryRe\": " + TURN + ", \"transmission\": [0.9, 1], \"samples\": 5000}";
        BosonSamplingKind kind = new BosonSamplingKind();
        assertThat(hash(kind, json, 3)).isEqualTo(hash(kind, json, 1));
    }

    /** One state in five forms: two squeezed modes on a beamsplitter. */
    @Test
    void everyFormOfAStateGivesTheSameProbabilities() throws Exception {
        double c = Math.cos(0.5);
        double s = Math.sin(0.5);
        String patterns = ", \"patterns\": [[0,0],[1,1],[2,0],[0,2],[3,1],[2,2]]}";
        String gates = "[{\"gate\":\"Sgate\",\"params\":[0.6,0],\"modes\":[0]},"
                + "{\"gate\":\"Sgate\",\"params\":[0.4,0],\"modes\":[1]},"
                + "{\"gate\":\"BSgate\",\"params\":[0.5,0],\"modes\":[0,1]},"
                + "{\"gate\":\"MeasureFock\",\"params\":[],\"modes\":[0,1]}]";
        Path file = Files.writeString(folder.resolve("c.json"), "{\"modes\":2,\"cutoff\":5,\"gates\":" + gates + "}");
        Path program = Files.writeString(
                folder.resolve("c.xbb"),
                "name c\nversion 1.0\nSgate({r}, 0) | 0\nSgate(0.4, 0) | 1\nBSgate(0.5, 0) | [0, 1]\nMeasureFock() | [0, 1]\n");
        String unitary = "[[" + c + "," + -s + "],[" + s + "," + c + "]]";
        double x0 = Math.exp(-1.2);
        double x1 = Math.exp(-0.8);
        String covariance = "[[" + (c * c * x0 + s * s * x1) + "," + c * s * (x0 - x1) + ",0,0],["
                + c * s * (x0 - x1) + "," + (s * s * x0 + c * c * x1) + ",0,0],[0,0,"
                + (c * c / x0 + s * s / x1) + "," + c * s * (1 / x0 - 1 / x1) + "],[0,0,"
                + c * s * (1 / x0 - 1 / x1) + "," + (s * s / x0 + c * c / x1) + "]]";
        double[] expected = table(new GbsKind(), "{\"squeezing\": [0.6, 0.4], \"unitaryRe\": " + unitary + patterns, 1);
        String[] forms = {
            "\"circuit\": \"" + file + "\"",
            "\"circuit\": \"" + program + "\", \"parameters\": {\"r\": 0.6}",
            "\"program\": {\"modes\": 2, \"gates\": " + gates + "}",
            "\"covariance\": " + covariance
        };
        assertThat(expected[0]).isCloseTo(1 / (Math.cosh(0.6) * Math.cosh(0.4)), within(1e-14));
        for (String form : forms) {
            double[] got = table(new GbsKind(), "{" + form + patterns, 2);
            for (int i = 0; i < got.length; i++) {
                assertThat(got[i]).as(form).isCloseTo(expected[i], within(1e-14));
            }
        }
    }

    /** Perfect matchings: of a square's patterns with one photon each haf = 2; of an edge's, 1. */
    @Test
    void aGraphsPatternsGoAsSquaresOfHafnians() throws Exception {
        double[] p = table(
                new GbsKind(),
                "{\"adjacency\": [[0,1,0,1],[1,0,1,0],[0,1,0,1],[1,0,1,0]], \"meanPhotons\": 0.5,"
                        + " \"patterns\": [[0,0,0,0],[1,1,0,0],[1,0,1,0],[1,1,1,1]]}",
                1);
        double c2 = p[1] / p[0];
        assertThat(p[2]).isZero();
        assertThat(p[3] / p[0]).isCloseTo(4 * c2 * c2, within(1e-14));
    }

    @Test
    void modesReadAreColumns() throws Exception {
        double[] rows = table(
                new GbsKind(),
                "{\"squeezing\": [0, 1, 0.5], \"readModes\": [1, 0], \"patterns\": [[2, 0], [0, 1]]}",
                1);
        double t = Math.tanh(1);
        assertThat(rows[0]).isCloseTo(t * t / 2 / Math.cosh(1), within(1e-14));
        assertThat(rows[1]).isCloseTo(0, within(1e-16));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"samples\": 3} | give one of circuit",
                "{\"squeezing\": [1], \"adjacency\": [[1]]} | not 2 of them",
                "{\"squeezing\": [1], \"mean\": [0, 0]} | mean: belongs to covariance",
                "{\"squeezing\": [99]} | squeezing[0] = 99.0: must be a number within",
                "{\"squeezing\": [1, 1], \"unitaryRe\": [[1, 0], [0, 2]]} | not orthonormal",
                "{\"squeezing\": [1], \"unitaryRe\": [[1, 0]]} | unitaryRe[0] = 2 numbers: must have 1",
                "{\"covariance\": [[0.5, 0], [0, 0.5]]} | uncertainty relation",
                "{\"covariance\": [[1, 0.5], [0, 1]]} | is not symmetric",
                "{\"covariance\": [[-1, 0], [0, 1]]} | must be positive",
                "{\"adjacency\": [[0, 0], [0, 0]]} | no edge",
                "{\"squeezing\": [1], \"transmission\": [2]} | transmission = 2.0: must be 0 to 1",
                "{\"squeezing\": [1], \"readModes\": [1]} | readModes = 1: must be 0 to 0",
                "{\"squeezing\": [1], \"patterns\": [[1, 1]]} | patterns[0]",
                "{\"squeezing\": [1], \"patterns\": [[-1]]} | must hold photon numbers",
                "{\"squeezing\": [1], \"detector\": \"threshold\", \"patterns\": [[2]]} | must hold 0 or 1",
                "{\"squeezing\": [1], \"samples\": 3, \"patterns\": [[2]]} | belongs to the answer samples",
                "{\"program\": {\"modes\": 1, \"gates\": [{\"gate\": \"Kgate\", \"params\": [1], \"modes\": [0]}]}} | is not Gaussian",
                "{\"circuit\": \"no-such-file.json\"} | no such file",
                "{\"squeezing\": [1.5], \"maxPhotons\": 1, \"samples\": 1000} | raise maxPhotons",
            })
    void whatCannotBeUsedIsNamed(String json, String message) {
        assertThatThrownBy(() -> table(new GbsKind(), json, 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\": [1, 1], \"unitaryRe\": [[1, 0], [0, 2]]} | not orthonormal",
                "{\"input\": [20, 20], \"unitaryRe\": [[1, 0], [0, 1]]} | over the limit of 26",
                "{\"input\": [1, -1], \"unitaryRe\": [[1, 0], [0, 1]]} | input[1]",
                "{\"input\": [1], \"unitaryRe\": [[1]], \"indistinguishability\": 0.5, \"patterns\": [[1]]} | must be 1 for probabilities",
                "{\"input\": [1], \"unitaryRe\": [[1]], \"detector\": \"threshold\", \"patterns\": [[1]]} | photon_number",
            })
    void experimentsThatCannotBeAreNamed(String json, String message) {
        assertThatThrownBy(() -> table(new BosonSamplingKind(), json, 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(message);
    }
}
