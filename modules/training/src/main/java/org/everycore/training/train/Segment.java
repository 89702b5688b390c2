package org.everycore.training.train;

import java.util.Objects;

/**
 * What a segment came to: the state after it, and with the last one the files of the run. Arrays are owned by the record.
 *
 * @param state what the next segment begins with
 * @param files the run's files as a zip; empty before the last segment
 * @param error why the run ended early; empty when it did not
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record Segment(byte[] state, byte[] files, String error) {
    public Segment {
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(files, "files is null");
        Objects.requireNonNull(error, "error is null");
    }
}
