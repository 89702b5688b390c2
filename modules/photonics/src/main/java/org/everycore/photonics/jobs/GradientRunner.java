package org.everycore.photonics.jobs;

import java.io.IOException;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.WorkerContext;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.Loss;

/** A worker's side of {@code photonics.gradient}: one gradient for each block. */
final class GradientRunner implements ChunkRunner<GradientPartial> {
    private final JobPlan plan;
    private final LatentSource latent;
    private final Optional<LatentFile> cotangents;
    private final GradientEngine engine;
    private final int block;
    private final double[] z;
    private final double[] given;
    private final Loss loss;

    GradientRunner(GeneratorModel model, GradientSpec spec, JobPlan plan, WorkerContext context) throws IOException {
        this.plan = plan;
        this.block = Math.toIntExact(plan.unitsPerBlock());
        int lanes = Math.min(GeneratorJobs.lanes(model, context.kernel(), context.subBatch()), block);
        this.engine = new GradientEngine(
                model, spec.readout(), GeneratorJobs.kernels(spec.generator(), context.kernel()), lanes);
        this.z = new double[block * spec.generator().latentDim()];
        this.latent = new LatentSource(
                spec.generator().latentDim(), context.seed(), Optional.ofNullable(spec.z()), context.inputs());
        if (spec.cotangents() == null) {
            this.cotangents = Optional.empty();
            this.given = new double[0];
            this.loss = Loss.meanSquare();
        } else {
            LatentFile file = LatentFile.open(
                    context.inputs().resolve(spec.cotangents()),
                    "cotangents",
                    spec.cotangents().shown());
            this.cotangents = Optional.of(file);
            if (file.columns() != engine.columns() || file.rows() < plan.units()) {
                throw new SpecException(
                        "cotangents",
                        spec.cotangents().shown(),
                        "has " + file.rows() + " x " + file.columns() + " numbers, not " + plan.units() + " x "
                                + engine.columns());
            }
            this.given = new double[block * engine.columns()];
            this.loss = Loss.product(given);
        }
    }

    @Override
    public GradientPartial run(Chunk chunk, ChunkContext context) throws IOException {
        int width = engine.weights() + 1;
        double[] blocks = new double[Math.toIntExact(chunk.blocks() * width)];
        for (long b = chunk.firstBlock(); b < chunk.endBlock(); b++) {
            context.checkCancelled();
            int count = Math.toIntExact(plan.unitsIn(b, b + 1));
            latent.fill(b * block, count, z);
            if (cotangents.isPresent()) {
                cotangents.get().read(b * block, count, given);
            }
            int at = Math.toIntExact((b - chunk.firstBlock()) * width);
            blocks[at] = engine.run(z, 0, count, loss, blocks, at + 1);
            context.progress(count);
        }
        return new GradientPartial(blocks);
    }

    @Override
    public void close() {
        latent.close();
        cotangents.ifPresent(file -> {
            try {
                file.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
