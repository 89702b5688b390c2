package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
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

/** The merging side of {@code photonics.gradient}: blocks are added in order; the result is one column of weights. */
final class GradientRun implements JobRun<GradientPartial> {
    private final GradientSpec spec;
    private final JobPlan plan;
    private final String family;
    private final ResultTarget target;
    private final ResultFormat format;
    private final double[] gradient;
    private double loss;

    GradientRun(GradientSpec spec, JobPlan plan, String family, int weights, ResultTarget target, ResultFormat format) {
        this.spec = spec;
        this.plan = plan;
        this.family = family;
        this.target = target;
        this.format = format;
        this.gradient = new double[weights];
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, GradientPartial partial) throws IOException {
        int width = gradient.length + 1;
        if (partial.blocks().length != chunk.blocks() * width) {
            throw new IOException("chunk " + chunk.index() + " brought " + partial.blocks().length + " numbers, not "
                    + chunk.blocks() * width);
        }
        for (int at = 0; at < partial.blocks().length; at += width) {
            loss += partial.blocks()[at];
            for (int w = 0; w < gradient.length; w++) {
                gradient[w] += partial.blocks()[at + 1 + w];
            }
        }
    }

    @Override
    public JobResult finish() throws IOException {
        double scale = spec.loss() == GradientSpec.Form.MEAN_SQUARE ? 1.0 / plan.units() : 1;
        double square = 0;
        for (int w = 0; w < gradient.length; w++) {
            gradient[w] *= scale;
            square = Math.fma(gradient[w], gradient[w], square);
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        try (ResultFile file = ResultFile.open(target)) {
            RowWriter rows = format.equals(ResultFormat.CSV)
                    ? RowWriter.csv(file.stream(), List.of("gradient"))
                    : RowWriter.npy(file.stream(), gradient.length, 1);
            rows.write(gradient);
            ResultFile.Committed committed = file.commit();
            Map<String, JsonNode> facts = Map.of(
                    "loss", nodes.numberNode(loss * scale),
                    "gradientNorm", nodes.numberNode(Math.sqrt(square)),
                    "weights", nodes.numberNode(gradient.length),
                    "family", nodes.textNode(family));
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    format.mediaType(),
                    committed.file(),
                    plan.units(),
                    "samples",
                    facts,
                    Optional.empty());
        }
    }

    @Override
    public void close() {}
}
