package org.everycore.photonics.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.Reading;

/** {@code photonics.sample}: samples of a quantum generator, from normal draws or from given latent vectors. */
public final class SampleKind implements JobKind<SampleSpec, SamplePartial> {
    /** What one block may bring at most, so that wide samples still travel in small messages. */
    private static final int MAX_BLOCK_BYTES = 1 << 20;

    /** The numeric family of all kernels of ours. */
    public static final String OWN_FAMILY = GeneratorJobs.FAMILY;

    @Override
    public String name() {
        return "photonics.sample";
    }

    @Override
    public String summary() {
        return "Samples a continuous-variable quantum generator.";
    }

    @Override
    public Class<SampleSpec> specType() {
        return SampleSpec.class;
    }

    @Override
    public JsonNode example() {
        String json = "{\"generator\": {\"modes\": 2, \"latentDim\": 4, \"layers\": 2, \"cutoff\": 8,"
                + " \"encoding\": \"coherent_state\"}, \"samples\": 100000, \"readout\": \"x\"}";
        return Specs.tree(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "example");
    }

    @Override
    public List<ResultFormat> formats(SampleSpec spec) {
        return GeneratorJobs.TABLES;
    }

    @Override
    public String family(SampleSpec spec, Kernel kernel) {
        return GeneratorJobs.family(spec.generator(), kernel);
    }

    @Override
    public JobPlan plan(SampleSpec spec, JobContext context) throws IOException {
        Reading reading = spec.reading();
        double flops = GeneratorJobs.flops(spec.generator()) + reading.flops();
        int columns = reading.columns();
        int block = (int) Math.min(
                GeneratorJobs.block(spec.generator(), flops),
                Long.highestOneBit(Math.max(1, MAX_BLOCK_BYTES / (8L * columns))));
        long samples = samples(spec, context);
        long bytes = 8L * (columns * (long) block + 1);
        return new JobPlan(
                samples,
                "samples",
                block,
                GeneratorJobs.blocksPerChunk(samples, block, flops, bytes),
                GeneratorJobs.withDevices(
                        spec.generator(), GeneratorJobs.cost(spec.generator(), flops * block), flops * block),
                new MemoryNeed(
                        GeneratorJobs.operatorBytes(spec.generator()),
                        GeneratorJobs.workerBytes(spec.generator(), 2),
                        bytes,
                        1 << 17),
                ExecutionPlan.explain(spec.generator()));
    }

    private static long samples(SampleSpec spec, JobContext context) throws IOException {
        if (spec.z() == null) {
            return spec.samples();
        }
        try (LatentFile file =
                LatentSource.open(spec.z(), context.inputs(), spec.generator().latentDim())) {
            if (spec.samples() != null && spec.samples() > file.rows()) {
                throw new SpecException("samples", spec.samples(), "z has only " + file.rows() + " rows");
            }
            return spec.samples() == null ? file.rows() : spec.samples();
        }
    }

    /** Workers share the model, and with it the operator that is compiled of it. */
    @Override
    public NodeRunners<SamplePartial> openNode(SampleSpec spec, JobPlan plan, JobContext context) throws IOException {
        GeneratorModel model = GeneratorJobs.model(spec.generator(), context.seed(), context.inputs());
        return worker -> {
            LatentSource latent = new LatentSource(
                    spec.generator().latentDim(), context.seed(), Optional.ofNullable(spec.z()), context.inputs());
            return new SampleRunner(model, spec, plan, worker, latent);
        };
    }

    @Override
    public JobRun<SamplePartial> openRun(SampleSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new SampleRun(spec, plan, family(spec, context.kernel()), target, target.format(formats(spec)));
    }

    @Override
    public PartialCodec<SamplePartial> codec() {
        return SamplePartial.CODEC;
    }
}
