package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.everycore.jobs.EngineException;
import org.everycore.jobs.Json;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.jobs.SampleKind;
import org.junit.jupiter.api.Test;

class SubBatchTest {
    private final TrialDevice device = new TrialDevice("small");
    /** Two modes of cutoff 8: 64 amplitudes, so 1,024 bytes a sample on the trial device, and 1,000 for all. */
    private final GeneratorSpec spec = new SampleKind().parse(spec()).generator();

    @Test
    void aSubBatchIsWhatFitsBesideWhatAllShare() {
        // 0.9 x 12,500 - 1,000 = 10,250 bytes: ten samples of 1,024.
        device.memory.set(12_500);
        assertThat(SubBatch.of(device, spec, 1024, 0)).isEqualTo(10);
    }

    @Test
    void itIsNeverMoreThanABlockOrThanWasAskedFor() {
        assertThat(SubBatch.of(device, spec, 1024, 0)).isEqualTo(1024);
        assertThat(SubBatch.of(device, spec, 1024, 32)).isEqualTo(32);
        assertThat(SubBatch.of(device, spec, 16, 32)).isEqualTo(16);
        device.memory.set(12_500);
        assertThat(SubBatch.of(device, spec, 1024, 32)).isEqualTo(10);
    }

    @Test
    void aDeviceThatHoldsNoSampleIsRefused() {
        device.memory.set(2_200);
        assertThatThrownBy(() -> SubBatch.of(device, spec, 1024, 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("small has too little memory for one sample");
    }

    static com.fasterxml.jackson.databind.node.ObjectNode spec() {
        var spec = Json.mapper().createObjectNode();
        spec.putObject("generator")
                .put("modes", 2)
                .put("latentDim", 4)
                .put("layers", 2)
                .put("cutoff", 8)
                .put("encoding", "coherent_state");
        return spec.put("samples", 5000);
    }
}
