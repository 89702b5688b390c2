package org.everycore.radio.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.adif.NotALogException;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.award.AwardPartialCodec;
import org.everycore.radio.award.AwardProgram;

/**
 * The job {@code radio.awards}: award standings of one or many logs, as one JSON document.
 *
 * <p>A block is {@link LogFile#BLOCK} bytes of a log. All that is counted is a set or a sum, so the result is the same bytes whatever the cut.
 */
public final class AwardsKind implements JobKind<AwardsSpec, AwardPartial> {
    private static final long CHUNKS = 24;
    private static final long MOST_BLOCKS = 16;
    private static final long WORKER_BYTES = 24L << 20;
    private static final long PARTIAL_BYTES = 256 << 10;

    @Override
    public String name() {
        return "radio.awards";
    }

    @Override
    public String summary() {
        return "Award standings, worked and confirmed by band and mode, of one or many logs (ADI, ADX, gzip, zip).";
    }

    @Override
    public Class<AwardsSpec> specType() {
        return AwardsSpec.class;
    }

    @Override
    public JsonNode example() {
        ObjectNode example = Json.mapper().createObjectNode();
        example.putArray("logs").add("examples/contest-week.adi");
        example.put("entity", "auto");
        example.putArray("awards").add("DXCC").add("WAS");
        return example;
    }

    @Override
    public String family(AwardsSpec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(AwardsSpec spec, JobContext context) throws IOException {
        List<LogFile> logs = open(spec, context);
        long blocks = logs.get(logs.size() - 1).endBlock();
        long perChunk = Math.max(1, Math.min(MOST_BLOCKS, blocks / CHUNKS));
        long bytes = blocks * LogFile.BLOCK;
        return new JobPlan(
                bytes,
                "bytes",
                LogFile.BLOCK,
                perChunk,
                Cost.exact(new Work(Resource.SCANNED_BYTES, LogFile.BLOCK))
                        .as(spec.chosen().size() + " awards"),
                new MemoryNeed(0, WORKER_BYTES, PARTIAL_BYTES, bytes / 4),
                List.of(logs.size() + (logs.size() == 1 ? " log, " : " logs, ")
                        + spec.chosen().size() + " awards"));
    }

    /** Workers share the definitions, the entity tables and what is known of the logs. */
    @Override
    public NodeRunners<AwardPartial> openNode(AwardsSpec spec, JobPlan plan, JobContext context) throws IOException {
        AwardProgram program = spec.program(context.inputs());
        List<LogFile> logs = open(spec, context);
        return worker -> new AwardsRunner(program, logs);
    }

    @Override
    public JobRun<AwardPartial> openRun(AwardsSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new AwardsRun(spec, plan, spec.program(context.inputs()), open(spec, context), target);
    }

    @Override
    public PartialCodec<AwardPartial> codec() {
        return AwardPartialCodec.INSTANCE;
    }

    private static List<LogFile> open(AwardsSpec spec, JobContext context) throws IOException {
        try {
            return spec.open(context.inputs());
        } catch (NotALogException e) {
            throw new SpecException("logs", e.getMessage());
        }
    }
}
