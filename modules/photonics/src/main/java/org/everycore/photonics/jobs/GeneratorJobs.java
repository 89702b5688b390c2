package org.everycore.photonics.jobs;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.everycore.jobs.ChunkSizing;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.Pass;
import org.everycore.photonics.generator.EngineChoice;
import org.everycore.photonics.generator.ExecutionPlan;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.ParameterLayout;
import org.everycore.photonics.generator.WeightFile;
import org.everycore.photonics.generator.Weights;

/** What the job kinds of generators have in common: weights, families, block sizes, costs, kernels. */
final class GeneratorJobs {
    private static final int LARGEST_BLOCK = 1024;
    /** A block is the least that a worker gets: what takes less is not worth its way. */
    private static final double BLOCK_SECONDS = 0.25e-3;
    /** The native library wants whole batches. */
    private static final double NATIVE_BLOCK_SECONDS = 0.05;
    /** Flops of a sample that its circuit does not show: drawing z, the start ket, the readout. */
    private static final double OVERHEAD_FLOPS = 40;
    /** An element of a gate's matrix: displacement takes 0.35 ms at cutoff 200 and 19 to 23 ms at 1,024, measured. */
    private static final double ELEMENT_SECONDS = 15e-9;
    /** Elements of each sample's own matrices cost about twice what their use costs. */
    private static final double OWN_MATRICES = 3;

    /** The forms of a table of doubles. */
    static final List<ResultFormat> TABLES = List.of(ResultFormat.NPY, ResultFormat.CSV);

    /** Of every kernel of ours: exact gates, one chain a number, sums folded by unit. */
    static final String FAMILY = "fma2";

    private GeneratorJobs() {}

    static Weights weights(GeneratorSpec spec, long seed, Inputs inputs) throws IOException {
        if (spec.weights() == null) {
            return Weights.initial(spec, seed);
        }
        Weights loaded =
                WeightFile.load(inputs.resolve(spec.weights()), spec.weights().shown());
        Weights expected = Weights.initial(spec, seed);
        if (loaded.circuit().length != expected.circuit().length
                || loaded.encoder().length != expected.encoder().length) {
            throw new SpecException(
                    "generator.weights",
                    spec.weights().shown(),
                    "holds " + loaded.circuit().length + " + " + loaded.encoder().length
                            + " weights, the generator has " + expected.circuit().length + " + "
                            + expected.encoder().length);
        }
        return loaded;
    }

    static GeneratorModel model(GeneratorSpec spec, long seed, Inputs inputs) throws IOException {
        return new GeneratorModel(spec, weights(spec, seed, inputs), seed);
    }

    /** One family for all our kernels and for devices, whose bits are equal; another for the native library's products. */
    static String family(GeneratorSpec spec, Kernel kernel) {
        return spec.engine() == EngineChoice.ND4J && kernel == Kernel.BLOCKED ? "blas" : FAMILY;
    }

    static Kernels kernels(GeneratorSpec spec, Kernel kernel) {
        return spec.engine() == EngineChoice.ND4J && kernel == Kernel.BLOCKED
                ? Kernels.named("nd4j")
                : Kernels.fastest();
    }

    /** Lanes of a worker: one for the one-sample path, else the plan's or the sub-batch that was asked for. */
    static int lanes(GeneratorModel model, Kernel kernel, int subBatch) {
        if (kernel == Kernel.SCALAR) {
            return 1;
        }
        int step = ExecutionPlan.LANE_STEP;
        int planned = model.plan().lanes();
        return subBatch == 0 ? planned : Math.min(planned, (subBatch + step - 1) / step * step);
    }

    /** Real flops of one sample, forward. */
    static double flops(GeneratorSpec spec) {
        ExecutionPlan plan = ExecutionPlan.of(spec);
        double circuit = 2 * plan.multiplyAdds();
        return (plan.form() == ExecutionPlan.Form.PER_SAMPLE ? OWN_MATRICES : 1) * circuit
                + OVERHEAD_FLOPS * spec.dimension()
                + 2.0 * ParameterLayout.of(spec).count() * spec.latentDim();
    }

    /** Samples a block: a power of two, as many as are worth the way of a chunk, down to one, at most {@value #LARGEST_BLOCK}. */
    static int block(GeneratorSpec spec, double flopsPerSample) {
        double seconds = spec.engine() == EngineChoice.ND4J ? NATIVE_BLOCK_SECONDS : BLOCK_SECONDS;
        double fitting = seconds * Resource.BLOCKED_FLOPS.nominalPerSecond() / flopsPerSample;
        int block = LARGEST_BLOCK;
        while (block > 1 && block > fitting) {
            block >>= 1;
        }
        return block;
    }

    /** Blocks a chunk: one in short jobs, so that few samples spread, more in long ones. */
    static long blocksPerChunk(long samples, int block, double flopsPerSample, long bytesPerBlock) {
        double seconds = block * flopsPerSample / Resource.BLOCKED_FLOPS.nominalPerSecond();
        return ChunkSizing.blocksPerChunk((samples + block - 1) / block, seconds, bytesPerBlock, BLOCK_SECONDS);
    }

    static Cost cost(GeneratorSpec spec, double flopsPerBlock) {
        Map<Kernel, Work> work = new EnumMap<>(Kernel.class);
        work.put(Kernel.SCALAR, new Work(Resource.SCALAR_FLOPS, flopsPerBlock));
        boolean nativeProducts = spec.engine() == EngineChoice.ND4J;
        work.put(
                Kernel.BLOCKED,
                new Work(nativeProducts ? Resource.NATIVE_FLOPS : Resource.BLOCKED_FLOPS, flopsPerBlock));
        return new Cost(work, (nativeProducts ? 2 : 0) + startSeconds(spec), form(spec));
    }

    /** What the matrices of the gates take once, and where there is an operator, its columns through the passes. */
    private static double startSeconds(GeneratorSpec spec) {
        double elements = 0;
        double passAdds = 0;
        for (Pass pass : ParameterLayout.of(spec).program(spec.cutoff()).passes()) {
            passAdds += pass.multiplyAdds();
            if (pass instanceof Pass.Blocks blocks) {
                elements += blocks.layout().length();
            }
        }
        boolean operator = ExecutionPlan.of(spec).form() == ExecutionPlan.Form.OPERATOR;
        double columns = operator ? spec.dimension() : 0;
        return elements * ELEMENT_SECONDS + columns * 2 * passAdds / Resource.BLOCKED_FLOPS.nominalPerSecond();
    }

    /** The same, where devices compute too: not where the native library was asked for, whose bits they have not. */
    static Cost withDevices(GeneratorSpec spec, Cost cost, double flopsPerBlock) {
        if (spec.engine() == EngineChoice.ND4J) {
            return cost;
        }
        Map<Kernel, Work> work = new EnumMap<>(cost.perBlock());
        work.put(Kernel.CUDA, new Work(Resource.DEVICE_FLOPS, flopsPerBlock));
        return new Cost(work, cost.startSeconds(), cost.form());
    }

    /** What times are learned by: how the circuit runs, on how large a ket, in which engine. */
    private static String form(GeneratorSpec spec) {
        String form = ExecutionPlan.of(spec).form().name().toLowerCase(Locale.ROOT) + " " + spec.dimension();
        return spec.engine() == EngineChoice.ND4J ? form + " nd4j" : form;
    }

    /** Bytes of one worker's buffers. */
    static long workerBytes(GeneratorSpec spec, int ketCopies) {
        ExecutionPlan plan = ExecutionPlan.of(spec);
        double ket = 16.0 * spec.dimension();
        double own = plan.form() == ExecutionPlan.Form.PER_SAMPLE ? 16 * plan.multiplyAdds() : 0;
        return (long) (plan.lanes() * (ketCopies * ket + own));
    }

    /** Bytes of the circuit's operator where one is made: once a node. */
    static long operatorBytes(GeneratorSpec spec) {
        boolean operator = ExecutionPlan.of(spec).form() == ExecutionPlan.Form.OPERATOR;
        return operator ? (long) (16.0 * spec.dimension() * spec.dimension()) : 0;
    }
}
