package org.everycore.jobs.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What this process knows of the speed of jobs, growing with every job that ends; kept in a file between processes if there is one. */
public final class SpeedBook {
    private final Optional<CalibrationFile> file;
    private Calibration now;
    private boolean changed;

    private SpeedBook(Optional<CalibrationFile> file, Calibration now) {
        this.file = file;
        this.now = now;
    }

    /** One that begins with nominal speeds and is forgotten with the process. */
    public static SpeedBook forgetful() {
        return new SpeedBook(Optional.empty(), Calibration.NOMINAL);
    }

    /** The one that a state folder keeps. */
    public static SpeedBook in(Path state) {
        CalibrationFile file = new CalibrationFile(state.resolve("calibration.json"), CalibrationFile.thisMachine());
        return new SpeedBook(Optional.of(file), file.read());
    }

    public synchronized Calibration now() {
        return now;
    }

    /** Measures this machine's speeds, a third of a second, where that was not done yet. */
    public Calibration measured() {
        if (now().perSecond().isEmpty()) {
            var speeds = SpeedProbe.measure();
            synchronized (this) {
                now = now.withSpeeds(speeds);
                changed = true;
            }
            keep();
        }
        return now();
    }

    /** Takes a finished job's prediction and its fact together. */
    public synchronized void learn(Basis basis, double seconds) {
        now = now.learn(basis, seconds);
        changed = true;
    }

    /** Writes down what was learned; a folder that cannot be written costs nothing but this. */
    public synchronized void keep() {
        if (changed && file.isPresent()) {
            try {
                file.get().write(now);
                changed = false;
            } catch (IOException e) {
                // The next process predicts as this one did at its start.
            }
        }
    }
}
