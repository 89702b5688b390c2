package org.everycore.radio.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.award.AwardPartial;
import org.everycore.radio.award.AwardProgram;
import org.everycore.radio.award.AwardsJson;
import org.everycore.radio.award.SegmentMerge;
import org.everycore.radio.award.Standing;

/** The merging side of an awards job. */
final class AwardsRun implements JobRun<AwardPartial> {
    private final AwardsSpec spec;
    private final JobPlan plan;
    private final AwardProgram program;
    private final List<LogFile> logs;
    private final SegmentMerge merge;
    private final ResultFile result;

    AwardsRun(AwardsSpec spec, JobPlan plan, AwardProgram program, List<LogFile> logs, ResultTarget target)
            throws IOException {
        this.spec = spec;
        this.plan = plan;
        this.program = program;
        this.logs = logs;
        this.merge = new SegmentMerge(program, logs);
        this.result = ResultFile.open(target);
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, AwardPartial partial) throws IOException {
        partial.forEach(merge::add);
    }

    @Override
    public JobResult finish() throws IOException {
        Standing standing = merge.standing();
        ObjectNode document = new AwardsJson(program, spec.details())
                .document(logs.stream().map(LogFile::name).toList(), standing);
        byte[] bytes = Json.mapper().writeValueAsBytes(document);
        result.stream().write(bytes);
        result.stream().write('\n');
        ResultFile.Committed committed = result.commit();
        Map<String, JsonNode> facts = Map.of(
                "records", LongNode.valueOf(standing.counts.records),
                "rejected", LongNode.valueOf(standing.counts.rejectedInAll()),
                "rereads", LongNode.valueOf(merge.rereads()));
        return new JobResult(
                committed.sha256(),
                committed.bytes(),
                "application/json",
                committed.file(),
                standing.counts.qsos,
                "qsos",
                facts,
                Optional.of(document));
    }

    @Override
    public void close() throws IOException {
        try {
            merge.close();
        } finally {
            result.close();
        }
    }
}
