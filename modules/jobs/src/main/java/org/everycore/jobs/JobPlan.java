package org.everycore.jobs;

import java.util.List;
import java.util.Objects;
import org.everycore.jobs.cost.Cost;

/**
 * What a kind says of a job before it runs, from the spec (and the sizes of its inputs) alone: how many blocks of how many
 * units, what a block costs, and what memory it takes.
 *
 * @param units how many things the job makes or reads in a round, counted in {@code unit}
 * @param unit plural name of a unit: samples, bytes, QSOs
 * @param unitsPerBlock units in a full block; the last block may hold fewer
 * @param blocksPerChunk blocks a chunk holds; 0 lets {@link ChunkSizing} decide from the cost
 * @param cost what one block costs on each kernel that the kind offers
 * @param memory bytes needed by the job, a worker and a block
 * @param notes lines that explain the plan to a person (which engine, which passes, why)
 */
public record JobPlan(
        long units,
        String unit,
        long unitsPerBlock,
        long blocksPerChunk,
        Cost cost,
        MemoryNeed memory,
        List<String> notes) {
    private static final double LEAST_CHUNK_SECONDS = 0.01;

    public JobPlan {
        if (units < 0 || unitsPerBlock < 1 || blocksPerChunk < 0) {
            throw new IllegalArgumentException(
                    "units " + units + ", unitsPerBlock " + unitsPerBlock + ", blocksPerChunk " + blocksPerChunk);
        }
        Objects.requireNonNull(unit, "unit is null");
        Objects.requireNonNull(cost, "cost is null");
        Objects.requireNonNull(memory, "memory is null");
        notes = List.copyOf(notes);
    }

    public long blocks() {
        return units == 0 ? 0 : (units - 1) / unitsPerBlock + 1;
    }

    /** Units in the blocks from {@code firstBlock} to {@code endBlock}; the job's last block may be partly filled. */
    public long unitsIn(long firstBlock, long endBlock) {
        return Math.min(units, endBlock * unitsPerBlock) - Math.min(units, firstBlock * unitsPerBlock);
    }

    public ChunkPlan chunks() {
        return new ChunkPlan(
                blocks(),
                blocksPerChunk > 0
                        ? blocksPerChunk
                        : ChunkSizing.blocksPerChunk(
                                blocks(),
                                cost.cheapestNominal().nominalSeconds(),
                                memory.perBlock(),
                                LEAST_CHUNK_SECONDS));
    }

    /** The same work in chunks of so many blocks. */
    public JobPlan withBlocksPerChunk(long blocks) {
        return new JobPlan(units, unit, unitsPerBlock, blocks, cost, memory, notes);
    }
}
