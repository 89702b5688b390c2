package org.everycore.photonics.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What boson-sampling jobs tell: one row a sample, or one probability a pattern. */
public enum PatternAnswer {
    SAMPLES,
    PROBABILITIES;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
