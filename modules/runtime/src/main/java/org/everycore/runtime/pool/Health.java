package org.everycore.runtime.pool;

import java.time.Duration;
import org.everycore.runtime.worker.Ticket;

/** Watches one worker's running chunk for signs of life. */
final class Health {
    private Ticket running;
    private long looks;
    private Duration since = Duration.ZERO;
    private boolean warned;

    /** What to do about a worker. */
    enum Verdict {
        WELL,
        /** Silent for as long as a lease lasts: stop the chunk, renew nothing. */
        SILENT,
        /** Silent although it was stopped: put another worker in its place. */
        STUCK
    }

    /** @param ticket what the worker is at; null for nothing */
    Verdict look(Ticket ticket, Duration timeout, Duration now) {
        if (ticket == null || ticket != running || ticket.looks() != looks) {
            running = ticket;
            looks = ticket == null ? 0 : ticket.looks();
            since = now;
            warned = false;
            return Verdict.WELL;
        }
        Duration silence = now.minus(since);
        if (silence.compareTo(timeout) < 0) {
            return Verdict.WELL;
        }
        if (!warned) {
            warned = true;
            return Verdict.SILENT;
        }
        return silence.compareTo(timeout.plus(grace(timeout))) < 0 ? Verdict.SILENT : Verdict.STUCK;
    }

    private static Duration grace(Duration timeout) {
        return timeout.compareTo(Duration.ofSeconds(5)) < 0 ? timeout : Duration.ofSeconds(5);
    }
}
