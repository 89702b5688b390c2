package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.GradientFold;
import org.everycore.photonics.generator.Weights;

/** {@code photonics.gradient}: derivatives of a loss of a generator's samples by all its weights. */
public final class GradientKind implements JobKind<GradientSpec, GradientPartial> {
    /** What forward, backward and the angles' derivatives cost, in forward passes. */
    private static final double PASSES = 3.5;

    private final SampleKind sampling = new SampleKind();

    @Override
    public String name() {
        return "photonics.gradient";
    }

    @Override
    public String summary() {
        return "Differentiates a loss of a quantum generator's samples by all its weights.";
    }

    @Override
    public Class<GradientSpec> specType() {
        return GradientSpec.class;
    }

    @Override
    public JsonNode example() {
        String json = "{\"generator\": {\"modes\": 2, \"latentDim\": 4, \"layers\": 2, \"cutoff\": 8,"
                + " \"encoding\": \"coherent_state\"}, \"samples\": 10000, \"readout\": \"xp\", \"loss\": \"mean_square\"}";
        return Specs.tree(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "example");
    }

    @Override
    public List<ResultFormat> formats(GradientSpec spec) {
        return GeneratorJobs.TABLES;
    }

    @Override
    public String family(GradientSpec spec, Kernel kernel) {
        return GeneratorJobs.family(spec.generator(), kernel);
    }

    @Override
    public JobPlan plan(GradientSpec spec, JobContext context) throws IOException {
        GeneratorSpec generator = spec.generator();
        long samples = sampling.plan(spec.sampling(), context).units();
        ExecutionPlan execution = ExecutionPlan.of(generator);
        GradientFold fold = GradientFold.of(generator, execution, samples);
        double flops = PASSES * GeneratorJobs.flops(generator);
        long weights = Weights.initial(generator, 0).count();
        long square = (long) generator.dimension() * generator.dimension();
        long bytes = 8 * (1 + (fold.operator() ? 2 * square : weights));
        return new JobPlan(
                samples,
                "samples",
                fold.unit(),
                GeneratorJobs.blocksPerChunk(samples, fold.unit(), flops, bytes),
                GeneratorJobs.withDevices(
                        generator, GeneratorJobs.cost(generator, flops * fold.unit()), flops * fold.unit()),
                new MemoryNeed(
                        fold.operator() ? GeneratorJobs.operatorBytes(generator) : 0,
                        // Each worker sums the derivative by the operator in one of its own, and so does the merger.
                        GeneratorJobs.workerBytes(generator, 40) + GeneratorJobs.operatorBytes(generator),
                        bytes,
                        bytes + 8 * weights + (1 << 17) + GeneratorJobs.workerBytes(generator, 40)),
                ExecutionPlan.explain(generator));
    }

    /** Workers share the model, and with it the operator that is compiled of it. */
    @Override
    public NodeRunners<GradientPartial> openNode(GradientSpec spec, JobPlan plan, JobContext context)
            throws IOException {
        GeneratorModel model = GeneratorJobs.model(spec.generator(), context.seed(), context.inputs());
        return worker -> new GradientRunner(model, spec, plan, worker);
    }

    @Override
    public JobRun<GradientPartial> openRun(GradientSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new GradientRun(spec, plan, family(spec, context.kernel()), context, target);
    }

    @Override
    public PartialCodec<GradientPartial> codec() {
        return GradientPartial.CODEC;
    }
}
