package org.everycore.training.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.Specs;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.training.fit.FitLoop;
import org.everycore.training.fit.FitResult;
import org.everycore.training.fit.FitSpec;
import org.everycore.training.train.NumericFamily;

/** {@code photonics.fit}: finds a circuit that makes a state or does a gate; a block is one start. */
public final class FitKind implements JobKind<FitSpec, FitResult> {
    private static final double FORWARD_AND_BACK = 4.5;
    private static final int LANES = 8;

    private static final PartialCodec<FitResult> CODEC = new PartialCodec<>() {
        @Override
        public void write(FitResult partial, DataOutput out) throws IOException {
            out.writeInt(partial.start());
            out.writeDouble(partial.fidelity());
            out.writeDouble(partial.meanFidelity());
            out.writeDouble(partial.norm());
            out.writeInt(partial.step());
            for (double weight : partial.weights()) {
                out.writeDouble(weight);
            }
        }

        @Override
        public FitResult read(DataInput in, int length) throws IOException {
            int rest = length - 2 * Integer.BYTES - 3 * Double.BYTES;
            if (rest < 0 || rest % Double.BYTES != 0) {
                throw new IOException("a start of " + length + " bytes");
            }
            int start = in.readInt();
            double fidelity = in.readDouble();
            double mean = in.readDouble();
            double norm = in.readDouble();
            int step = in.readInt();
            double[] weights = new double[rest / Double.BYTES];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = in.readDouble();
            }
            return new FitResult(start, fidelity, mean, norm, step, weights);
        }
    };

    @Override
    public String name() {
        return "photonics.fit";
    }

    @Override
    public String summary() {
        return "Finds a circuit that makes a state, or does a gate on the lowest Fock states.";
    }

    @Override
    public Class<FitSpec> specType() {
        return FitSpec.class;
    }

    @Override
    public JsonNode example() {
        String json = "{\"target\": {\"name\": \"fock\", \"n\": 1}, \"cutoff\": 6, \"layers\": 8, \"starts\": 4,"
                + " \"steps\": 1000}";
        return Specs.tree(json.getBytes(StandardCharsets.UTF_8), "example");
    }

    @Override
    public List<ResultFormat> formats(FitSpec spec) {
        return List.of(TrainKind.NPZ);
    }

    @Override
    public String family(FitSpec spec, Kernel kernel) {
        return NumericFamily.NAME;
    }

    @Override
    public JobPlan plan(FitSpec spec, JobContext context) {
        int inputs = spec.target().name().gate() ? spec.target().inputs() : 1;
        double lanes = (inputs + LANES - 1) / LANES * LANES;
        double flops = FORWARD_AND_BACK * 2 * ExecutionPlan.of(spec.generator()).passAdds() * lanes * spec.steps();
        Map<Kernel, Work> work = new EnumMap<>(Kernel.class);
        work.put(Kernel.SCALAR, new Work(Resource.SCALAR_FLOPS, flops));
        work.put(Kernel.BLOCKED, new Work(Resource.BLOCKED_FLOPS, flops));
        long ket = (long) (16 * Math.pow(spec.cutoff(), spec.modes()) * lanes);
        return new JobPlan(
                spec.starts(),
                "starts",
                1,
                1,
                new Cost(work, 0, spec.modes() + " modes " + spec.cutoff()),
                new MemoryNeed(0, 64 * ket + (16L << 20), 1 << 16, 1 << 20),
                List.of(String.format(Locale.ROOT, "%d starts of %d steps", spec.starts(), spec.steps())));
    }

    @Override
    public ChunkRunner<FitResult> openWorker(FitSpec spec, JobPlan plan, WorkerContext context) throws IOException {
        FitLoop loop = new FitLoop(spec, context.seed(), context.inputs());
        return (chunk, running) -> {
            FitResult result = loop.run((int) chunk.firstBlock(), running);
            running.progress(1);
            return result;
        };
    }

    @Override
    public JobRun<FitResult> openRun(FitSpec spec, JobPlan plan, JobContext context, ResultTarget target) {
        return new FitRun(plan, target);
    }

    @Override
    public PartialCodec<FitResult> codec() {
        return CODEC;
    }
}
