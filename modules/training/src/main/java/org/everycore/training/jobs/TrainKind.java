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
import org.everycore.training.train.EpochCost;
import org.everycore.training.train.NumericFamily;
import org.everycore.training.train.Segment;
import org.everycore.training.train.Segments;
import org.everycore.training.train.TrainSpec;

/**
 * {@code photonics.train}: trains a generator. Each round is a segment of epochs, one chunk; the state after it is the next
 * round's, so whoever takes the lease goes on from there and a lost one costs a segment at most.
 */
public final class TrainKind implements JobKind<TrainSpec, Segment> {
    /** The run's files. */
    static final ResultFormat ZIP = new ResultFormat("zip", "application/zip");
    /** The weights alone. */
    static final ResultFormat NPZ = new ResultFormat("npz", "application/x-npz");

    private static final PartialCodec<Segment> CODEC = new PartialCodec<>() {
        @Override
        public void write(Segment partial, DataOutput out) throws IOException {
            out.writeInt(partial.state().length);
            out.write(partial.state());
            out.writeInt(partial.files().length);
            out.write(partial.files());
            out.writeUTF(partial.error());
        }

        @Override
        public Segment read(DataInput in, int length) throws IOException {
            byte[] state = bytes(in, length);
            byte[] files = bytes(in, length - state.length);
            return new Segment(state, files, in.readUTF());
        }
    };

    /** An array after its length. */
    static byte[] bytes(DataInput in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("a part of " + count + " bytes in a partial of " + most);
        }
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public String name() {
        return "photonics.train";
    }

    @Override
    public String summary() {
        return "Trains a quantum generator on densities or samples.";
    }

    @Override
    public Class<TrainSpec> specType() {
        return TrainSpec.class;
    }

    @Override
    public JsonNode example() {
        String json =
                "{\"generator\": {\"modes\": 2, \"layers\": 2, \"cutoff\": 8, \"encoding\": \"polar_displacement\"},"
                        + " \"data\": {\"family\": \"ring\"}, \"epochs\": 100}";
        return Specs.tree(json.getBytes(StandardCharsets.UTF_8), "example");
    }

    @Override
    public List<ResultFormat> formats(TrainSpec spec) {
        return List.of(ZIP, NPZ);
    }

    /** All kernels of ours give the same bits, and training uses no other. */
    @Override
    public String family(TrainSpec spec, Kernel kernel) {
        return NumericFamily.NAME;
    }

    @Override
    public JobPlan plan(TrainSpec spec, JobContext context) {
        double epoch = EpochCost.flops(spec);
        int segment = EpochCost.segment(spec);
        Map<Kernel, Work> work = new EnumMap<>(Kernel.class);
        work.put(Kernel.SCALAR, new Work(Resource.SCALAR_FLOPS, epoch * segment));
        work.put(Kernel.BLOCKED, new Work(Resource.BLOCKED_FLOPS, epoch * segment));
        long state = 1 << 22;
        return new JobPlan(
                spec.epochs(),
                "epochs",
                segment,
                1,
                new Cost(
                        work,
                        0,
                        spec.generator().modes() + " modes " + spec.generator().cutoff()),
                new MemoryNeed(0, EpochCost.bytes(spec), state, state),
                List.of(
                        String.format(Locale.ROOT, "about %.1f million operations an epoch", epoch / 1e6),
                        "segments of " + segment + " epochs, one after the other: a run occupies one worker"));
    }

    @Override
    public ChunkRunner<Segment> openWorker(TrainSpec spec, JobPlan plan, WorkerContext context) throws IOException {
        return new TrainRunner(new Segments(spec, context.seed(), context.inputs()));
    }

    @Override
    public JobRun<Segment> openRun(TrainSpec spec, JobPlan plan, JobContext context, ResultTarget target) {
        return new TrainRun(spec, target, target.format(formats(spec)));
    }

    @Override
    public PartialCodec<Segment> codec() {
        return CODEC;
    }
}
