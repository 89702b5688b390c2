package org.everycore.photonics.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.photonics.generator.Encoding;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SampleKindTest {
    private static final SampleKind KIND = new SampleKind();

    private static String json(String encoding, int samples, String readout) {
        return "{\"generator\": {\"modes\": 2, \"latentDim\": 4, \"layers\": 1, \"cutoff\": 5, \"encoding\": \""
                + encoding + "\"}, \"samples\": " + samples + ", \"readout\": \"" + readout + "\"}";
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void scalarAndBlockedGiveTheSameBytesForAnyChunks(Encoding encoding) throws Exception {
        String spec = json(encoding.label(), 2500, "xp");
        JobResult whole = LocalJob.run(KIND, spec, 7, Kernel.BLOCKED, 3, Optional.empty());
        JobResult cut = LocalJob.run(KIND, spec, 7, Kernel.BLOCKED, 1, Optional.empty());
        JobResult scalar = LocalJob.run(KIND, spec, 7, Kernel.SCALAR, 2, Optional.empty());
        assertThat(cut.sha256()).isEqualTo(whole.sha256());
        assertThat(scalar.sha256()).isEqualTo(whole.sha256());
        assertThat(LocalJob.run(KIND, spec, 8, Kernel.BLOCKED, 3, Optional.empty())
                        .sha256())
                .isNotEqualTo(whole.sha256());
        assertThat(whole.units()).isEqualTo(2500);
    }

    @Test
    void fewerSamplesAreThePrefixOfMore(@TempDir Path folder) throws Exception {
        Path few = folder.resolve("few.npy");
        Path many = folder.resolve("many.npy");
        LocalJob.run(KIND, json("coherent_state", 100, "x"), 7, Kernel.BLOCKED, 1, Optional.of(few));
        LocalJob.run(KIND, json("coherent_state", 1300, "x"), 7, Kernel.BLOCKED, 1, Optional.of(many));
        NpyArray first = NpyFile.read(few, 1 << 18);
        NpyArray all = NpyFile.read(many, 1 << 18);
        assertThat(first.getShape()).containsExactly(100, 2);
        assertThat(all.getShape()).containsExactly(1300, 2);
        assertThat(first.asDoubleArray()).containsExactly(java.util.Arrays.copyOf(all.asDoubleArray(), 200));
    }

    @Test
    void givenLatentVectorsAreUsedAndCsvHoldsTheSameNumbers(@TempDir Path folder) throws Exception {
        Path z = folder.resolve("z.npy");
        NpyFile.write(z, new double[] {0, 0, 0, 0, 1, -1, 0.5, 2, 0, 0, 0, 0}, new int[] {3, 4});
        String spec =
                "{\"generator\": {\"modes\": 2, \"cutoff\": 6}, \"readout\": \"x\", \"z\": {\"file\": \"" + z + "\"}}";
        Path npy = folder.resolve("out.npy");
        Path csv = folder.resolve("out.csv");
        JobResult result = LocalJob.run(KIND, spec, 1, Kernel.BLOCKED, 1, Optional.of(npy));
        LocalJob.run(KIND, spec, 1, Kernel.SCALAR, 1, Optional.of(csv));
        assertThat(result.units()).isEqualTo(3);
        double[] values = NpyFile.read(npy, 1 << 18).asDoubleArray();
        assertThat(List.of(values[0], values[1])).isEqualTo(List.of(values[4], values[5]));
        assertThat(values[2]).isNotEqualTo(values[0]);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).isEqualTo("x0,x1");
        for (int i = 0; i < 6; i++) {
            assertThat(Double.parseDouble(lines.get(1 + i / 2).split(",", -1)[i % 2]))
                    .isEqualTo(values[i]);
        }
    }

    @Test
    void aDamagedOrMisshapenLatentFileIsNamed(@TempDir Path folder) throws Exception {
        Path z = folder.resolve("z.npy");
        String spec = "{\"generator\": {\"modes\": 2, \"cutoff\": 6}, \"z\": \"" + z + "\"}";
        assertThatThrownBy(() -> LocalJob.run(KIND, spec, 1, Kernel.BLOCKED, 1, Optional.empty()))
                .hasMessageContaining("no such file");
        NpyFile.write(z, new double[] {1, 2, 3}, new int[] {1, 3});
        assertThatThrownBy(() -> LocalJob.run(KIND, spec, 1, Kernel.BLOCKED, 1, Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("3 columns");
        NpyFile.write(z, new double[] {1, 2, 3, Double.NaN}, new int[] {1, 4});
        assertThatThrownBy(() -> LocalJob.run(KIND, spec, 1, Kernel.BLOCKED, 1, Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("NaN");
        Files.write(z, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> LocalJob.run(KIND, spec, 1, Kernel.BLOCKED, 1, Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("not an .npy file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cutoff\": 5 | \"cutoff\": 1000000000 | cutoff",
                "\"cutoff\": 5 | \"cutoff\": 0 | cutoff",
                "\"modes\": 2 | \"modes\": 0 | modes",
                "\"modes\": 2 | \"modes\": 16 | amplitudes",
                "\"modes\": 2 | \"modes\": NaN | spec",
                "\"latentDim\": 4 | \"latentDim\": -1 | latentDim",
                "\"layers\": 1 | \"layres\": 1 | layres",
                "\"samples\": 10 | \"samples\": 0 | samples",
                "coherent_state | cat_state | encoding",
                "\"cutoff\": 5 | \"cutoff\": 5, \"engine\": \"nd4j\", \"modes\": 9 | spec",
            })
    void refusesWhatItCannotRun(String from, String to, String named) {
        String good = json("coherent_state", 10, "x");
        assertThat(good).contains(from);
        assertThatThrownBy(() -> LocalJob.spec(KIND, good.replace(from, to)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n");
    }

    /** Nominal cost alone cuts: no machine, no worker, no strategy. */
    @ParameterizedTest
    @CsvSource({"3, 12, 6, 4, 4", "3, 12, 6, 1, 1", "2, 8, 2, 64, 1", "2, 8, 2, 256, 4", "1, 30, 2, 64, 1"})
    void fewSamplesOfAHeavyCircuitAreManyChunks(int modes, int cutoff, int layers, int samples, int chunks)
            throws Exception {
        String spec = "{\"generator\": {\"modes\": " + modes + ", \"cutoff\": " + cutoff + ", \"layers\": " + layers
                + "}, \"samples\": " + samples + "}";
        assertThat(DirectRunner.of(KIND, LocalJob.spec(KIND, spec))
                        .plan()
                        .chunks()
                        .chunks())
                .isEqualTo(chunks);
    }

    @Test
    void isFoundByServiceLoaderAndItsExampleParses() {
        assertThat(KindRegistry.load().get("photonics.sample")).isInstanceOf(SampleKind.class);
        assertThat(KIND.parse(KIND.example()).samples()).isEqualTo(100_000);
    }

    @Test
    void onlyBlockedProductsOfTheNativeLibraryAreAnotherFamily() {
        SampleSpec java = LocalJob.spec(KIND, json("coherent_state", 10, "x"));
        SampleSpec nd4j = LocalJob.spec(
                KIND, json("coherent_state", 10, "x").replace("\"cutoff\"", "\"engine\": \"nd4j\", \"cutoff\""));
        assertThat(KIND.family(java, Kernel.BLOCKED)).isEqualTo(KIND.family(java, Kernel.SCALAR));
        assertThat(KIND.family(nd4j, Kernel.SCALAR)).isEqualTo(KIND.family(java, Kernel.SCALAR));
        assertThat(KIND.family(nd4j, Kernel.BLOCKED)).isNotEqualTo(KIND.family(java, Kernel.BLOCKED));
    }
}
