package org.everycore.training.jobs;

import java.util.Objects;

/**
 * What a round made of one run of a sweep. Arrays are owned by the record.
 *
 * @param run its place among the runs
 * @param measure what the stopping rule judges it by; NaN without one
 * @param state what it goes on with; empty when it has ended, or nothing will go on
 * @param files the run's files as a zip; empty before its end
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
record SweepPartial(int run, double measure, byte[] state, byte[] files) {
    SweepPartial {
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(files, "files is null");
    }

    boolean ended() {
        return files.length > 0;
    }
}
