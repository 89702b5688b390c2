package org.everycore.photonics.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.run.DirectRunner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever is free decides how many chunks in a row a worker computes at once, and a job may ask for any sub-batch: no bit of a
 * result, its loss or its truncation loss depends on it.
 */
final class LeasesTest {
    private static final long SEED = 5;
    private static final List<String> FACTS =
            List.of("loss", "gradientNorm", "truncationLoss", "truncationLossMax", "columns", "weights");

    @ParameterizedTest
    @CsvSource({
        // operator, passes, passes of a heavy circuit, each sample its own matrices
        "2, 5, 2, coherent_state",
        "3, 6, 1, direct_displacement",
        "3, 11, 4, coherent_state",
        "2, 5, 1, classical_neural",
        "2, 6, 1, angle_encoding"
    })
    void everyLeasingGivesTheSameBits(int modes, int cutoff, int layers, String encoding) throws Exception {
        boolean heavy = cutoff > 10;
        for (int samples : heavy ? new int[] {1, 5} : new int[] {1, 9, 131, 400}) {
            String json = "{\"generator\": {\"modes\": " + modes + ", \"latentDim\": " + 2 * modes + ", \"layers\": "
                    + layers + ", \"cutoff\": " + cutoff + ", \"encoding\": \"" + encoding + "\"}, \"samples\": "
                    + samples + ", \"readout\": \"xp\"}";
            check(new SampleKind(), json, samples);
            check(new GradientKind(), json, samples);
        }
    }

    private static <S, P> void check(JobKind<S, P> kind, String json, int samples) throws Exception {
        JobResult alone = run(kind, json, Kernel.SCALAR, 0, 1, new Random(0));
        direct(kind, json, alone);
        Random random = new Random(samples);
        int[] subBatches = {0, 1, 8, 24, 64};
        for (int i = 0; i < subBatches.length; i++) {
            int workers = 1 + 3 * (i % 3);
            assertSame(run(kind, json, Kernel.BLOCKED, subBatches[i], workers, random), alone, workers, subBatches[i]);
        }
        assertSame(run(kind, json, Kernel.SCALAR, 0, 7, random), alone, 7, 0);
    }

    /** Four slots take rows of chunks by themselves. */
    private static <S, P> void direct(JobKind<S, P> kind, String json, JobResult alone) throws Exception {
        JobResult four = DirectRunner.of(kind, LocalJob.spec(kind, json))
                .seed(SEED)
                .workers(4)
                .run()
                .result();
        assertSame(four, alone, 4, 0);
    }

    private static void assertSame(JobResult one, JobResult other, int workers, int subBatch) {
        assertThat(one.sha256())
                .as("%d workers, sub-batch %d", workers, subBatch)
                .isEqualTo(other.sha256());
        for (String fact : FACTS) {
            JsonNode value = one.facts().get(fact);
            assertThat(value).as(fact).isEqualTo(other.facts().get(fact));
        }
    }

    /** Runs of chunks of any length on any worker; with one worker and no chance, chunk by chunk. */
    private static <S, P> JobResult run(
            JobKind<S, P> kind, String json, Kernel kernel, int subBatch, int workers, Random random) throws Exception {
        S spec = LocalJob.spec(kind, json);
        JobContext context = new JobContext(new JobId("test"), SEED, kernel, Inputs.LOCAL);
        JobPlan plan = kind.plan(spec, context);
        NodeRunners<P> node = kind.openNode(spec, plan, context);
        List<ChunkRunner<P>> runners = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            runners.add(node.open(new WorkerContext(worker, SEED, kernel, subBatch, Inputs.LOCAL)));
        }
        ChunkPlan cut = plan.chunks();
        try (JobRun<P> run = kind.openRun(spec, plan, context, new ResultTarget(Optional.empty()))) {
            for (long next = 0; next < cut.chunks(); ) {
                int length = workers == 1 ? 1 : (int) Math.min(cut.chunks() - next, 1 + random.nextInt(12));
                List<Chunk> chunks = new ArrayList<>();
                for (int i = 0; i < length; i++) {
                    chunks.add(cut.chunk(0, next + i));
                }
                ChunkRunner<P> runner = runners.get(random.nextInt(workers));
                List<P> partials = runner.runAll(chunks, ChunkContext.detached());
                for (int i = 0; i < length; i++) {
                    run.accept(chunks.get(i), partials.get(i));
                }
                next += length;
            }
            return run.finish();
        } finally {
            runners.forEach(ChunkRunner::close);
        }
    }
}
