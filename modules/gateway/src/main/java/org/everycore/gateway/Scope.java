package org.everycore.gateway;

import java.util.Locale;
import org.everycore.jobs.SpecException;

/** What the bearer of a token may do. */
public enum Scope {
    /** Look at one's own jobs and results, at nodes and metrics. */
    READ,
    /** Hand in, upload, cancel what one handed in. */
    SUBMIT,
    /** See and cancel everybody's jobs, drain nodes. */
    ADMIN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of a label. */
    public static Scope parse(String label) {
        for (Scope scope : values()) {
            if (scope.label().equals(label)) {
                return scope;
            }
        }
        throw new SpecException("scope", label, "must be read, submit or admin");
    }
}
