package org.everycore.acceptance.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;

/** Computes, or does what breaks its worker. */
final class FaultRunner implements ChunkRunner<long[]> {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final FaultSpec spec;
    private final long seed;

    FaultRunner(FaultSpec spec, long seed) {
        this.spec = spec;
        this.seed = seed;
    }

    @Override
    public long[] run(Chunk chunk, ChunkContext line) throws Exception {
        long begun = System.currentTimeMillis();
        if (chunk.index() == spec.badChunk() && WorkLog.first(seed + "-" + chunk.index(), spec.times())) {
            fail();
        }
        take(line);
        long[] values = FaultKind.values(seed, chunk.firstBlock(), spec.words());
        WorkLog.add(seed, chunk.index(), begun);
        return values;
    }

    private void take(ChunkContext line) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spec.millis());
        line.checkCancelled();
        while (System.nanoTime() < end) {
            line.checkCancelled();
            if (spec.burn()) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(SLICE_NANOS);
            }
        }
    }

    private void fail() throws IOException {
        switch (spec.how()) {
            case "kill" -> Runtime.getRuntime().halt(137);
            case "loop" -> {
                while (spec.blocks() > 0) {
                    Thread.onSpinWait();
                    LockSupport.parkNanos(SLICE_NANOS);
                }
            }
            default -> throw new IllegalStateException("this chunk is poison");
        }
    }
}
