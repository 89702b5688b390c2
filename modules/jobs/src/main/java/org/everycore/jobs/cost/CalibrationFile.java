package org.everycore.jobs.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.everycore.jobs.Json;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;

/**
 * The calibration of a machine, kept in a small JSON file between runs. A file that is absent, damaged or of another machine
 * counts as none: a wrong prediction costs time, never a wrong result.
 */
public final class CalibrationFile {
    private final Path file;
    private final String machine;

    public CalibrationFile(Path file, String machine) {
        this.file = Objects.requireNonNull(file, "file is null");
        this.machine = Objects.requireNonNull(machine, "machine is null");
    }

    /** What identifies this machine for calibrations: architecture, cores and the Java that runs. */
    public static String thisMachine() {
        return System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + System.getProperty("java.vm.version");
    }

    /** The kept calibration, or nominal speeds. */
    public Calibration read() {
        try {
            Calibration kept = Json.mapper().readValue(Files.readAllBytes(file), Calibration.class);
            return kept.machine().equals(machine) ? kept : none();
        } catch (IOException e) {
            return none();
        }
    }

    public void write(Calibration calibration) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (ResultFile out = ResultFile.open(ResultTarget.to(file))) {
            out.stream().write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(calibration));
            out.commit();
        }
    }

    private Calibration none() {
        return new Calibration(machine, Map.of(), Map.of(), Set.of());
    }
}
