package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.GradientFold;

/** The merging side of {@code photonics.gradient}: units are added in order; the result is one column of weights. */
final class GradientRun implements JobRun<GradientPartial> {
    private final GradientSpec spec;
    private final JobPlan plan;
    private final String family;
    private final ResultTarget target;
    private final ResultFormat format;
    private final GradientEngine engine;
    private final GradientFold fold;
    private final double[] sum;

    GradientRun(GradientSpec spec, JobPlan plan, String family, JobContext context, ResultTarget target)
            throws IOException {
        this.spec = spec;
        this.plan = plan;
        this.family = family;
        this.target = target;
        this.format = target.format(GeneratorJobs.TABLES);
        this.engine = new GradientEngine(
                GeneratorJobs.model(spec.generator(), context.seed(), context.inputs()),
                spec.readout(),
                Kernels.fastest(),
                ExecutionPlan.LANE_STEP);
        this.fold = engine.fold(plan.units());
        this.sum = new double[engine.width(fold)];
    }

    @Override
    public Round firstRound() {
        return Round.only(plan);
    }

    @Override
    public void accept(Chunk chunk, GradientPartial partial) throws IOException {
        if (partial.units().length != chunk.blocks() * sum.length) {
            throw new IOException("chunk " + chunk.index() + " brought " + partial.units().length + " numbers, not "
                    + chunk.blocks() * sum.length);
        }
        for (int at = 0; at < partial.units().length; at += sum.length) {
            GradientFold.add(partial.units(), at, sum);
        }
    }

    @Override
    public JobResult finish() throws IOException {
        double[] gradient = new double[engine.weights()];
        double loss = engine.finish(fold, sum, gradient);
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
