package org.everycore.runtime.schedule;

import java.time.Duration;

/**
 * When a ledger gives a chunk up.
 *
 * @param maxAttempts a chunk that failed so often fails its job
 * @param suspectAfter a chunk that was lost with so many nodes is suspected of having killed them, and computed alone from then on
 * @param leaseTimeout a lease that was not renewed for so long is void
 * @param avoidance for so long a chunk that failed on a node is kept for another one
 */
public record LedgerRules(int maxAttempts, int suspectAfter, Duration leaseTimeout, Duration avoidance) {
    public static final LedgerRules DEFAULT = new LedgerRules(3, 2, Duration.ofSeconds(60), Duration.ofSeconds(2));

    public LedgerRules {
        if (maxAttempts < 1 || suspectAfter < 1) {
            throw new IllegalArgumentException("maxAttempts " + maxAttempts + ", suspectAfter " + suspectAfter);
        }
        if (leaseTimeout.isNegative() || leaseTimeout.isZero() || avoidance.isNegative()) {
            throw new IllegalArgumentException("leaseTimeout " + leaseTimeout + ", avoidance " + avoidance);
        }
    }

    public LedgerRules withLeaseTimeout(Duration timeout) {
        return new LedgerRules(maxAttempts, suspectAfter, timeout, avoidance);
    }
}
