package org.everycore.cluster.schedule;

import java.time.Duration;

/**
 * When a ledger gives a chunk up.
 *
 * @param maxAttempts a chunk that failed so often fails its job
 * @param maxLosses the same for nodes that died while they held the chunk, which is mostly not the chunk's doing
 * @param leaseTimeout a lease that was not renewed for so long is void
 * @param avoidance for so long a chunk that failed on a node is kept for another one
 */
public record LedgerRules(int maxAttempts, int maxLosses, Duration leaseTimeout, Duration avoidance) {
    public static final LedgerRules DEFAULT = new LedgerRules(3, 4, Duration.ofSeconds(60), Duration.ofSeconds(2));

    public LedgerRules {
        if (maxAttempts < 1 || maxLosses < 1) {
            throw new IllegalArgumentException("maxAttempts " + maxAttempts + ", maxLosses " + maxLosses);
        }
        if (leaseTimeout.isNegative() || leaseTimeout.isZero() || avoidance.isNegative()) {
            throw new IllegalArgumentException("leaseTimeout " + leaseTimeout + ", avoidance " + avoidance);
        }
    }

    public LedgerRules withLeaseTimeout(Duration timeout) {
        return new LedgerRules(maxAttempts, maxLosses, timeout, avoidance);
    }
}
