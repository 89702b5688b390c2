package org.everycore.runtime.worker;

import java.io.IOException;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.Round;
import org.everycore.runtime.wire.Partial;

/** A round as a node knows it; the state's bytes are fetched by the first worker that needs them. */
public final class HostedRound {
    private final int number;
    private final ChunkPlan chunks;
    private final Partial state;
    private Round resolved;

    public HostedRound(int number, ChunkPlan chunks, Partial state) {
        this.number = number;
        this.chunks = chunks;
        this.state = state;
    }

    public int number() {
        return number;
    }

    public Chunk chunk(long index) {
        return chunks.chunk(number, index);
    }

    public boolean has(long first, long end) {
        return first >= 0 && end <= chunks.chunks();
    }

    synchronized Round resolve(HostedJob<?, ?> job) throws IOException {
        if (resolved == null) {
            resolved = new Round(number, chunks, bytes(job));
        }
        return resolved;
    }

    private byte[] bytes(HostedJob<?, ?> job) throws IOException {
        if (state instanceof Partial.Encoded encoded) {
            return job.bytes(encoded.payload());
        }
        return (byte[]) ((Partial.Local) state).value();
    }
}
