package org.everycore.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Specs;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitLoopTest {
    @TempDir
    Path folder;

    private static FitSpec spec(String json) {
        return Specs.read(Specs.tree(json.getBytes(StandardCharsets.UTF_8), "spec"), FitSpec.class, "spec");
    }

    private static FitResult fit(String json, int start) throws IOException {
        return new FitLoop(spec(json), 3, Inputs.LOCAL).run(start, ChunkContext.detached());
    }

    /** A coherent state is one displacement of the vacuum: it is met to what the cut leaves. */
    @Test
    void aCoherentStateFromAFileIsMet() throws IOException {
        int cutoff = 12;
        double alpha = 0.7;
        double[] re = new double[cutoff];
        double term = Math.exp(-alpha * alpha / 2);
        for (int n = 0; n < cutoff; n++) {
            re[n] = term;
            term *= alpha / Math.sqrt(n + 1);
        }
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        arrays.put("re", NumpyArray.of(re));
        arrays.put("im", NumpyArray.of(new double[cutoff]));
        Path file = folder.resolve("coherent.npz");
        Files.write(file, NumpyFiles.bytes(arrays));
        FitResult result = fit(
                "{\"target\": {\"name\": \"file\", \"file\": \"" + file
                        + "\"}, \"cutoff\": 12, \"layers\": 1, \"steps\": 1500}",
                0);
        assertThat(result.fidelity()).isBetween(0.9999, 1 + 1e-12);
        assertThat(result.norm()).isBetween(0.9999, 1 + 1e-12);
    }

    @Test
    void aSinglePhotonIsNearlyMetAndTheSameAgain() throws IOException {
        String json = "{\"target\": {\"name\": \"fock\", \"n\": 1}, \"cutoff\": 6, \"layers\": 8, \"steps\": 1000}";
        FitResult result = fit(json, 1);
        assertThat(result.fidelity()).isBetween(0.97, 1.0);
        FitResult again = fit(json, 1);
        assertThat(again.weights()).isEqualTo(result.weights());
        assertThat(fit(json, 2).weights()).isNotEqualTo(result.weights());
    }

    /** A gate is met up to a phase of the whole: of a rotation the fidelity is 1 with one layer. */
    @Test
    void theLossIsOneMinusTheFidelityOfTheGate() throws IOException {
        FitResult result = fit(
                "{\"target\": {\"name\": \"qft\", \"inputs\": 2}, \"cutoff\": 8, \"layers\": 8, \"steps\": 1500}", 0);
        assertThat(result.fidelity()).isBetween(0.9, 1.0);
        assertThat(result.meanFidelity()).isGreaterThanOrEqualTo(result.fidelity() - 1e-12);
    }

    @Test
    void wrongTargetsAreToldByTheirFields() {
        assertThatThrownBy(() -> spec("{\"target\": {\"name\": \"fock\", \"n\": 9}, \"cutoff\": 6, \"layers\": 8}"))
                .hasMessageContaining("cutoff");
        assertThatThrownBy(() -> spec("{\"target\": {\"name\": \"focks\"}, \"cutoff\": 6, \"layers\": 8}"))
                .hasMessageContaining("target.name");
    }
}
