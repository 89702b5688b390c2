package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.everycore.jobs.EngineException;
import org.junit.jupiter.api.Test;

class GpuDevicesTest {
    @Test
    void devicesOfProvidersOnTheClassPathHaveTwoWorkersEach() {
        assertThat(GpuDevices.here().problems())
                .filteredOn(line -> line.contains("trial"))
                .isEmpty();
        assertThat(GpuDevices.here().count()).isEqualTo(4);
        assertThat(GpuDevices.here().ofWorker(1)).isSameAs(TrialDevices.SECOND);
        assertThat(GpuDevices.here().ofWorker(2)).isSameAs(TrialDevices.FIRST);
        assertThat(GpuDevices.here().names().get(0)).matches("trial device 0, [0-9.]+ GiB free, queue 0");
        assertThatThrownBy(() -> GpuDevices.here().ofWorker(4))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("GPU worker 4 has no device");
    }

    @Test
    void aProviderThatFailsIsLeftOutAndItsReasonKept() {
        GpuProvider broken = () -> {
            throw new UnsatisfiedLinkError("no driver");
        };

        GpuDevices devices = GpuDevices.of(List.of(broken, new TrialDevices()));

        assertThat(devices.devices()).hasSize(2);
        assertThat(devices.problems()).singleElement().asString().contains("no driver");
    }
}
