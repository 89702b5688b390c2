package org.everycore.runtime.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.wire.ChunkOutcome;
import org.everycore.runtime.wire.Partial;
import org.everycore.runtime.wire.ToJob;

/** Outcomes on their way to coordinators: those of one job travel together, as many as fit well into a message. */
final class Outbox {
    private static final int MAX_OUTCOMES = 256;
    private static final int MAX_BYTES = 256 << 10;

    private final Map<Address, List<ChunkOutcome>> waiting = new LinkedHashMap<>();
    private int size;

    /** Whose outcomes, and of which round. */
    record Address(Hosting hosting, int round) {}

    void add(Hosting hosting, int round, ChunkOutcome outcome) {
        waiting.computeIfAbsent(new Address(hosting, round), a -> new ArrayList<>())
                .add(outcome);
        size++;
    }

    int size() {
        return size;
    }

    /** Empties the box: {@code send} gets each message's address and outcomes. */
    void flush(BiConsumer<Address, List<ChunkOutcome>> send) {
        waiting.forEach((address, outcomes) -> {
            List<ChunkOutcome> message = new ArrayList<>();
            long bytes = 0;
            for (ChunkOutcome outcome : outcomes) {
                long weight = weight(outcome);
                if (!message.isEmpty() && (message.size() >= MAX_OUTCOMES || bytes + weight > MAX_BYTES)) {
                    send.accept(address, message);
                    message = new ArrayList<>();
                    bytes = 0;
                }
                message.add(outcome);
                bytes += weight;
            }
            send.accept(address, message);
        });
        waiting.clear();
        size = 0;
    }

    private static long weight(ChunkOutcome outcome) {
        return outcome instanceof ChunkOutcome.Done done
                        && done.partial() instanceof Partial.Encoded encoded
                        && encoded.payload() instanceof Payload.Inline inline
                ? inline.bytes().length
                : 0;
    }

    static ToJob.Results message(Address address, PoolSettings pool, List<ChunkOutcome> outcomes, long epoch) {
        return new ToJob.Results(address.hosting().job.id(), pool.node(), address.round(), outcomes, epoch);
    }
}
