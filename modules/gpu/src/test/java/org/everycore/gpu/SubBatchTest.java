package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.everycore.jobs.EngineException;
import org.junit.jupiter.api.Test;

class SubBatchTest {
    private final TrialDevice device = new TrialDevice("small");

    @Test
    void aSubBatchIsWhatFitsBesideWhatAllShare() {
        // 0.9 x 12,500 - 1,000 = 10,250 bytes: ten samples of 1,024.
        device.memory.set(12_500);
        assertThat(SubBatch.of(device, 1000, 1024, 1024, 0, 1)).isEqualTo(10);
        assertThat(SubBatch.of(device, 1000, 1024, 1024, 0, 4)).isEqualTo(8);
    }

    @Test
    void itIsNeverMoreThanThereIsOrThanWasAskedFor() {
        assertThat(SubBatch.of(device, 1000, 1024, 1024, 0, 1)).isEqualTo(1024);
        assertThat(SubBatch.of(device, 1000, 1024, 1024, 32, 1)).isEqualTo(32);
        assertThat(SubBatch.of(device, 1000, 1024, 16, 32, 1)).isEqualTo(16);
        assertThat(SubBatch.of(device, 1000, 1024, 1024, 32, 64)).isEqualTo(64);
        device.memory.set(12_500);
        assertThat(SubBatch.of(device, 1000, 1024, 1024, 32, 1)).isEqualTo(10);
    }

    @Test
    void aDeviceThatHoldsNoSampleIsRefused() {
        device.memory.set(2_200);
        assertThatThrownBy(() -> SubBatch.of(device, 1000, 1024, 1024, 0, 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("small has too little memory for one sample");
    }
}
