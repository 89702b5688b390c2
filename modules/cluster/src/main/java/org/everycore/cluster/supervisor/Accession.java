package org.everycore.cluster.supervisor;

import java.time.Duration;
import java.util.Optional;

/**
 * What a supervisor does that may not take office because another one shows in the job store that it lives. Two clusters have
 * formed then, or the one before has not gone yet. The smaller part gives way: it would depose healthy leaders without end
 * each time that its node starts again.
 */
final class Accession {
    /** A leader that is gone has lost its lease before that; one that lives and cannot be reached gives up by itself in this time. */
    private static final Duration INSIST_AFTER = Duration.ofSeconds(10);

    private static final Duration LEAVE_AFTER = Duration.ofSeconds(15);

    private Optional<Duration> since = Optional.empty();

    /** What to do next. */
    enum Step {
        /** Ask again. */
        WAIT,
        /** Take office in spite of the other's lease. */
        INSIST,
        /** Leave this cluster, to join the other's when it can be reached. */
        LEAVE
    }

    /**
     * The office is held by another.
     *
     * @param member whether the holder is of this cluster
     * @param majority whether more than half of the seed nodes are
     */
    Step held(boolean member, boolean majority, Duration now) {
        since = Optional.of(since.orElse(now));
        Duration waited = now.minus(since.get());
        if (majority) {
            return waited.compareTo(INSIST_AFTER) >= 0 ? Step.INSIST : Step.WAIT;
        }
        return !member && waited.compareTo(LEAVE_AFTER) >= 0 ? Step.LEAVE : Step.WAIT;
    }

    /** The office is free, or the store did not answer. */
    void notHeld() {
        since = Optional.empty();
    }
}
