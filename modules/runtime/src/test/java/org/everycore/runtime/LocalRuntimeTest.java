package org.everycore.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Fallback;
import org.everycore.runtime.schedule.Failure;
import org.everycore.runtime.schedule.LedgerRules;
import org.everycore.testing.TraceKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalRuntimeTest {
    private static final AtomicLong SEEDS = new AtomicLong(1);
    private static final LedgerRules SHORT = new LedgerRules(3, 3, Duration.ofSeconds(1), Duration.ofMillis(100));

    private final LocalRuntimeConfig config = LocalRuntimeConfig.of(KindRegistry.of(List.of(new TraceKind())));
    private LocalRuntime runtime = LocalRuntime.start(config.withWorkers(3).withRules(SHORT));
    private final long seed = SEEDS.getAndIncrement();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void everyBlockIsInTheResultOnceAndInOrder() throws Exception {
        Path file = folder.resolve("trace.bin");
        Outcome outcome = run(spec(1000).put("blocksPerChunk", 7), file);
        assertThat(outcome.report().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(outcome.report().chunks()).isEqualTo(143);
        ByteBuffer values = ByteBuffer.wrap(Files.readAllBytes(file));
        for (int block = 0; block < 1000; block++) {
            assertThat(values.getLong()).isEqualTo(TraceKind.value(seed, 0, block, 0));
        }
        assertThat(values.hasRemaining()).isFalse();
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theHashIsTheSameForAnyNumberOfWorkersAndAnyStrategy() {
        ObjectNode spec = spec(500).put("blocksPerChunk", 3).put("rounds", 4);
        List<String> hashes = new ArrayList<>();
        for (String strategy : List.of("sequential", "threading", "cpu_batch", "auto")) {
            for (int workers = 1; workers <= 3; workers++) {
                Outcome outcome = run(request(spec).withStrategy(strategy).withWorkers(workers));
                hashes.add(outcome.report().sha256());
                int allowed = strategy.equals("sequential") ? 1 : workers;
                assertThat(outcome.report().workers()).isLessThanOrEqualTo(allowed);
            }
        }
        assertThat(hashes).doesNotContainNull().hasSize(12).containsOnly(hashes.get(0));
    }

    @Test
    void roundsFollowEachOtherWithTheStateOfTheOneBefore() throws Exception {
        Path file = folder.resolve("rounds.bin");
        run(spec(5).put("rounds", 3), file);
        ByteBuffer values = ByteBuffer.wrap(Files.readAllBytes(file));
        long sum = 0;
        long state = 0;
        for (int round = 0; round < 3; round++) {
            for (int block = 0; block < 5; block++) {
                long value = values.getLong();
                assertThat(value).isEqualTo(TraceKind.value(seed, round, block, state));
                sum += value;
            }
            state = sum;
        }
    }

    @Test
    void whatWorkersShareIsOpenedOnceAndClosedBehindThem() {
        int nodes = TraceKind.OPEN_NODES.get();
        for (ObjectNode spec : List.of(
                spec(200).put("blocksPerChunk", 5).put("rounds", 3),
                spec(50).put("failingChunk", 20).put("failures", 2),
                spec(50).put("failingChunk", 4).put("failures", 99))) {
            long own = SEEDS.getAndIncrement();
            run(JobRequest.of(TraceKind.NAME, own, spec)
                    .withStrategy("threading")
                    .withWorkers(2));
            assertThat(TraceKind.NODES_OPENED.get(own)).hasValue(1);
        }
        runtime.close();
        assertThat(TraceKind.OPEN_NODES).hasValue(nodes);
    }

    @Test
    void aJobWithoutBlocksEnds() {
        Outcome outcome = run(request(spec(0)));
        assertThat(outcome.report().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(outcome.report().units()).isZero();
    }

    @Test
    void aChunkThatFailsTwiceIsTriedOnOtherWorkersAndTheBitsAreTheSame() {
        String clean = run(request(spec(50))).report().sha256();
        Outcome outcome = run(request(spec(50).put("failingChunk", 20).put("failures", 2)));
        assertThat(outcome.report().sha256()).isEqualTo(clean);
        assertThat(outcome.report().retries()).isEqualTo(2);
    }

    @Test
    void aPoisonChunkFailsItsJobWithCauseAndRangeAndLeavesNothing() {
        Path file = folder.resolve("poison.bin");
        int runs = TraceKind.OPEN_RUNS.get();
        Outcome outcome =
                run(spec(50).put("blocksPerChunk", 5).put("failingChunk", 4).put("failures", 99), file);
        assertThat(outcome.report().state()).isEqualTo(JobState.FAILED);
        assertThat(outcome.report().error())
                .isEqualTo("chunk 4 (blocks 20 to 24) failed 3 times, last: IllegalStateException: boom 2");
        assertThat(outcome.failure()).get().extracting(Failure::kind).isEqualTo(Failure.CHUNK);
        assertThat(folder).isEmptyDirectory();
        assertThat(TraceKind.OPEN_RUNS).hasValue(runs);
    }

    @Test
    void errorsOfAKindAreItsOwnAndAnotherJobGoesOn() {
        Outcome deep =
                run(request(spec(5).put("failingChunk", 0).put("failures", 99).put("failure", "stack")));
        assertThat(deep.report().error()).contains("StackOverflowError");
        Outcome spec =
                run(request(spec(5).put("failingChunk", 0).put("failures", 99).put("failure", "spec")));
        assertThat(spec.failure()).get().extracting(Failure::kind).isEqualTo(Failure.SPEC);
        assertThat(spec.report().error()).isEqualTo("file = gone.adi: no such file");
        assertThat(run(request(spec(5))).report().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aChunkThatHangsLosesItsLeaseAndItsWorkerAndRunsElsewhere() {
        Outcome outcome =
                run(request(spec(20).put("failingChunk", 3).put("failures", 1).put("failure", "hang")));
        assertThat(outcome.report().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(outcome.report().retries()).isEqualTo(1);
    }

    @Test
    void aChunkThatTakesLongerThanALeaseButLivesIsLeftAlone() {
        Outcome outcome = run(request(spec(1).put("spinMicros", 2_500_000)));
        assertThat(outcome.report().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(outcome.report().retries()).isZero();
    }

    @Test
    void anEngineThatCannotBeLoadedFallsBackAndTheReportSaysSo() {
        ObjectNode spec = spec(5).put("failingChunk", 0).put("failures", 1).put("failure", "engine");
        Outcome outcome = run(request(spec).withStrategy("cpu_batch"));
        assertThat(outcome.report().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(outcome.report().strategy()).isEqualTo("threading");
        assertThat(outcome.report().requestedStrategy()).isEqualTo("cpu_batch");
        assertThat(outcome.report().fallbacks()).extracting(Fallback::from).containsExactly("cpu_batch");
    }

    @Test
    void aStrategyThatCannotRunHereFallsBack() {
        Outcome outcome = run(request(spec(5)).withStrategy("gpu_batch"));
        assertThat(outcome.report().strategy()).isEqualTo("cpu_batch");
        assertThat(outcome.report().fallbacks()).hasSize(1);
    }

    @Test
    void cancelEndsARunningJobAtOnceAndLeavesNothing() throws Exception {
        Path file = folder.resolve("cancelled.bin");
        CountDownLatch running = new CountDownLatch(1);
        ObjectNode spec = spec(1000).put("failingChunk", 0).put("failures", 99).put("failure", "wait");
        JobHandle handle = runtime.submit(request(spec), ResultTarget.to(file), progress -> {
            if (progress.chunksDone() > 0) {
                running.countDown();
            }
        });
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        handle.cancel();
        Outcome outcome = handle.outcome().toCompletableFuture().get(2, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(outcome.report().state()).isEqualTo(JobState.CANCELLED);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRequestThatCannotBeUsedIsRefusedWithItsField() {
        assertThatThrownBy(() -> run(request(spec(5).put("nonsense", 1))))
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.field()).contains("nonsense"));
        assertThatThrownBy(() -> run(request(spec(-5)))).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> run(JobRequest.of("no.such", 0, spec(1))))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("known: test.trace");
    }

    @Test
    void aJobThatDoesNotFitIntoMemoryIsRefusedWithTheFigure() {
        assertThatThrownBy(() -> run(request(spec(5).put("memoryPerWorker", 1L << 50))))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("MiB");
    }

    @Test
    void manyJobsAtOnceAllEndWithTheirOwnBits() {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            outcomes.add(
                    runtime.submit(JobRequest.of(TraceKind.NAME, 1_000_000 + i % 2, spec(200)), ResultTarget.NOWHERE)
                            .outcome()
                            .toCompletableFuture());
        }
        List<String> hashes =
                outcomes.stream().map(o -> o.join().report().sha256()).toList();
        assertThat(hashes.stream().distinct()).hasSize(2);
    }

    @Test
    void closingEndsWhatRuns() {
        int runs = TraceKind.OPEN_RUNS.get();
        CompletableFuture<Outcome> outcome = runtime.submit(
                        request(spec(10).put("failingChunk", 0)
                                .put("failures", 99)
                                .put("failure", "wait")),
                        ResultTarget.NOWHERE)
                .outcome()
                .toCompletableFuture();
        runtime.close();
        assertThat(outcome.join().report().state()).isEqualTo(JobState.CANCELLED);
        assertThat(TraceKind.OPEN_RUNS).hasValue(runs);
    }

    private JobRequest request(ObjectNode spec) {
        return JobRequest.of(TraceKind.NAME, seed, spec);
    }

    private static ObjectNode spec(long blocks) {
        return Json.mapper().createObjectNode().put("blocks", blocks);
    }

    private Outcome run(ObjectNode spec, Path file) {
        return join(runtime.submit(request(spec), ResultTarget.to(file)));
    }

    private Outcome run(JobRequest request) {
        return join(runtime.submit(request, ResultTarget.NOWHERE));
    }

    private static Outcome join(JobHandle handle) {
        try {
            return handle.outcome().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
