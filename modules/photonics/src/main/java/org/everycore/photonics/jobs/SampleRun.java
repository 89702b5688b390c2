package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;

/** The merging side of {@code photonics.sample}: rows go to the result in the order of the samples, none is kept. */
final class SampleRun implements JobRun<SamplePartial> {
    private final JobPlan plan;
    private final String family;
    private final int columns;
    private final ResultFormat format;
    private final ResultFile file;
    private final RowWriter rows;
    private long samples;
    private double lossSum;
    private double lossMax;

    SampleRun(SampleSpec spec, JobPlan plan, String family, ResultTarget target, ResultFormat format)
            throws IOException {
        this.plan = plan;
        this.family = family;
        this.columns = spec.reading().columns();
        this.format = format;
        this.file = ResultFile.open(target);
        this.rows = format.equals(ResultFormat.CSV)
                ? RowWriter.csv(file.stream(), spec.reading().names())
                : RowWriter.npy(file.stream(), plan.units(), columns);
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, SamplePartial partial) throws IOException {
        long expected = plan.unitsIn(chunk.firstBlock(), chunk.endBlock()) * columns;
        if (partial.values().length != expected) {
            throw new IOException(
                    "chunk " + chunk.index() + " brought " + partial.values().length + " numbers, not " + expected);
        }
        rows.write(partial.values());
        samples += partial.values().length / columns;
        if (partial.losses().length != chunk.blocks()) {
            throw new IOException("chunk " + chunk.index() + " brought " + partial.losses().length + " losses, not "
                    + chunk.blocks());
        }
        for (double loss : partial.losses()) {
            lossSum += loss;
        }
        lossMax = Math.max(lossMax, partial.lossMax());
    }

    @Override
    public JobResult finish() throws IOException {
        ResultFile.Committed committed = file.commit();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Map<String, JsonNode> facts = Map.of(
                "truncationLoss", nodes.numberNode(samples == 0 ? 0 : lossSum / samples),
                "truncationLossMax", nodes.numberNode(lossMax),
                "columns", nodes.numberNode(columns),
                "family", nodes.textNode(family));
        return new JobResult(
                committed.sha256(),
                committed.bytes(),
                format.mediaType(),
                committed.file(),
                samples,
                "samples",
                facts,
                Optional.empty());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
