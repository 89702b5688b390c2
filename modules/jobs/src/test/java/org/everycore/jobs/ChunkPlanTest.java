package org.everycore.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;

class ChunkPlanTest {
    @Property
    void chunks_cover_every_block_once(
            @ForAll @LongRange(min = 0, max = 5000) long blocks, @ForAll @LongRange(min = 1, max = 300) long perChunk) {
        ChunkPlan plan = new ChunkPlan(blocks, perChunk);
        long next = 0;
        for (long i = 0; i < plan.chunks(); i++) {
            Chunk chunk = plan.chunk(0, i);
            assertThat(chunk.firstBlock()).isEqualTo(next);
            assertThat(chunk.blocks()).isBetween(1L, perChunk);
            next = chunk.endBlock();
        }
        assertThat(next).isEqualTo(blocks);
    }

    @Property
    void sizing_keeps_the_number_of_chunks_and_their_memory_in_bounds(
            @ForAll @LongRange(min = 1, max = 1L << 40) long units,
            @ForAll @LongRange(min = 1, max = 1 << 20) long flops) {
        JobPlan plan = new JobPlan(
                units,
                "samples",
                64,
                0,
                Cost.exact(new Work(Resource.BLOCKED_FLOPS, flops)),
                new MemoryNeed(0, 0, 1024, 0),
                List.of());

        ChunkPlan chunks = plan.chunks();

        assertThat(chunks.chunks()).isBetween(1L, 1_000_000L);
        assertThat(plan.unitsIn(0, plan.blocks())).isEqualTo(units);
    }

    @Property
    void short_jobs_are_cut_finer_but_no_chunk_is_shorter_than_scheduling_is_worth(
            @ForAll @LongRange(min = 1, max = 100_000) long blocks) {
        double blockSeconds = 0.001;
        JobPlan plan = new JobPlan(
                blocks,
                "blocks",
                1,
                0,
                Cost.exact(new Work(Resource.SECONDS, blockSeconds)),
                MemoryNeed.NONE,
                List.of());

        ChunkPlan chunks = plan.chunks();

        double seconds = chunks.blocksPerChunk() * blockSeconds;
        assertThat(seconds).isBetween(Math.min(blocks, 9) * blockSeconds, 0.061);
        if (blocks * blockSeconds > 128 * 0.010) {
            assertThat(chunks.chunks()).isGreaterThanOrEqualTo(128);
        }
    }
}
