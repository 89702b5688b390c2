package org.everycore.jobs;

/**
 * Chooses blocks a chunk: about {@value #NOMINAL_MILLIS} ms of work at nominal speeds, less in short jobs, so that the uneven end of
 * {@value #SPREAD} chunks costs a few workers little, but at least what is worth the way of a chunk; at most
 * {@value #MAX_CHUNK_BYTES} bytes of partial, and no more than a million chunks a round. Nominal speeds are constants, not
 * measurements, because the cut must be the same on every machine.
 */
public final class ChunkSizing {
    static final long NOMINAL_MILLIS = 60;
    static final long SPREAD = 128;
    static final long MAX_CHUNK_BYTES = 4L << 20;
    private static final long MAX_CHUNKS = 1_000_000;

    private ChunkSizing() {}

    /**
     * @param perBlockSeconds nominal
     * @param perBlockBytes of a partial
     * @param leastSeconds below which a chunk is not worth its way; blocks are never cut
     */
    public static long blocksPerChunk(long blocks, double perBlockSeconds, long perBlockBytes, double leastSeconds) {
        if (blocks == 0) {
            return 1;
        }
        double perBlock = Math.max(1e-9, perBlockSeconds);
        double chunkSeconds = Math.max(leastSeconds, Math.min(NOMINAL_MILLIS / 1e3, perBlock * blocks / SPREAD));
        long byTime = (long) Math.max(1, chunkSeconds / perBlock);
        long byMemory = perBlockBytes == 0 ? byTime : Math.max(1, MAX_CHUNK_BYTES / perBlockBytes);
        long floor = (blocks - 1) / MAX_CHUNKS + 1;
        return Math.max(floor, Math.min(Math.min(byTime, byMemory), blocks));
    }
}
