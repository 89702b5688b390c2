package org.everycore.runtime.supervisor;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.everycore.jobs.JobId;
import org.everycore.jobs.Json;
import org.everycore.runtime.wire.JobEvent;
import org.everycore.runtime.wire.ToClient;

/**
 * The last events of one job, and who listens. Numbers begin at the epoch times 2^32, so those of a later supervisor are
 * above those of an earlier one.
 */
final class EventLog {
    private static final int KEPT = 256;

    private final Deque<JobEvent> events = new ArrayDeque<>();
    private final Set<ActorRef<ToClient>> listeners = new LinkedHashSet<>();
    private final boolean active;
    private long next;

    /** @param active false where nobody outside the process can listen */
    EventLog(long epoch, boolean active) {
        this.active = active;
        this.next = (epoch << 32) + 1;
    }

    void listen(JobId job, long after, ActorRef<ToClient> listener) {
        listeners.add(listener);
        for (JobEvent event : events) {
            if (event.number() > after) {
                listener.tell(new ToClient.Happened(job, event));
            }
        }
    }

    void leave(ActorRef<ToClient> listener) {
        listeners.remove(listener);
    }

    void add(JobId job, JobNotice notice) {
        if (!active) {
            return;
        }
        JobEvent event = event(next++, Instant.now(), notice);
        events.add(event);
        if (events.size() > KEPT) {
            events.remove();
        }
        listeners.forEach(listener -> listener.tell(new ToClient.Happened(job, event)));
    }

    private static JobEvent event(long number, Instant at, JobNotice notice) {
        if (notice instanceof JobNotice.StateChanged changed) {
            return new JobEvent.StateChanged(number, at, changed.state());
        }
        if (notice instanceof JobNotice.Progressed progressed) {
            return new JobEvent.Progressed(number, at, progressed.progress());
        }
        if (notice instanceof JobNotice.Noted noted) {
            return new JobEvent.Logged(number, at, noted.level(), noted.message());
        }
        var report = ((JobNotice.Ended) notice).ending().report();
        return new JobEvent.Ended(number, at, report.state(), Json.mapper().valueToTree(report), report.error());
    }
}
