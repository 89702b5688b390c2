package org.everycore.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.ChunkRange;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.EpochHeldException;
import org.everycore.runtime.record.JobConflictException;
import org.everycore.runtime.record.JobEnd;
import org.everycore.runtime.record.JobRecord;
import org.everycore.runtime.record.JobStateException;
import org.everycore.runtime.record.Payload;
import org.everycore.runtime.record.StaleEpochException;
import org.everycore.runtime.record.StoredJob;
import org.everycore.runtime.record.StoredResult;
import org.everycore.runtime.record.UnfinishedJob;
import org.everycore.runtime.record.UnknownJobException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every job store must do. */
abstract class JobStoreContract {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String SHA = "ab".repeat(32);

    JobStore store;
    Epoch epoch;

    /** Opens a store over what the one before left, or an empty one at first. */
    abstract JobStore open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        store = open();
        epoch = get(store.acquireEpoch("first"));
    }

    @AfterEach
    void end() {
        store.close();
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    static void refused(ThrowingCallable call, Class<? extends Throwable> with) {
        assertThatThrownBy(call).isInstanceOf(CompletionException.class).cause().isInstanceOf(with);
    }

    static JobRecord job(String id, int seconds, String kind) {
        JobRequest request =
                JobRequest.of(kind, 7, JsonNodeFactory.instance.objectNode().put("text", "ä€\u0000 \" x"));
        return new JobRecord(
                new JobId(id), request, "cluster", "blocked", Set.of(SHA), NOON.plusSeconds(seconds), "tester");
    }

    static JobRecord job(String id) {
        return job(id, 0, "test.sum");
    }

    static Payload bytes(String text) {
        return Payload.inline(text.getBytes(StandardCharsets.UTF_8));
    }

    static JobEnd success(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StoredResult result = new StoredResult(
                RowHash.of().text(text).hex(), bytes.length, "text/plain", "result.txt", Payload.inline(bytes));
        return new JobEnd(
                JobState.SUCCEEDED,
                JsonNodeFactory.instance.objectNode().put("seconds", 1.5),
                Optional.of(result),
                null,
                NOON.plusSeconds(60));
    }

    static JobEnd failure(String error) {
        return new JobEnd(
                JobState.FAILED, JsonNodeFactory.instance.objectNode(), Optional.empty(), error, NOON.plusSeconds(60));
    }

    @Test
    void aJobReadsBackAsItWasSubmitted() {
        Submitted submitted = get(store.submit(epoch, job("a")));
        assertThat(submitted.isNew()).isTrue();
        assertThat(get(store.find(new JobId("a")))).contains(submitted.job());
        assertThat(submitted.job().job()).isEqualTo(job("a"));
        assertThat(submitted.job().state()).isEqualTo(JobState.QUEUED);
        assertThat(get(store.find(new JobId("b")))).isEmpty();
    }

    @Test
    void theSameJobAgainIsOneJobAndAnotherUnderItsIdIsRefused() {
        get(store.submit(epoch, job("a")));
        Submitted again = get(store.submit(epoch, job("a", 99, "test.sum")));
        assertThat(again.isNew()).isFalse();
        assertThat(again.job().job().submittedAt()).isEqualTo(NOON);
        refused(() -> get(store.submit(epoch, job("a", 0, "test.other"))), JobConflictException.class);
        assertThat(get(store.list(JobQuery.newest(10))).jobs()).hasSize(1);
    }

    @Test
    void writesOfAnEarlierEpochAreRefused() {
        get(store.submit(epoch, job("a")));
        Epoch next = get(store.acquireEpoch("second"));
        assertThat(next).isGreaterThan(epoch);
        refused(() -> get(store.submit(epoch, job("b"))), StaleEpochException.class);
        refused(() -> get(store.transition(epoch, new JobId("a"), JobState.RUNNING)), StaleEpochException.class);
        refused(
                () -> get(store.chunkDone(epoch, new JobId("a"), ChunkDone.of(0, 0, bytes("x")))),
                StaleEpochException.class);
        refused(
                () -> get(store.checkpoint(epoch, new JobId("a"), new Checkpoint(1, bytes("x")))),
                StaleEpochException.class);
        refused(() -> get(store.finish(epoch, new JobId("a"), failure("x"))), StaleEpochException.class);
        refused(() -> get(store.restart(epoch, new JobId("a"), "cpu_batch", "blocked")), StaleEpochException.class);
        refused(() -> get(store.purge(epoch, NOON.plusSeconds(999))), StaleEpochException.class);
        refused(() -> get(store.renew(epoch, Duration.ofSeconds(9))), StaleEpochException.class);
        get(store.renew(next, Duration.ofSeconds(9)));
        get(store.transition(next, new JobId("a"), JobState.RUNNING));
    }

    @Test
    void whoIsInOfficeAndShowsItIsRespectedUntilTheLeaseRunsOut() {
        assertThat(get(store.holder())).as("an epoch without a lease").isEmpty();
        Epoch held = get(store.acquireEpoch("here", Duration.ofMinutes(5), false));
        assertThat(get(store.holder())).contains("here");
        refused(() -> get(store.acquireEpoch("there", Duration.ofMinutes(5), false)), EpochHeldException.class);
        get(store.renew(held, Duration.ofMinutes(5)));
        Epoch again = get(store.acquireEpoch("here", Duration.ofMinutes(5), false));
        assertThat(again).as("the same node, started again").isGreaterThan(held);
        refused(() -> get(store.renew(held, Duration.ofMinutes(5))), StaleEpochException.class);
        refused(() -> get(store.acquireEpoch("there", Duration.ofMinutes(5), false)), EpochHeldException.class);
        get(store.renew(again, Duration.ZERO));
        Epoch there = get(store.acquireEpoch("there", Duration.ofMinutes(5), false));
        assertThat(there).as("after the holder let go").isGreaterThan(again);
        Epoch insisted = get(store.acquireEpoch("here", Duration.ZERO, true));
        refused(() -> get(store.renew(there, Duration.ofMinutes(5))), StaleEpochException.class);
        get(store.renew(insisted, Duration.ZERO));
    }

    @Test
    void statesGoOnlyWhereTheyMay() {
        get(store.submit(epoch, job("a")));
        JobId id = new JobId("a");
        refused(() -> get(store.finish(epoch, id, success("x"))), JobStateException.class);
        StoredJob running = get(store.transition(epoch, id, JobState.RUNNING));
        assertThat(running.startedAt()).isPresent();
        assertThat(get(store.transition(epoch, id, JobState.RUNNING))).isEqualTo(running);
        get(store.transition(epoch, id, JobState.QUEUED));
        assertThat(get(store.transition(epoch, id, JobState.RUNNING)).startedAt())
                .isEqualTo(running.startedAt());
        StoredJob ended = get(store.finish(epoch, id, success("x")));
        assertThat(ended.end()).contains(success("x"));
        assertThat(get(store.finish(epoch, id, success("x")))).isEqualTo(ended);
        refused(() -> get(store.finish(epoch, id, success("y"))), JobStateException.class);
        refused(() -> get(store.finish(epoch, id, failure("no"))), JobStateException.class);
        refused(() -> get(store.transition(epoch, id, JobState.RUNNING)), JobStateException.class);
        refused(() -> get(store.chunkDone(epoch, id, ChunkDone.of(0, 1, bytes("z")))), JobStateException.class);
        refused(() -> get(store.transition(epoch, new JobId("none"), JobState.RUNNING)), UnknownJobException.class);
        refused(
                () -> get(store.chunkDone(epoch, new JobId("none"), ChunkDone.of(0, 1, bytes("z")))),
                UnknownJobException.class);
    }

    @Test
    void chunksSurviveAndTheFirstPartialOfAChunkStays() throws Exception {
        JobId id = new JobId("a");
        get(store.submit(epoch, job("a")));
        get(store.transition(epoch, id, JobState.RUNNING));
        get(store.chunkDone(epoch, id, ChunkDone.of(0, 5, bytes("five"))));
        get(store.chunkDone(epoch, id, new ChunkDone(0, 1, 4, Payload.blob(SHA, 1 << 20))));
        get(store.chunkDone(epoch, id, ChunkDone.of(0, 5, bytes("another five"))));
        store.close();

        store = open();
        UnfinishedJob unfinished = get(store.recover()).get(0);
        assertThat(unfinished.job().state()).isEqualTo(JobState.RUNNING);
        assertThat(unfinished.done()).containsExactly(new ChunkRange(0, 1, 4), new ChunkRange(0, 5, 6));
        assertThat(get(store.partials(id, 0, 0, 10)))
                .containsExactly(new ChunkDone(0, 1, 4, Payload.blob(SHA, 1 << 20)), ChunkDone.of(0, 5, bytes("five")));
        assertThat(get(store.partials(id, 0, 2, 10)))
                .extracting(ChunkDone::first)
                .containsExactly(5L);
        assertThat(get(store.partials(id, 0, 0, 1)))
                .extracting(ChunkDone::first)
                .containsExactly(1L);
    }

    @Test
    void aCheckpointReplacesTheRoundsBeforeIt() {
        JobId id = new JobId("a");
        get(store.submit(epoch, job("a")));
        get(store.chunkDone(epoch, id, ChunkDone.of(0, 0, bytes("r0"))));
        get(store.checkpoint(epoch, id, new Checkpoint(1, bytes("weights 1"))));
        get(store.chunkDone(epoch, id, ChunkDone.of(0, 1, bytes("late"))));
        get(store.chunkDone(epoch, id, ChunkDone.of(1, 0, bytes("r1"))));
        get(store.checkpoint(epoch, id, new Checkpoint(0, bytes("late"))));
        UnfinishedJob unfinished = get(store.recover()).get(0);
        assertThat(unfinished.checkpoint()).contains(new Checkpoint(1, bytes("weights 1")));
        assertThat(unfinished.round()).isEqualTo(1);
        assertThat(unfinished.done()).containsExactly(new ChunkRange(1, 0, 1));
        assertThat(get(store.partials(id, 0, 0, 10))).isEmpty();
    }

    @Test
    void aRestartForgetsChunksAndTakesTheNewFamily() {
        JobId id = new JobId("a");
        get(store.submit(epoch, job("a")));
        get(store.checkpoint(epoch, id, new Checkpoint(3, bytes("w"))));
        get(store.chunkDone(epoch, id, ChunkDone.of(3, 0, bytes("r3"))));
        StoredJob restarted = get(store.restart(epoch, id, "cpu_batch", "scalar"));
        assertThat(restarted.job().family()).isEqualTo("scalar");
        UnfinishedJob unfinished = get(store.recover()).get(0);
        assertThat(unfinished.checkpoint()).isEmpty();
        assertThat(unfinished.done()).isEmpty();
        get(store.chunkDone(epoch, id, ChunkDone.of(0, 0, bytes("r0"))));
        assertThat(get(store.partials(id, 0, 0, 9))).hasSize(1);
    }

    @Test
    void aRestartWithinAFamilyKeepsChunksAndCheckpoint() {
        JobId id = new JobId("a");
        get(store.submit(epoch, job("a")));
        get(store.checkpoint(epoch, id, new Checkpoint(3, bytes("w"))));
        get(store.chunkDone(epoch, id, ChunkDone.of(3, 0, bytes("r3"))));
        StoredJob restarted = get(store.restart(epoch, id, "cpu_batch", "blocked"));
        assertThat(restarted.job().strategy()).isEqualTo("cpu_batch");
        UnfinishedJob unfinished = get(store.recover()).get(0);
        assertThat(unfinished.checkpoint()).contains(new Checkpoint(3, bytes("w")));
        assertThat(unfinished.done()).containsExactly(new ChunkRange(3, 0, 1));
    }

    @Test
    void anEndForgetsChunksAndKeepsWhatIsReferenced() {
        JobId id = new JobId("a");
        String other = "cd".repeat(32);
        get(store.submit(epoch, job("a")));
        get(store.transition(epoch, id, JobState.RUNNING));
        get(store.chunkDone(epoch, id, ChunkDone.of(0, 0, Payload.blob(other, 5))));
        assertThat(get(store.referencedBlobs())).containsExactlyInAnyOrder(SHA, other);
        get(store.finish(epoch, id, success("x")));
        assertThat(get(store.recover())).isEmpty();
        assertThat(get(store.partials(id, 0, 0, 9))).isEmpty();
        assertThat(get(store.referencedBlobs())).containsExactly(SHA);
        assertThat(get(store.purge(epoch, NOON.plusSeconds(60)))).isZero();
        assertThat(get(store.purge(epoch, NOON.plusSeconds(61)))).isEqualTo(1);
        assertThat(get(store.find(id))).isEmpty();
        assertThat(get(store.referencedBlobs())).isEmpty();
    }

    @Test
    void pagesTogetherAreTheList() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            // Two jobs share each time stamp, and ids mix cases: the order must not depend on a locale.
            String id = (i % 2 == 0 ? "B" : "a") + i;
            get(store.submit(epoch, job(id, i / 2, i % 3 == 0 ? "test.three" : "test.sum")));
            expected.add(id);
        }
        expected.sort((x, y) -> {
            int byTime = Integer.compare((y.charAt(1) - '0') / 2, (x.charAt(1) - '0') / 2);
            return byTime != 0 ? byTime : y.compareTo(x);
        });
        List<String> found = new ArrayList<>();
        JobQuery query = JobQuery.newest(3);
        for (JobPage page = get(store.list(query)); ; page = get(store.list(query))) {
            page.jobs().forEach(job -> found.add(job.id().value()));
            if (page.next().isEmpty()) {
                break;
            }
            query = query.after(page.next().get());
        }
        assertThat(found).isEqualTo(expected);
        get(store.transition(epoch, new JobId("a1"), JobState.RUNNING));
        assertThat(get(store.list(new JobQuery(Set.of(), Optional.empty(), Optional.of("nobody"), 5, Optional.empty())))
                        .jobs())
                .isEmpty();
        assertThat(get(store.list(new JobQuery(
                                Set.of(JobState.RUNNING), Optional.empty(), Optional.empty(), 5, Optional.empty())))
                        .jobs())
                .extracting(job -> job.id().value())
                .containsExactly("a1");
        assertThat(get(store.list(new JobQuery(
                                Set.of(), Optional.of("test.three"), Optional.empty(), 50, Optional.empty())))
                        .jobs())
                .hasSize(4);
        assertThatThrownBy(() -> store.list(JobQuery.newest(1).after("nonsense")))
                .isInstanceOf(SpecException.class);
    }

    @Test
    void everyWriteMadeAtOnceIsThereOnce() {
        JobId id = new JobId("a");
        get(store.submit(epoch, job("a")));
        List<CompletionStage<?>> writes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            writes.add(store.chunkDone(epoch, id, ChunkDone.of(0, i, bytes("p" + i))));
            if (i % 100 == 0) {
                writes.add(store.submit(epoch, job("job" + i)));
            }
        }
        writes.forEach(JobStoreContract::get);
        assertThat(get(store.partials(id, 0, 0, 5000)))
                .hasSize(2000)
                .element(1234)
                .isEqualTo(ChunkDone.of(0, 1234, bytes("p1234")));
        assertThat(get(store.list(JobQuery.newest(100))).jobs()).hasSize(21);
    }
}
