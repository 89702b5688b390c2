package org.everycore.photonics.jobs;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.WorkerContext;
import org.everycore.photonics.generator.BlockDifferentiator;
import org.everycore.photonics.generator.DeviceSamplers;
import org.everycore.photonics.generator.GeneratorModel;
import org.everycore.photonics.generator.GradientBatch;
import org.everycore.photonics.generator.GradientEngine;
import org.everycore.photonics.generator.GradientFold;
import org.everycore.photonics.generator.Loss;

/** A worker's side of {@code photonics.gradient}: the units of chunks, several chunks in one go where they are small. */
final class GradientRunner implements ChunkRunner<GradientPartial> {
    /** The most that a device is given at once, memory permitting. */
    private static final int DEVICE_SAMPLES = 1 << 13;

    private final JobPlan plan;
    private final LatentSource latent;
    private final Optional<LatentFile> cotangents;
    private final BlockDifferentiator engine;
    private final int block;
    private final GradientFold fold;
    /** Samples that are computed in one call. */
    private final int most;

    private final double[] z;
    private final double[] given;
    private final Loss loss;

    GradientRunner(GeneratorModel model, GradientSpec spec, JobPlan plan, WorkerContext context) throws IOException {
        this.plan = plan;
        this.block = Math.toIntExact(plan.unitsPerBlock());
        this.fold = GradientFold.of(spec.generator(), model.plan(), plan.units());
        this.engine = context.kernel() == Kernel.CUDA
                ? DeviceSamplers.load()
                        .differentiator(
                                context.worker(), model, spec.readout(), fold, DEVICE_SAMPLES, context.subBatch())
                : onThisCore(model, spec, context);
        int columns = spec.readout().columns(spec.generator().modes());
        this.most = Math.max(block, engine.atOnce() / block * block);
        this.z = new double[most * spec.generator().latentDim()];
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
            if (file.columns() != columns || file.rows() < plan.units()) {
                throw new SpecException(
                        "cotangents",
                        spec.cotangents().shown(),
                        "has " + file.rows() + " x " + file.columns() + " numbers, not " + plan.units() + " x "
                                + columns);
            }
            this.given = new double[most * columns];
            this.loss = Loss.product(given);
        }
    }

    private static GradientEngine onThisCore(GeneratorModel model, GradientSpec spec, WorkerContext context) {
        int lanes = GeneratorJobs.lanes(model, context.kernel(), context.subBatch());
        return new GradientEngine(
                model, spec.readout(), GeneratorJobs.kernels(spec.generator(), context.kernel()), lanes);
    }

    @Override
    public int atOnce() {
        long samples = plan.chunks().blocksPerChunk() * block;
        return (int) Math.max(1, most / samples);
    }

    @Override
    public GradientPartial run(Chunk chunk, ChunkContext context) throws IOException {
        return runAll(List.of(chunk), context).get(0);
    }

    @Override
    public List<GradientPartial> runAll(List<Chunk> chunks, ChunkContext context) throws IOException {
        int width = engine.width(fold);
        long begin = chunks.get(0).firstBlock();
        long end = chunks.get(chunks.size() - 1).endBlock();
        double[] units = new double[Math.toIntExact((end - begin) * width)];
        int at = 0;
        for (long b = begin; b < end; b += most / block) {
            context.checkCancelled();
            int count = Math.toIntExact(plan.unitsIn(b, Math.min(end, b + most / block)));
            latent.fill(b * block, count, z);
            if (cotangents.isPresent()) {
                cotangents.get().read(b * block, count, given);
            }
            engine.run(new GradientBatch(fold, DoubleBuffer.wrap(z), count, loss, units, at));
            at += fold.units(count) * width;
            context.progress(count);
        }
        List<GradientPartial> partials = new ArrayList<>();
        for (Chunk chunk : chunks) {
            int from = Math.toIntExact((chunk.firstBlock() - begin) * width);
            int to = Math.toIntExact((chunk.endBlock() - begin) * width);
            partials.add(new GradientPartial(Arrays.copyOfRange(units, from, to)));
        }
        return partials;
    }

    @Override
    public void close() {
        engine.close();
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
