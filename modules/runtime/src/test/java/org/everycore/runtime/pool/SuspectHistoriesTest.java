package org.everycore.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.everycore.runtime.pool.SuspectWorld.Task;

/** Random histories of chunks that kill their node, beside chunks that do not: who is blamed, and whether all of them end. */
class SuspectHistoriesTest {
    @Property(tries = 1000)
    void killersArePoisonInnocentChunksNeverAreAndEveryJobEnds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int nodes,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll @IntRange(min = 1, max = 12) int killers,
            @ForAll @IntRange(min = 1, max = 6) int jobs) {
        Random random = new Random(seed);
        Task innocent = new Task("innocent", 1 + random.nextInt(12), 0);
        Task second = new Task("second", 1 + random.nextInt(5), 0);
        List<Task> bad = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            bad.add(new Task("bad-" + i, killers + random.nextInt(4), killers));
        }
        List<Task> all = new ArrayList<>(bad);
        all.addAll(List.of(innocent, second));
        SuspectWorld world = new SuspectWorld(random, nodes, workers, all);
        int steps = 0;
        while (!world.ended()) {
            world.step();
            assertThat(++steps).as("steps of seed %d", seed).isLessThan(200_000);
        }
        assertThat(innocent.ledger.allDone()).isTrue();
        assertThat(second.ledger.allDone() || second.cancelled).isTrue();
        for (Task job : bad) {
            assertThat(job.poisoned).hasSize(1).allMatch(chunk -> chunk < killers);
            assertThat(job.failures).isEqualTo(3);
        }
    }
}
