package org.everycore.jobs;

/**
 * A run of blocks that one worker computes in one go: blocks {@code firstBlock} (included) to {@code endBlock} (excluded)
 * of round {@code round}. Its index is its place in the order of merging.
 */
public record Chunk(int round, long index, long firstBlock, long endBlock) {
    public Chunk {
        if (round < 0 || index < 0 || firstBlock < 0 || endBlock <= firstBlock) {
            throw new IllegalArgumentException(
                    "chunk " + index + " of round " + round + " has blocks " + firstBlock + " to " + endBlock);
        }
    }

    public long blocks() {
        return endBlock - firstBlock;
    }
}
