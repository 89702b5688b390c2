package org.everycore.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.Progress;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.testing.SumKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectRunnerTest {
    private static final SumKind KIND = new SumKind();
    private static final SumKind.Spec THOUSAND = new SumKind.Spec(1000);

    @TempDir
    Path folder;

    @Test
    void anyCutAndAnyNumberOfWorkersGiveTheSum() throws Exception {
        for (int workers = 1; workers <= 4; workers++) {
            for (long cut : new long[] {1, 3, 100, 1000}) {
                Path file = folder.resolve("sum-" + workers + "-" + cut);
                DirectResult done = DirectRunner.of(KIND, THOUSAND)
                        .workers(workers)
                        .chunksOf(cut)
                        .target(ResultTarget.to(file))
                        .run();
                assertThat(file).hasContent("499500");
                assertThat(done.chunks()).isEqualTo((100 + cut - 1) / cut);
                assertThat(done.busySeconds()).hasSizeBetween(1, workers);
            }
        }
    }

    @Test
    void theCodecChangesNothing() throws Exception {
        assertThat(DirectRunner.of(KIND, THOUSAND)
                        .chunksOf(7)
                        .encoded()
                        .run()
                        .result()
                        .sha256())
                .isEqualTo(DirectRunner.of(KIND, THOUSAND).run().result().sha256());
    }

    @Test
    void aRequestSaysSpecAndWorkers() throws Exception {
        JobRequest request =
                JobRequest.of("test.sum", 0, Json.mapper().createObjectNode().put("count", 0));
        DirectResult done = DirectRunner.of(KIND, request.withWorkers(3)).run();
        assertThat(done.result().units()).isZero();
        assertThat(done.chunks()).isZero();
    }

    @Test
    void progressComesInTheOrderOfTheChunks() throws Exception {
        List<Long> merged = new ArrayList<>();
        DirectRunner.of(KIND, THOUSAND)
                .workers(3)
                .chunksOf(10)
                .watchedBy(progress -> merged.add(progress.chunksDone()))
                .run();
        assertThat(merged).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void cancellingEndsItAndLeavesNothing() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Progress> seen = new ArrayList<>();
        assertThatThrownBy(() -> DirectRunner.of(KIND, THOUSAND)
                        .workers(2)
                        .chunksOf(1)
                        .target(ResultTarget.to(folder.resolve("sum")))
                        .cancelledBy(cancelled::get)
                        .watchedBy(progress -> {
                            seen.add(progress);
                            cancelled.set(true);
                        })
                        .run())
                .isInstanceOf(CancellationException.class);
        assertThat(seen).hasSize(1);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void ofSeveralChunksThatFailTheFirstInOrderIsTold() throws IOException {
        for (int turn = 0; turn < 20; turn++) {
            assertThatThrownBy(() -> DirectRunner.of(new Failing(), THOUSAND)
                            .workers(4)
                            .chunksOf(10)
                            .run())
                    .isInstanceOf(IOException.class)
                    .hasMessage("chunk 3 is bad");
        }
    }
}
