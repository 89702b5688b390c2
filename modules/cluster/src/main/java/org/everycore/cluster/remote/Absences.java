package org.everycore.cluster.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.everycore.cluster.api.ClusterView;

/**
 * The nodes that were lost and have not come back, as one node saw it: those that the others took for dead, not those that
 * left in good order. A node that comes back under its address is missed no longer, one that nobody saw for a day is forgotten.
 */
final class Absences {
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int MOST = 1_000;

    private final Map<String, Instant> lost = new LinkedHashMap<>();
    private final Supplier<Instant> clock;

    Absences(Supplier<Instant> clock) {
        this.clock = clock;
    }

    synchronized void lost(String address) {
        lost.remove(address);
        lost.put(address, clock.get());
        if (lost.size() > MOST) {
            lost.remove(lost.keySet().iterator().next());
        }
    }

    synchronized void back(String address) {
        lost.remove(address);
    }

    /** Those missed now, the one that was lost first before the others. */
    synchronized List<ClusterView.Missing> list() {
        Instant old = clock.get().minus(FORGOTTEN);
        lost.values().removeIf(at -> at.isBefore(old));
        return lost.entrySet().stream()
                .map(entry -> new ClusterView.Missing(entry.getKey(), entry.getValue()))
                .toList();
    }
}
