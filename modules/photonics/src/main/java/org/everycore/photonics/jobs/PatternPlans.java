package org.everycore.photonics.jobs;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.ChunkSizing;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;

/** Plans of boson-sampling jobs: rows whose cost is known by its mean alone, so blocks are small and chunks few of them. */
final class PatternPlans {
    private static final double BLOCK_SECONDS = 0.25e-3;
    private static final int LARGEST_BLOCK = 256;

    private PatternPlans() {}

    static JobPlan of(PatternRequest request, int modes, double flops, double bytes, String note) {
        double seconds = flops / Resource.SCALAR_FLOPS.nominalPerSecond();
        int block = LARGEST_BLOCK;
        while (block > 1 && block * seconds > BLOCK_SECONDS) {
            block >>= 1;
        }
        long units = request.units();
        long perBlock = 8L * block * (request.draws() ? modes : 1);
        Map<Kernel, Work> work = new EnumMap<>(Kernel.class);
        work.put(Kernel.SCALAR, new Work(Resource.SCALAR_FLOPS, flops * block));
        work.put(Kernel.BLOCKED, new Work(Resource.SCALAR_FLOPS, flops * block));
        return new JobPlan(
                units,
                request.unit(),
                block,
                ChunkSizing.blocksPerChunk((units + block - 1) / block, seconds * block, perBlock, BLOCK_SECONDS),
                new Cost(work, 0),
                new MemoryNeed(1 << 16, (long) bytes, perBlock, 1 << 17),
                List.of(note));
    }

    /** Operations of sums over pairings of about so many photons: states that are kept, times photons each, times eight. */
    static double pairings(double photons) {
        return 8 * (1 + photons) * StrictMath.pow(1.7, Math.min(photons, 60)) + 200;
    }
}
