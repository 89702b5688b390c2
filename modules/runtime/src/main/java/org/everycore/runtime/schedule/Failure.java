package org.everycore.runtime.schedule;

import java.util.Objects;

/**
 * Why a chunk or a job failed, as data.
 *
 * @param kind a short word for programs: {@code spec}, {@code chunk}, {@code lease_timeout}, {@code node_lost}, {@code merge}
 * @param message one line for a person
 * @param retryable whether another attempt may go better
 */
public record Failure(String kind, String message, boolean retryable) {
    /** The request cannot be used; the message names the field. */
    public static final String SPEC = "spec";
    /** The kind's code threw while it computed a chunk. */
    public static final String CHUNK = "chunk";
    /** The engine behind a kernel could not be loaded or lost its device; another strategy may do. */
    public static final String ENGINE = "engine";
    /** The node's engine is of another numeric family than the job. */
    public static final String UNFIT = "unfit";

    public static final String LEASE_TIMEOUT = "lease_timeout";
    public static final String NODE_LOST = "node_lost";
    /** The kind's code threw while it merged or wrote the result. */
    public static final String MERGE = "merge";

    private static final int MAX_MESSAGE = 2000;

    public Failure {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(message, "message is null");
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE) + "...";
        }
    }

    public Failure withMessage(String newMessage) {
        return new Failure(kind, newMessage, retryable);
    }
}
