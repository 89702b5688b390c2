package org.everycore.runtime.schedule;

import java.time.Duration;

/** The time that actors decide by, counted from anywhere; tests set it. */
@FunctionalInterface
public interface Ticker {
    /** The process's own, which never goes back. */
    Ticker SYSTEM = () -> Duration.ofNanos(System.nanoTime());

    Duration now();
}
