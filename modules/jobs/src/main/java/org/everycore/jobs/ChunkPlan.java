package org.everycore.jobs;

/**
 * The cut of a round's blocks into chunks of equal length (the last may be shorter). It depends on the job alone, never on
 * workers or nodes, so every run of a job has the same chunks.
 */
public record ChunkPlan(long blocks, long blocksPerChunk) {
    public ChunkPlan {
        if (blocks < 0 || blocksPerChunk < 1) {
            throw new IllegalArgumentException("blocks " + blocks + ", blocksPerChunk " + blocksPerChunk);
        }
    }

    public long chunks() {
        return blocks == 0 ? 0 : (blocks - 1) / blocksPerChunk + 1;
    }

    public Chunk chunk(int round, long index) {
        if (index < 0 || index >= chunks()) {
            throw new IndexOutOfBoundsException("chunk " + index + " of " + chunks());
        }
        long first = index * blocksPerChunk;
        return new Chunk(round, index, first, Math.min(blocks, first + blocksPerChunk));
    }
}
