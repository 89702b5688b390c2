package org.everycore.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;

/**
 * A sort of job: how its spec is read, how its work is cut into blocks, how a worker computes a chunk, and how partial
 * results become the result. Implementations are stateless, found by {@link java.util.ServiceLoader}, and must make every
 * block a pure function of (spec, seed, block, round state): the same bits whoever computes it, in whatever chunk, however
 * often.
 *
 * @param <S> the spec: an immutable record read from JSON; the files that it reads are {@link InputRef}s, the databases and
 *     folders {@link PlaceRef}s, wherever in it they stand
 * @param <P> the partial result of a chunk; passed by reference within a node, by {@link #codec()} between nodes, and closed
 *     once it is merged if it is {@link java.io.Closeable}
 */
public interface JobKind<S, P> {
    /** The name in job files, such as {@code photonics.sample}. */
    String name();

    /** One sentence for people who look at the list of kinds. */
    String summary();

    Class<S> specType();

    /** An example of a spec that works, for {@code kinds show} and for the documentation. */
    JsonNode example();

    /**
     * Reads and validates a spec. The default reads {@link #specType()} strictly: unknown keys, wrong types, numbers out of
     * {@link Limits} and non-finite numbers are errors that name the field.
     *
     * @throws SpecException when the spec cannot be used
     */
    default S parse(JsonNode spec) {
        return Specs.read(spec, specType(), "spec");
    }

    /** The forms that the result of such a job can be written in, the default first. */
    default List<ResultFormat> formats(S spec) {
        return List.of(ResultFormat.JSON);
    }

    /**
     * The name of the numeric family whose bits the given kernel produces. Two kernels with equal families give equal bits;
     * kinds whose answers are exact return one name for all.
     */
    String family(S spec, Kernel kernel);

    /** Blocks, cost and memory, from the spec and the sizes of its inputs alone. */
    JobPlan plan(S spec, JobContext context) throws IOException;

    /**
     * Opens what a node's workers share for this job; called once a node, by the worker that comes first. What takes time or
     * memory and is the same for every worker belongs here, and its bytes into {@link MemoryNeed#shared()}. A kind overrides
     * this, or {@link #openWorker} when its workers share nothing.
     */
    default NodeRunners<P> openNode(S spec, JobPlan plan, JobContext context) throws IOException {
        return worker -> openWorker(spec, plan, worker);
    }

    /**
     * Opens what a worker owns for this job: buffers, parsers. Called on the worker's own thread, by {@link #openNode} unless
     * that is overridden.
     */
    default ChunkRunner<P> openWorker(S spec, JobPlan plan, WorkerContext context) throws IOException {
        throw new UnsupportedOperationException(name() + " overrides neither openNode nor openWorker");
    }

    /**
     * Opens the merging side of a job. It is used by one thread at a time.
     *
     * @param target where the result goes
     */
    JobRun<P> openRun(S spec, JobPlan plan, JobContext context, ResultTarget target) throws IOException;

    /** How partials travel between nodes and rest in the job store. */
    PartialCodec<P> codec();

    /**
     * Merges the partials of two adjacent chunks, left before right, where that is exact and associative; lets a node send
     * one partial for many chunks.
     */
    default Optional<BinaryOperator<P>> combiner() {
        return Optional.empty();
    }
}
