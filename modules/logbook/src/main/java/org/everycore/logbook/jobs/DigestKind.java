package org.everycore.logbook.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.logbook.digest.Digest;
import org.everycore.logbook.digest.DigestSpec;

/**
 * The job {@code radio.digest}: a text about each log, a block a log. Workers gather the facts; where a model is to word them, a
 * second round of one chunk asks it, so that its calls share one limit and one cost cap. Local texts are the same bytes for
 * every run.
 */
public final class DigestKind implements JobKind<DigestSpec, byte[]> {
    private static final int PASSES = 3;

    @Override
    public String name() {
        return "radio.digest";
    }

    @Override
    public String summary() {
        return "A text about the latest QSOs, the goals and what would bring most, for each of one or many logs.";
    }

    @Override
    public Class<DigestSpec> specType() {
        return DigestSpec.class;
    }

    @Override
    public JsonNode example() {
        ObjectNode example = Json.mapper().createObjectNode();
        example.putArray("logs").add("examples/contest-week.adi");
        example.put("days", 30);
        example.putObject("goals").put("DXCC", 100).put("WAS", 50);
        return example;
    }

    /** A model's words are not to be had twice, so they are a family of their own. */
    @Override
    public String family(DigestSpec spec, Kernel kernel) {
        return spec.author().equals(Digest.LOCAL) ? "exact" : "model";
    }

    @Override
    public JobPlan plan(DigestSpec spec, JobContext context) throws IOException {
        long bytes = 0;
        for (InputRef log : spec.logs()) {
            bytes += Files.size(context.inputs().resolve(log));
        }
        return new JobPlan(
                spec.logs().size(),
                "logs",
                1,
                1,
                Cost.exact(new Work(
                                Resource.SCANNED_BYTES,
                                (double) PASSES * bytes / spec.logs().size()))
                        .as(spec.author()),
                new MemoryNeed(0, 64L << 20, 1 << 14, bytes / 8),
                List.of(spec.logs().size() + " digests of " + spec.days() + " days, by " + spec.author()));
    }

    @Override
    public ChunkRunner<byte[]> openWorker(DigestSpec spec, JobPlan plan, WorkerContext context) {
        return new DigestRunner(spec, context.inputs());
    }

    @Override
    public JobRun<byte[]> openRun(DigestSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new DigestRun(spec, plan, ResultFile.open(target));
    }

    @Override
    public PartialCodec<byte[]> codec() {
        return BytesCodec.INSTANCE;
    }
}
