package org.everycore.jobs.cost;

import java.util.Objects;
import org.everycore.jobs.Kernel;

/**
 * What a prediction of one job starts from, and what the job's time is learned by.
 *
 * @param form what, beside the kind, decides how fast a unit goes: a size of matrix, a database; see {@link Cost#form()}
 * @param seconds of the job at nominal speeds on the workers that it gets
 * @param cold whether this process has not run the kind on this kernel yet, so that the compiler has still to see it
 */
public record Basis(String kind, Kernel kernel, String form, double seconds, boolean cold) {
    public Basis {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(kernel, "kernel is null");
        Objects.requireNonNull(form, "form is null");
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("seconds is " + seconds);
        }
    }

    Basis as(boolean otherCold) {
        return new Basis(kind, kernel, form, seconds, otherCold);
    }

    /** What is warm in a process once such a job has run. */
    String warms() {
        return kind + "/" + kernel.label();
    }
}
