package org.everycore.client;

import java.util.Objects;
import org.everycore.jobs.api.EndDocument;
import org.everycore.jobs.api.EventDocument;

/**
 * Something that happened to a job.
 *
 * @param number rises within a job
 * @param data what happened, and when
 */
public record FollowedEvent(long number, EventDocument data) {
    public FollowedEvent {
        Objects.requireNonNull(data, "data is null");
    }

    /** state, progress, log or end. */
    public String name() {
        return data.event();
    }

    public boolean last() {
        return data instanceof EndDocument;
    }
}
