package org.everycore.runtime.job;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.everycore.runtime.record.Payload;

/**
 * A job's kept partials of one round, read ahead in order. Chunks of this term may lie between those of earlier ones; what was
 * read ahead holds them too, so what comes next goes by the chunk's number and not by its turn.
 */
final class KeptPartials {
    private static final int AT_ONCE = 64;

    private final Archive archive;
    private final int round;
    private final Deque<Payload> ahead = new ArrayDeque<>();
    private long first;

    KeptPartials(Archive archive, int round) {
        this.archive = Objects.requireNonNull(archive, "archive is null");
        this.round = round;
    }

    Payload of(long chunk) throws IOException {
        while (!ahead.isEmpty() && first < chunk) {
            ahead.remove();
            first++;
        }
        if (ahead.isEmpty() || first != chunk) {
            ahead.clear();
            ahead.addAll(archive.partials(round, chunk, AT_ONCE));
            first = chunk;
        }
        first++;
        return ahead.remove();
    }
}
