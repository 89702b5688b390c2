package org.everycore.engine;

/**
 * What one connection may ask for.
 *
 * @param workers threads that compute one request
 * @param maxBody bytes of arrays in one message, in and out
 * @param maxSessions generators and circuits open at once
 */
public record EngineLimits(int workers, long maxBody, int maxSessions) {
    /** The largest body that fits one buffer. */
    private static final long LARGEST_BODY = (long) Integer.MAX_VALUE - (FrameChannel.MAX_HEAD + 64);

    public EngineLimits {
        require(workers >= 1 && workers <= 64, "workers", workers, "must be 1 to 64");
        require(
                maxBody >= 1024 && maxBody <= LARGEST_BODY,
                "maxBody",
                maxBody,
                "must be 1024 to " + LARGEST_BODY + " bytes");
        require(maxSessions >= 1, "maxSessions", maxSessions, "must be at least 1");
    }

    /** One worker, a gibibyte a message, a thousand sessions. */
    public static EngineLimits standard() {
        return new EngineLimits(1, 1L << 30, 1000);
    }

    public EngineLimits withWorkers(int other) {
        return new EngineLimits(other, maxBody, maxSessions);
    }

    private static void require(boolean holds, String name, Object value, String reason) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", " + reason);
        }
    }
}
