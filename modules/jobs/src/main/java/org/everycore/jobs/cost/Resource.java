package org.everycore.jobs.cost;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A thing of which work consumes a countable amount, with the nominal speed that chunk sizes are made from. */
public enum Resource {
    /** Double operations of code that computes one sample at a time. */
    SCALAR_FLOPS(1.5e9),
    /** Double operations of our own kernels that compute a block of samples. */
    BLOCKED_FLOPS(15e9),
    /** Double operations of whole-batch products in a native library. */
    NATIVE_FLOPS(30e9),
    /** Double operations of an accelerator. */
    DEVICE_FLOPS(1e12),
    /** Bytes scanned by a parser. */
    SCANNED_BYTES(500e6),
    /** Rows written to or read from a store. */
    STORED_ROWS(100e3),
    /** Plain seconds, for work that has no better measure. */
    SECONDS(1);

    private final double nominalPerSecond;

    Resource(double nominalPerSecond) {
        this.nominalPerSecond = nominalPerSecond;
    }

    public double nominalPerSecond() {
        return nominalPerSecond;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
