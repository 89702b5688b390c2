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
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.training.sweep.SweepSpec;
import org.everycore.training.train.EpochCost;
import org.everycore.training.train.NumericFamily;

/** {@code photonics.sweep}: trains over settings and seeds and ranks the settings; a block is one run. */
public final class SweepKind implements JobKind<SweepSpec, SweepPartial> {
    /** All runs' files and the leader board. */
    static final ResultFormat ZIP = TrainKind.ZIP;

    /** Files of runs wait for the end in the merger's memory: about 30 KB each. */
    private static final int MOST_RUNS = 10_000;
    /** Runs that a stopping rule compares carry their states, of up to 1 MB, from round to round. */
    private static final int MOST_COMPARED = 200;

    static final PartialCodec<SweepPartial> CODEC = new PartialCodec<>() {
        @Override
        public void write(SweepPartial partial, DataOutput out) throws IOException {
            out.writeInt(partial.run());
            out.writeDouble(partial.measure());
            out.writeInt(partial.state().length);
            out.write(partial.state());
            out.writeInt(partial.files().length);
            out.write(partial.files());
        }

        @Override
        public SweepPartial read(DataInput in, int length) throws IOException {
            int run = in.readInt();
            double measure = in.readDouble();
            byte[] state = TrainKind.bytes(in, length);
            return new SweepPartial(run, measure, state, TrainKind.bytes(in, length - state.length));
        }
    };

    @Override
    public String name() {
        return "photonics.sweep";
    }

    @Override
    public String summary() {
        return "Trains over settings and seeds, and ranks the settings.";
    }

    @Override
    public Class<SweepSpec> specType() {
        return SweepSpec.class;
    }

    @Override
    public JsonNode example() {
        String json = "{\"base\": {\"generator\": {\"modes\": 2, \"layers\": 2, \"cutoff\": 8, \"encoding\":"
                + " \"polar_displacement\"}, \"trainer\": \"nearest\", \"epochs\": 100}, \"data\": {\"family\": \"ring\"},"
                + " \"over\": {\"optimiser.generatorRate\": [0.005, 0.01]}, \"seeds\": [1, 2, 3]}";
        return Specs.tree(json.getBytes(StandardCharsets.UTF_8), "example");
    }

    @Override
    public SweepSpec parse(JsonNode json) {
        SweepSpec spec = JobKind.super.parse(json);
        if (spec.base().path("data").has("file")) {
            throw new SpecException(
                    "base.data.file", "must stand in data, beside base, so that the file is sent ahead");
        }
        return spec;
    }

    @Override
    public List<ResultFormat> formats(SweepSpec spec) {
        return List.of(ZIP, ResultFormat.JSON, ResultFormat.CSV);
    }

    @Override
    public String family(SweepSpec spec, Kernel kernel) {
        return NumericFamily.NAME;
    }

    @Override
    public JobPlan plan(SweepSpec spec, JobContext context) {
        List<SweepSpec.Run> runs = spec.runs(context.seed());
        int most = spec.stopping() == null ? MOST_RUNS : MOST_COMPARED;
        if (runs.size() > most) {
            throw new SpecException(
                    "over",
                    runs.size(),
                    "is more than the " + most + " runs of one " + (spec.stopping() == null ? "job" : "stopping rule"));
        }
        double flops = 0;
        long bytes = 0;
        for (SweepSpec.Run run : runs) {
            flops += EpochCost.flops(run.spec()) * run.spec().epochs() / runs.size();
            bytes = Math.max(bytes, EpochCost.bytes(run.spec()));
        }
        Map<Kernel, Work> work = new EnumMap<>(Kernel.class);
        work.put(Kernel.SCALAR, new Work(Resource.SCALAR_FLOPS, flops));
        work.put(Kernel.BLOCKED, new Work(Resource.BLOCKED_FLOPS, flops));
        long partial = 1 << 20;
        return new JobPlan(
                runs.size(),
                "runs",
                1,
                1,
                new Cost(work, 0),
                new MemoryNeed(0, bytes, partial, partial * Math.min(runs.size(), MOST_COMPARED)),
                List.of(String.format(
                        Locale.ROOT,
                        "%d runs of about %.1f billion operations; each occupies one worker",
                        runs.size(),
                        flops / 1e9)));
    }

    @Override
    public ChunkRunner<SweepPartial> openWorker(SweepSpec spec, JobPlan plan, WorkerContext context)
            throws IOException {
        return new SweepRunner(spec, context);
    }

    @Override
    public JobRun<SweepPartial> openRun(SweepSpec spec, JobPlan plan, JobContext context, ResultTarget target) {
        return new SweepRun(spec, context.seed(), target, target.format(formats(spec)));
    }

    @Override
    public PartialCodec<SweepPartial> codec() {
        return CODEC;
    }
}
