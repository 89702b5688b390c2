package org.everycore.runtime.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.everycore.jobs.JobId;
import org.everycore.runtime.job.JobWatch;
import org.everycore.runtime.schedule.NodeId;
import org.everycore.runtime.wire.ToClient;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final NodeId NODE = new NodeId("10.0.0.1:2551/a/cpu");
    private static final JobId JOB = new JobId("j");

    private long now = 1_000_000;
    private final Lanes lanes = new Lanes(() -> now);

    private void done(int worker, long chunk, long millis, boolean good) {
        lanes.chunk(new JobWatch.Attempt(JOB, "k", NODE, worker, chunk, millis * 1_000_000, good));
    }

    @Test
    void chunksInARowAreOneBlockAndAGapBeginsAnother() {
        for (int chunk = 0; chunk < 10; chunk++) {
            now += 20;
            done(0, chunk, 20, true);
        }
        now += 500;
        done(0, 10, 100, true);

        ToClient.Lanes seen = lanes.since(0, Map.of(NODE, 2));

        assertThat(seen.workers()).isEqualTo(2);
        assertThat(seen.lanes()).hasSize(2);
        assertThat(seen.lanes().get(0).blocks())
                .containsExactly(
                        new ToClient.LaneBlock(JOB, 0, 9, 10, 1_000_000, 1_000_200, 1, true),
                        new ToClient.LaneBlock(JOB, 10, 10, 1, 1_000_600, 1_000_700, 1, true));
        assertThat(seen.lanes().get(1).blocks()).as("a worker that did nothing").isEmpty();
    }

    @Test
    void aFailedChunkIsABlockOfItsOwn() {
        now += 50;
        done(0, 0, 50, true);
        now += 50;
        done(0, 1, 50, false);
        now += 50;
        done(0, 1, 50, true);

        assertThat(lanes.since(0, Map.of(NODE, 1)).lanes().get(0).blocks())
                .extracting(ToClient.LaneBlock::good)
                .containsExactly(true, false, true);
    }

    @Test
    void onlyWhatIsNewIsToldAndWhatIsOldIsForgotten() {
        now += 50;
        done(0, 0, 50, true);
        long seen = lanes.since(0, Map.of(NODE, 1)).at();
        now += 5_000;
        done(0, 1, 50, true);
        assertThat(lanes.since(seen, Map.of(NODE, 1)).lanes().get(0).blocks()).hasSize(1);
        now += Lanes.KEPT_MILLIS + 10_000;
        done(0, 2, 50, true);
        assertThat(lanes.since(0, Map.of(NODE, 1)).lanes().get(0).blocks()).hasSize(1);
    }

    @Test
    void athousandNodesAreALaneEachWithTheShareOfTheirWorkersThatWereBusy() {
        Map<NodeId, Integer> known = new HashMap<>();
        for (int node = 0; node < 1_000; node++) {
            known.put(new NodeId("n" + node + ":1/a/cpu"), 4);
        }
        for (int second = 0; second < 60; second++) {
            now += 1_000;
            for (NodeId node : known.keySet()) {
                for (int worker = 0; worker < 2; worker++) {
                    lanes.chunk(new JobWatch.Attempt(JOB, "k", node, worker, second, 1_000_000_000L, true));
                }
            }
        }

        ToClient.Lanes seen = lanes.since(now - 3_000, known);

        assertThat(seen.workers()).isEqualTo(4_000);
        assertThat(seen.lanes()).hasSize(1_000).allSatisfy(lane -> {
            assertThat(lane.worker()).isEqualTo(-1);
            assertThat(lane.blocks()).isNotEmpty().allSatisfy(block -> assertThat(block.share())
                    .as("two of four workers")
                    .isCloseTo(0.5, within(1e-9)));
        });
        assertThat(lanes.since(0, known).lanes().stream()
                        .mapToInt(lane -> lane.blocks().size())
                        .sum())
                .as("what one message may hold")
                .isLessThanOrEqualTo(4_000);
    }

    @Test
    void theLanesOfANodeThatIsGoneGoWithIt() {
        now += 50;
        done(0, 0, 50, true);
        lanes.forget(NODE);
        assertThat(lanes.since(0, Map.of(NODE, 1)).lanes().get(0).blocks()).isEmpty();
    }
}
