package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import org.everycore.radio.adif.Reason;

/**
 * A record that was rejected: its number from 1 and the line ends before it, both counted from where its reader began or, when merged, from the
 * log's beginning; the byte offset in the log at which it begins; the field concerned, empty if none.
 */
record Rejection(long record, long linesBefore, long offset, String field, Reason reason) {
    Rejection {
        requireNonNull(field, "field is null");
        requireNonNull(reason, "reason is null");
    }

    Rejection behind(long records, long lines) {
        return new Rejection(record + records, linesBefore + lines, offset, field, reason);
    }
}
