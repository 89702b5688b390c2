package org.everycore.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.everycore.jobs.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {
    @TempDir
    Path folder;

    @Test
    void measures_once_and_keeps_what_was_learned() throws IOException {
        CalibrationFile file = new CalibrationFile(folder.resolve("sub/calibration.json"), "m1");
        Calibration first = file.measured(() -> Map.of(Resource.SCALAR_FLOPS, 2e9));
        file.write(first.learn("k", Kernel.SCALAR, 1, 2));

        Calibration again = file.measured(() -> {
            throw new AssertionError("measured twice");
        });

        assertThat(again.speed(Resource.SCALAR_FLOPS)).isEqualTo(2e9);
        assertThat(again.seconds("k", Kernel.SCALAR, new Work(Resource.SECONDS, 1)))
                .isBetween(1.2, 1.3);
    }

    @Test
    void a_damaged_file_or_another_machine_counts_as_none() throws IOException {
        Path path = folder.resolve("calibration.json");
        new CalibrationFile(path, "m1").measured(() -> Map.of(Resource.SCALAR_FLOPS, 2e9));

        assertThat(new CalibrationFile(path, "m2").read().perSecond()).isEmpty();
        Files.writeString(path, "{\"machine\":");
        assertThat(new CalibrationFile(path, "m1").read().perSecond()).isEmpty();
    }

    @Test
    void the_probe_gives_a_speed_for_what_it_measures() {
        assertThat(SpeedProbe.measure())
                .containsOnlyKeys(Resource.SCALAR_FLOPS, Resource.BLOCKED_FLOPS, Resource.SCANNED_BYTES)
                .allSatisfy((resource, speed) -> assertThat(speed).isGreaterThan(1e6));
    }
}
