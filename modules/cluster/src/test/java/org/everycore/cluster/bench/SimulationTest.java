package org.everycore.cluster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.everycore.cluster.bench.Simulation.Setting;
import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void aThousandWorkersStayBusyOnOneSupervisor() {
        Setting setting =
                new Setting(100, 10, 30, Duration.ofSeconds(1), Duration.ofMillis(1), Duration.ofNanos(5_000));
        Simulation.Outcome outcome = Simulation.run(setting);
        assertThat(outcome.utilisation()).isGreaterThan(0.95);
        assertThat(outcome.leasesPerSecond()).isBetween(900.0, 1050.0);
    }

    @Test
    void aSupervisorThatIsTooSlowShowsAsIdleWorkers() {
        Setting setting =
                new Setting(100, 10, 10, Duration.ofMillis(10), Duration.ofMillis(1), Duration.ofNanos(500_000));
        assertThat(Simulation.run(setting).utilisation()).isLessThan(0.5);
    }
}
