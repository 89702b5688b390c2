package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.everycore.jobs.EngineException;
import org.junit.jupiter.api.Test;

class GpuDevicesTest {
    @Test
    void devicesOfProvidersOnTheClassPathAreNumberedInOrder() {
        assertThat(GpuDevices.here().count()).isEqualTo(2);
        assertThat(GpuDevices.here().ofWorker(1)).isSameAs(TrialDevices.SECOND);
        assertThatThrownBy(() -> GpuDevices.here().ofWorker(2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("GPU worker 2 has no device");
    }

    @Test
    void aProviderThatFailsIsLeftOutAndItsReasonKept() {
        GpuProvider broken = () -> {
            throw new UnsatisfiedLinkError("no driver");
        };

        GpuDevices devices = GpuDevices.of(List.of(broken, new TrialDevices()));

        assertThat(devices.count()).isEqualTo(2);
        assertThat(devices.problems()).singleElement().asString().contains("no driver");
    }
}
