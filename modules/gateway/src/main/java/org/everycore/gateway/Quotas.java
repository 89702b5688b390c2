package org.everycore.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much each token may have: jobs that have not ended, and bytes uploaded within a day. Bytes are counted by this gateway, and
 * anew when it starts.
 *
 * @param jobs unfinished ones of a token; 0 for any number
 * @param bytesADay 0 for any number
 */
record Quotas(int jobs, long bytesADay) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LATER = Duration.ofMinutes(10);

    /** Refuses one job more than a token may have. */
    void requireRoom(Caller caller, int unfinished) {
        if (jobs > 0 && unfinished >= jobs) {
            throw new HttpProblem(
                    429,
                    "quota",
                    null,
                    caller.name() + " has " + jobs + " jobs that have not ended, which is the most at once",
                    Duration.ofSeconds(5));
        }
    }

    /** The uploads of a day, by token. */
    static final class Uploads {
        private final Quotas quotas;
        private final LongSupplier nanos;
        private final Map<String, Day> days = new HashMap<>();

        private static final class Day {
            private long began;
            private long bytes;
        }

        Uploads(Quotas quotas, LongSupplier nanos) {
            this.quotas = quotas;
            this.nanos = nanos;
        }

        /** Counts bytes that have come in; refuses them when they are too many. */
        synchronized void add(Caller caller, long bytes) {
            Day day = days.computeIfAbsent(caller.name(), name -> new Day());
            long now = nanos.getAsLong();
            if (day.bytes == 0 || now - day.began > DAY.toNanos()) {
                day.began = now;
                day.bytes = 0;
            }
            day.bytes += bytes;
            if (quotas.bytesADay > 0 && day.bytes > quotas.bytesADay) {
                throw new HttpProblem(
                        429,
                        "quota",
                        null,
                        caller.name() + " has uploaded " + quotas.bytesADay + " bytes within a day, which is the most",
                        LATER);
            }
        }
    }
}
