package org.everycore.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened to a job.
 *
 * @param number rises within a job
 * @param name state, progress, log or end
 * @param data its details; with {@code at}, the time
 */
public record FollowedEvent(long number, String name, JsonNode data) {
    public boolean last() {
        return name.equals("end");
    }
}
