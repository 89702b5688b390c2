package org.everycore.cli.job;

import java.io.IOException;
import java.nio.file.Path;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.cost.Calibration;
import org.everycore.jobs.cost.CalibrationFile;
import org.everycore.jobs.cost.SpeedProbe;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;

/** What is known of this machine's speed between calls: measured once, corrected by every job that took long enough. */
public final class MachineSpeed {
    /** Shorter jobs measure their start more than their work. */
    private static final double LEAST_SECONDS = 1;

    private final CalibrationFile file;

    public MachineSpeed(Path state) {
        file = new CalibrationFile(state.resolve("calibration.json"), CalibrationFile.thisMachine());
    }

    /** What is kept, or nominal speeds: never waits for a measurement. */
    public Calibration known() {
        return file.read();
    }

    /** Measures first, where that was not done yet. */
    public Calibration measured() {
        try {
            return file.measured(SpeedProbe::measure);
        } catch (IOException e) {
            return file.read();
        }
    }

    /** Takes a finished job's prediction and its fact together; a folder that cannot be written costs nothing but this. */
    public void learn(JobReport report) {
        Double predicted = report.predictedSeconds();
        if (report.state() != JobState.SUCCEEDED
                || predicted == null
                || report.seconds() < LEAST_SECONDS
                || predicted < LEAST_SECONDS / 4
                || report.kernel() == null) {
            return;
        }
        Kernel kernel = report.kernel();
        try {
            file.write(file.read().learn(report.kind(), kernel, predicted, report.seconds()));
        } catch (IOException e) {
            // The next job predicts as this one did.
        }
    }
}
