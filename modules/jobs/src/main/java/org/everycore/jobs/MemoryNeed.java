package org.everycore.jobs;

/**
 * Bytes of memory that a job needs: once a node ({@code shared}), once a worker, for each block while its partial waits to be
 * merged, and for what the merge keeps to the end.
 */
public record MemoryNeed(long shared, long perWorker, long perBlock, long merged) {
    public static final MemoryNeed NONE = new MemoryNeed(0, 0, 0, 0);

    public MemoryNeed {
        if (shared < 0 || perWorker < 0 || perBlock < 0 || merged < 0) {
            throw new IllegalArgumentException("a memory need is negative");
        }
    }

    /** Bytes that a node with so many workers needs when so many blocks wait to be merged; saturates, never overflows. */
    public long total(int workers, long waitingBlocks) {
        double bytes = (double) shared + (double) perWorker * workers + (double) perBlock * waitingBlocks + merged;
        return bytes >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) bytes;
    }
}
