package org.everycore.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The way a worker computes the samples of a chunk: one at a time, in blocks, or in blocks on a device. */
public enum Kernel {
    SCALAR,
    BLOCKED,
    CUDA;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
