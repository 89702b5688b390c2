package org.everycore.jobs;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The line between a running chunk and its worker: cancellation in, progress out. */
public final class ChunkContext {
    private final BooleanSupplier cancelled;
    private final AtomicLong unitsDone;

    public ChunkContext(BooleanSupplier cancelled, AtomicLong unitsDone) {
        this.cancelled = cancelled;
        this.unitsDone = unitsDone;
    }

    /** A context that is never cancelled and whose progress nobody reads. */
    public static ChunkContext detached() {
        return new ChunkContext(() -> false, new AtomicLong());
    }

    /** To be called at least every 100 ms of work, so that a cancel takes effect at once. */
    public void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the job was cancelled");
        }
    }

    /** Says that so many more units are done; shown as progress, never used for results. */
    public void progress(long units) {
        unitsDone.addAndGet(units);
    }
}
