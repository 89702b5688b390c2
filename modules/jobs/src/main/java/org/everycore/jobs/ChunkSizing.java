package org.everycore.jobs;

import org.everycore.jobs.cost.Work;

/**
 * Chooses blocks a chunk for kinds that leave it open: about {@value #NOMINAL_MILLIS} ms of work at nominal speeds, at most
 * {@value #MAX_CHUNK_BYTES} bytes of partial, and no more than a million chunks a round. Nominal speeds are constants, not
 * measurements, because the cut must be the same on every machine.
 */
final class ChunkSizing {
    static final long NOMINAL_MILLIS = 60;
    static final long MAX_CHUNK_BYTES = 4L << 20;
    private static final long MAX_CHUNKS = 1_000_000;

    private ChunkSizing() {}

    static long blocksPerChunk(JobPlan plan) {
        long blocks = plan.blocks();
        if (blocks == 0) {
            return 1;
        }
        Work work = plan.cost().cheapestNominal();
        double perBlock = Math.max(1e-9, work.nominalSeconds());
        long byTime = (long) Math.max(1, NOMINAL_MILLIS / 1e3 / perBlock);
        long perBlockBytes = plan.memory().perBlock();
        long byMemory = perBlockBytes == 0 ? byTime : Math.max(1, MAX_CHUNK_BYTES / perBlockBytes);
        long floor = (blocks - 1) / MAX_CHUNKS + 1;
        return Math.max(floor, Math.min(Math.min(byTime, byMemory), blocks));
    }
}
