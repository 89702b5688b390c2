package org.everycore.logbook;

import static java.util.Objects.requireNonNull;

import org.everycore.radio.adif.AdifRecord;

/** A QSO in a logbook with the number by which it is shown, edited and removed. */
public record StoredQso(long id, AdifRecord record) {
    public StoredQso {
        requireNonNull(record, "record is null");
    }
}
