package org.everycore.logbook;

import static java.util.Objects.requireNonNull;

import org.everycore.radio.adif.AdifRecord;

/** A QSO before and after a change. */
public record Changed(long id, AdifRecord before, AdifRecord after) {
    public Changed {
        requireNonNull(before, "before is null");
        requireNonNull(after, "after is null");
    }
}
