package org.everycore.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {
    @TempDir
    Path folder;

    @Test
    void speeds_and_curves_are_kept_and_what_is_warm_is_not() throws IOException {
        CalibrationFile file = new CalibrationFile(folder.resolve("sub/calibration.json"), "m1");
        Basis basis = new Basis("k", Kernel.SCALAR, "a form", 1, true);
        file.write(file.read().withSpeeds(Map.of(Resource.SCALAR_FLOPS, 2e9)).learn(basis, 2));

        Calibration again = file.read();

        assertThat(again.speed(Resource.SCALAR_FLOPS)).isEqualTo(2e9);
        assertThat(again.predict(basis, 1)).isCloseTo(2, within(1e-9));
        assertThat(again.cold("k", Kernel.SCALAR)).isTrue();
    }

    @Test
    void a_damaged_file_or_another_machine_counts_as_none() throws IOException {
        Path path = folder.resolve("calibration.json");
        CalibrationFile file = new CalibrationFile(path, "m1");
        file.write(file.read().withSpeeds(Map.of(Resource.SCALAR_FLOPS, 2e9)));

        assertThat(new CalibrationFile(path, "m2").read().perSecond()).isEmpty();
        for (String damage : List.of(
                "{\"machine\":",
                "{\"machine\": \"m1\", \"curves\": {\"k\": {\"0\": [[1, -2]]}}}",
                "{\"machine\": \"m1\", \"curves\": {\"k\": {\"0\": [[1]]}}}",
                "{\"machine\": \"m1\", \"curves\": {\"k\": {\"0\": null}}}",
                "{\"machine\": \"m1\", \"curves\": {\"k\": {}}}")) {
            Files.writeString(path, damage);
            assertThat(file.read().curves()).as(damage).isEmpty();
        }
    }

    @Test
    void the_probe_gives_a_speed_for_what_it_measures() {
        assertThat(SpeedProbe.measure())
                .containsOnlyKeys(Resource.SCALAR_FLOPS, Resource.BLOCKED_FLOPS, Resource.SCANNED_BYTES)
                .allSatisfy((resource, speed) -> assertThat(speed).isGreaterThan(1e6));
    }
}
