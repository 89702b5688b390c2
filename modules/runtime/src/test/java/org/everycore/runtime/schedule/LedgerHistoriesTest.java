package org.everycore.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.everycore.runtime.schedule.ChunkLedger.Ended;
import org.everycore.runtime.schedule.ChunkLedger.Verdict;

/** Random histories of a lossy world: every chunk is merged exactly once and in order, and no lease outlives its timeout. */
class LedgerHistoriesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Failure OUCH = new Failure(Failure.CHUNK, "ouch", true);

    @Property(tries = 1000)
    void everyChunkIsMergedExactlyOnceWhateverIsLostDoubledLateOrReordered(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 60) int chunks,
            @ForAll @IntRange(min = 1, max = 9) int window) {
        World world = new World(new Random(seed), chunks, window);
        int steps = 0;
        while (!world.finished()) {
            world.step();
            assertThat(++steps).as("steps of seed %d", seed).isLessThan(20_000);
        }
        assertThat(world.merged).hasSize(chunks);
        for (int i = 0; i < chunks; i++) {
            assertThat(world.merged.get(i)).isEqualTo(i);
        }
        assertThat(world.ledger.leased()).isZero();
        assertThat(world.merge.held()).isZero();
    }

    /** Nodes that answer late, twice, never or with failures; attempts are unbounded here so that every job can end. */
    private static final class World {
        private final Random random;
        private final ChunkLedger ledger;
        private final MergeWindow<Long> merge;
        private final List<Lease> flying = new ArrayList<>();
        private final Map<Long, Integer> lastAttempt = new HashMap<>();
        private final List<Integer> merged = new ArrayList<>();
        private final int chunks;
        private final int window;
        private Duration now = Duration.ZERO;

        World(Random random, int chunks, int window) {
            this.random = random;
            this.chunks = chunks;
            this.window = window;
            this.ledger =
                    new ChunkLedger(chunks, new LedgerRules(Integer.MAX_VALUE, 2, TIMEOUT, Duration.ofSeconds(2)));
            this.merge = new MergeWindow<>(window);
        }

        boolean finished() {
            return merged.size() == chunks;
        }

        void step() {
            now = now.plusMillis(random.nextInt(400));
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> lease();
                case 3, 4, 5 -> deliver(random.nextInt(10) < 8);
                case 6 -> fail();
                case 7 -> disturb();
                default -> sweep();
            }
            assertThat(merge.held()).isLessThanOrEqualTo(window);
        }

        private void lease() {
            NodeId node = node();
            for (Lease lease : ledger.lease(node, 1 + random.nextInt(4), merge.limit(), random.nextBoolean(), now)) {
                assertThat(lease.chunk()).isLessThan(merge.limit());
                assertThat(ledger.isDone(lease.chunk())).isFalse();
                assertThat(lease.attempt()).isGreaterThan(lastAttempt.getOrDefault(lease.chunk(), 0));
                lastAttempt.put(lease.chunk(), lease.attempt());
                if (random.nextInt(10) > 0) {
                    flying.add(lease);
                }
            }
        }

        private void deliver(boolean once) {
            if (flying.isEmpty()) {
                return;
            }
            int which = random.nextInt(flying.size());
            Lease lease = once ? flying.remove(which) : flying.get(which);
            if (ledger.complete(lease.chunk())) {
                merge.put(lease.chunk(), lease.chunk());
            }
            mergeSome();
        }

        private void mergeSome() {
            for (MergeWindow.Ready<Long> ready : merge.take(1 + random.nextInt(5))) {
                assertThat(ready.chunk()).isEqualTo(ready.result());
                merged.add((int) ready.chunk());
            }
            merge.mergedBelow(merged.size());
        }

        private void fail() {
            if (!flying.isEmpty()) {
                Lease lease = flying.remove(random.nextInt(flying.size()));
                Ended ended = ledger.fail(lease.chunk(), lease.attempt(), random.nextInt(2), OUCH, now);
                assertThat(ended.verdict()).isNotEqualTo(Verdict.POISON);
            }
        }

        private void disturb() {
            if (random.nextInt(4) == 0) {
                if (random.nextBoolean()) {
                    ledger.surrender(node());
                }
                ledger.lost(node(), now);
            } else if (!flying.isEmpty()) {
                Lease lease = flying.get(random.nextInt(flying.size()));
                if (random.nextBoolean()) {
                    ledger.renew(lease.chunk(), lease.attempt(), now);
                } else {
                    ledger.release(lease.chunk(), lease.attempt());
                }
            }
        }

        private void sweep() {
            ledger.expire(now);
            ledger.oldest().ifPresent(lease -> assertThat(lease.deadline()).isGreaterThan(now));
            mergeSome();
        }

        private NodeId node() {
            return new NodeId("n" + random.nextInt(3));
        }
    }
}
