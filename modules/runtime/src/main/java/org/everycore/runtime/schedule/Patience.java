package org.everycore.runtime.schedule;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long one job has lacked a node that can run it: when that is worth telling, and when the job is given up. Nodes come one
 * after the other when a cluster starts, so a lack that passes at once is told to nobody.
 */
public final class Patience {
    private static final Duration TELL_AFTER = Duration.ofSeconds(2);

    private final Duration grace;
    private final boolean endless;
    private Optional<Duration> since = Optional.empty();
    private Optional<Duration> refusedSince = Optional.empty();
    private Optional<String> told = Optional.empty();

    /** What is to be done about a lack. */
    public sealed interface Step {
        /** Nothing new. */
        record Nothing() implements Step {}

        /** Say that the job waits, and for what. */
        record Tell(String reason) implements Step {}

        /** Say that the job waits no more. */
        record Relieved() implements Step {}

        /** No node that is there can run the job, and none came within the grace. */
        record GiveUp(String reason) implements Step {}
    }

    /**
     * @param grace how long a job that every node refuses is kept for another node to come
     * @param endless that it is kept however long that takes
     */
    public Patience(Duration grace, boolean endless) {
        this.grace = Objects.requireNonNull(grace, "grace is null");
        this.endless = endless;
    }

    /** What the job waits for, once that has been told. */
    public Optional<String> told() {
        return told;
    }

    /**
     * Looks at a job.
     *
     * @param lack what it lacks now
     * @param begun whether some of it was computed before: a job with work behind it waits for what it had
     */
    public Step look(Optional<Roster.Lack> lack, boolean begun, Duration now) {
        if (lack.isEmpty()) {
            since = Optional.empty();
            refusedSince = Optional.empty();
            boolean relieved = told.isPresent();
            told = Optional.empty();
            return relieved ? new Step.Relieved() : new Step.Nothing();
        }
        since = Optional.of(since.orElse(now));
        refusedSince = lack.get().refused() ? Optional.of(refusedSince.orElse(now)) : Optional.empty();
        boolean lost =
                refusedSince.filter(at -> now.minus(at).compareTo(grace) >= 0).isPresent();
        if (lost && !endless && !begun) {
            return new Step.GiveUp(lack.get().reason());
        }
        boolean due = now.minus(since.get()).compareTo(TELL_AFTER) >= 0;
        if (due && !told.equals(Optional.of(lack.get().reason()))) {
            told = Optional.of(lack.get().reason());
            return new Step.Tell(lack.get().reason());
        }
        return new Step.Nothing();
    }
}
