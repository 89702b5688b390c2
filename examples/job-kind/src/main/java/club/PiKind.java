package club;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.Limits;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultTarget;

/** Finds pi by chance: of random points in the unit square, the share within the quarter circle is pi / 4. */
public final class PiKind implements JobKind<PiKind.Spec, Long> {
    public record Spec(@Limits(min = 1, max = 1e15) long points) {}

    private static final int BLOCK = 100_000;

    @Override public String name() { return "club.pi"; }
    @Override public String summary() { return "Finds pi by counting random points within a quarter circle."; }
    @Override public Class<Spec> specType() { return Spec.class; }
    @Override public JsonNode example() { return Json.mapper().createObjectNode().put("points", 20_000_000); }
    @Override public String family(Spec spec, Kernel kernel) { return "exact"; }
    @Override public PartialCodec<Long> codec() { return PartialCodec.ofLong(); }

    @Override
    public JobPlan plan(Spec spec, JobContext context) {
        return new JobPlan(spec.points(), "points", BLOCK, 0,
                Cost.exact(new Work(Resource.SCALAR_FLOPS, 40.0 * BLOCK)), MemoryNeed.NONE, List.of());
    }

    @Override
    public ChunkRunner<Long> openWorker(Spec spec, JobPlan plan, WorkerContext context) {
        SampleRandom random = new SampleRandom(context.seed(), 1);
        return (chunk, progress) -> {
            long inside = 0;
            for (long block = chunk.firstBlock(); block < chunk.endBlock(); block++) {
                progress.checkCancelled();
                random.seek(block); // numbers depend on seed and block alone, not on the worker or the cut
                long points = plan.unitsIn(block, block + 1);
                for (long i = 0; i < points; i++) {
                    double x = random.nextDouble();
                    double y = random.nextDouble();
                    inside += x * x + y * y < 1 ? 1 : 0;
                }
                progress.progress(points);
            }
            return inside;
        };
    }

    @Override
    public JobRun<Long> openRun(Spec spec, JobPlan plan, JobContext context, ResultTarget target) {
        AtomicLong inside = new AtomicLong();
        return JobRun.once(plan, (chunk, partial) -> inside.addAndGet(partial), () -> {
            JsonNode document = Json.mapper().createObjectNode().put("pi", 4.0 * inside.get() / spec.points());
            return JobResult.json(target, document, spec.points(), "points", Map.of("pi", document.get("pi")));
        });
    }
}
