package org.everycore.photonics.jobs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.run.DirectRunner;

/** Runs a job kind with one worker, cut in chunks of a chosen size: the oracle of every other way to run it. */
final class LocalJob {
    private LocalJob() {}

    static <S, P> S spec(JobKind<S, P> kind, String json) {
        return kind.parse(Specs.tree(json.getBytes(StandardCharsets.UTF_8), "spec"));
    }

    static <S, P> JobResult run(
            JobKind<S, P> kind, String json, long seed, Kernel kernel, long blocksPerChunk, Optional<Path> out)
            throws Exception {
        return DirectRunner.of(kind, spec(kind, json))
                .seed(seed)
                .kernel(kernel)
                .chunksOf(blocksPerChunk)
                .target(new ResultTarget(out))
                .run()
                .result();
    }
}
