package org.everycore.photonics.jobs;

import java.io.IOException;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.WorkerContext;
import org.everycore.photonics.generator.BlockSampler;
import org.everycore.photonics.generator.DeviceSamplers;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.SampleEngine;

/** A worker's side of {@code photonics.sample}: block by block, the latent vectors and then the samples. */
final class SampleRunner implements ChunkRunner<SamplePartial> {
    private final JobPlan plan;
    private final LatentSource latent;
    private final BlockSampler engine;
    private final int block;
    private final double[] z;

    SampleRunner(GeneratorModel model, SampleSpec spec, JobPlan plan, WorkerContext context, LatentSource latent) {
        this.plan = plan;
        this.latent = latent;
        this.block = Math.toIntExact(plan.unitsPerBlock());
        this.engine = context.kernel() == Kernel.CUDA
                ? DeviceSamplers.load().open(context.worker(), model, spec.reading(), block, context.subBatch())
                : onThisCore(model, spec, context);
        this.z = new double[block * spec.generator().latentDim()];
    }

    private SampleEngine onThisCore(GeneratorModel model, SampleSpec spec, WorkerContext context) {
        int lanes = Math.min(GeneratorJobs.lanes(model, context.kernel(), context.subBatch()), Math.max(1, block));
        return new SampleEngine(
                model, spec.reading(), GeneratorJobs.kernels(spec.generator(), context.kernel()), lanes);
    }

    @Override
    public SamplePartial run(Chunk chunk, ChunkContext context) throws IOException {
        int columns = engine.columns();
        long units = plan.unitsIn(chunk.firstBlock(), chunk.endBlock());
        double[] values = new double[Math.toIntExact(units * columns)];
        int at = 0;
        double lossSum = 0;
        double lossMax = 0;
        for (long b = chunk.firstBlock(); b < chunk.endBlock(); b++) {
            context.checkCancelled();
            int count = Math.toIntExact(plan.unitsIn(b, b + 1));
            latent.fill(b * block, count, z);
            engine.clearLoss();
            engine.run(z, 0, count, values, at, b * block);
            lossSum += engine.lossSum();
            lossMax = Math.max(lossMax, engine.lossMax());
            at += count * columns;
            context.progress(count);
        }
        return new SamplePartial(values, lossSum, lossMax);
    }

    @Override
    public void close() {
        engine.close();
        latent.close();
    }
}
