package org.everycore.photonics.jobs;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.WorkerContext;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.DeviceSamplers;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.SampleBatch;
import org.everycore.photonics.generator.SampleEngine;

/** A worker's side of {@code photonics.sample}: the samples of chunks, several chunks in one go where they are small. */
final class SampleRunner implements ChunkRunner<SamplePartial> {
    /** The most that a device is given at once, memory permitting. */
    private static final int DEVICE_SAMPLES = 1 << 14;

    private final JobPlan plan;
    private final LatentSource latent;
    private final BlockSampler engine;
    private final int block;
    /** Samples that are computed in one call. */
    private final int most;

    private final double[] z;
    private final double[] some;
    private final double[] lost;

    SampleRunner(GeneratorModel model, SampleSpec spec, JobPlan plan, WorkerContext context, LatentSource latent) {
        this.plan = plan;
        this.latent = latent;
        this.block = Math.toIntExact(plan.unitsPerBlock());
        this.engine = context.kernel() == Kernel.CUDA
                ? DeviceSamplers.load()
                        .open(context.worker(), model, spec.reading(), DEVICE_SAMPLES, context.subBatch())
                : onThisCore(model, spec, context);
        this.most = Math.max(block, engine.atOnce() / block * block);
        this.z = new double[most * spec.generator().latentDim()];
        this.some = new double[most * engine.columns()];
        this.lost = new double[most];
    }

    private SampleEngine onThisCore(GeneratorModel model, SampleSpec spec, WorkerContext context) {
        int lanes = GeneratorJobs.lanes(model, context.kernel(), context.subBatch());
        return new SampleEngine(
                model, spec.reading(), GeneratorJobs.kernels(spec.generator(), context.kernel()), lanes);
    }

    @Override
    public int atOnce() {
        return (int) Math.max(1, most / (plan.chunks().blocksPerChunk() * block));
    }

    @Override
    public SamplePartial run(Chunk chunk, ChunkContext context) throws IOException {
        return runAll(List.of(chunk), context).get(0);
    }

    @Override
    public List<SamplePartial> runAll(List<Chunk> chunks, ChunkContext context) throws IOException {
        long begin = chunks.get(0).firstBlock();
        long end = chunks.get(chunks.size() - 1).endBlock();
        int samples = Math.toIntExact(plan.unitsIn(begin, end));
        int columns = engine.columns();
        double[] values = new double[Math.multiplyExact(samples, columns)];
        double[] losses = new double[samples];
        for (int done = 0; done < samples; done += most) {
            context.checkCancelled();
            int count = Math.min(most, samples - done);
            long first = begin * block + done;
            boolean drawn = engine.draws() && !latent.given();
            if (!drawn) {
                latent.fill(first, count, z);
            }
            engine.run(new SampleBatch(
                    drawn ? null : DoubleBuffer.wrap(z), DoubleBuffer.wrap(some), lost, 0, count, first));
            System.arraycopy(some, 0, values, done * columns, count * columns);
            System.arraycopy(lost, 0, losses, done, count);
            context.progress(count);
        }
        List<SamplePartial> partials = new ArrayList<>();
        for (Chunk chunk : chunks) {
            int from = Math.toIntExact((chunk.firstBlock() - begin) * block);
            int to = Math.min(samples, Math.toIntExact((chunk.endBlock() - begin) * block));
            partials.add(partial(
                    chunks.size() == 1 ? values : Arrays.copyOfRange(values, from * columns, to * columns),
                    losses,
                    from,
                    to));
        }
        return partials;
    }

    private SamplePartial partial(double[] values, double[] losses, int from, int to) {
        double[] sums = new double[(to - from + block - 1) / block];
        double max = 0;
        for (int i = from; i < to; i++) {
            sums[(i - from) / block] += losses[i];
            max = Math.max(max, Math.abs(losses[i]));
        }
        return new SamplePartial(values, sums, max);
    }

    @Override
    public void close() {
        engine.close();
        latent.close();
    }
}
