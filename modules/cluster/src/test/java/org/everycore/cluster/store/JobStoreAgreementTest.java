package org.everycore.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.everycore.runtime.record.Checkpoint;
import org.everycore.runtime.record.Epoch;
import org.everycore.runtime.record.Payload;

/** Any sequence of writes leaves the relational store as it leaves the store in memory, answers and refusals included. */
class JobStoreAgreementTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Clock NOON = Clock.fixed(JobStoreContract.NOON, ZoneOffset.UTC);

    /** One call: what, on which job, with which small number. */
    record Step(int what, int job, int number, int staleBy) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Integer> staleBy = Arbitraries.frequency(net.jqwik.api.Tuple.of(15, 0), net.jqwik.api.Tuple.of(1, 1));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3),
                        staleBy)
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 40)
    void bothStoresAgree(@ForAll("histories") List<Step> steps) {
        StoreSettings settings =
                StoreSettings.of("jdbc:h2:mem:agreement" + DATABASES.incrementAndGet(), "everycore", "");
        try (JobStore model = new InMemoryJobStore(NOON);
                JobStore jdbc = JdbcJobStore.open(settings, NOON)) {
            Run left = new Run(model);
            Run right = new Run(jdbc);
            for (Step step : steps) {
                assertThat(right.take(step)).as("%s", step).isEqualTo(left.take(step));
            }
            assertThat(right.whole()).isEqualTo(left.whole());
        }
    }

    private static final class Run {
        private final JobStore store;
        private long epoch;

        Run(JobStore store) {
            this.store = store;
            epoch = JobStoreContract.get(store.acquireEpoch("first")).number();
            for (int job = 0; job < 2; job++) {
                take(new Step(0, job, 0, 0));
            }
        }

        String take(Step step) {
            JobId id = new JobId("job" + step.job());
            if (epoch <= step.staleBy()) {
                return "";
            }
            Epoch writer = new Epoch(epoch - step.staleBy());
            Payload payload = JobStoreContract.bytes("p" + step.number());
            CompletionStage<?> call =
                    switch (step.what()) {
                        case 0 ->
                            store.submit(
                                    writer,
                                    JobStoreContract.job(id.value(), 0, step.number() == 3 ? "test.x" : "test.sum"));
                        case 1 -> store.transition(writer, id, JobState.RUNNING);
                        case 2 -> store.transition(writer, id, JobState.QUEUED);
                        case 3, 4, 5 ->
                            store.chunkDone(writer, id, ChunkDone.of(step.number() / 2, step.number(), payload));
                        case 6 -> store.checkpoint(writer, id, new Checkpoint(step.number(), payload));
                        case 7 ->
                            step.number() == 0
                                    ? store.restart(writer, id, "cpu_batch", step.staleBy() == 0 ? "blocked" : "scalar")
                                    : store.partials(id, 0, 0, 99);
                        case 8 ->
                            step.number() == 0
                                    ? store.finish(writer, id, JobStoreContract.success("r"))
                                    : store.find(id);
                        default -> step.number() == 0 ? store.acquireEpoch("next") : store.recover();
                    };
            try {
                Object answer = JobStoreContract.get(call);
                if (answer instanceof Epoch next) {
                    epoch = next.number();
                }
                return String.valueOf(answer);
            } catch (java.util.concurrent.CompletionException e) {
                return String.valueOf(e.getCause());
            }
        }

        String whole() {
            return JobStoreContract.get(store.recover()) + " "
                    + JobStoreContract.get(store.list(JobQuery.newest(99))) + " "
                    + JobStoreContract.get(store.referencedBlobs());
        }
    }
}
