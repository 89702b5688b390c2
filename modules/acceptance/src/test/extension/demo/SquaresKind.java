package demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.*;
import java.util.*;
import org.everycore.jobs.*;
import org.everycore.jobs.cost.*;
import org.everycore.jobs.result.*;

public final class SquaresKind implements JobKind<SquaresKind.Spec, Long> {
    public record Spec(@Limits(min = 1, max = 1e9) long n, @Limits(min = 0, max = 10_000) Integer millis) {}
    public String name() { return "demo.squares"; }
    public String summary() { return "Sums squares."; }
    public Class<Spec> specType() { return Spec.class; }
    public JsonNode example() { return Json.mapper().createObjectNode().put("n", 1000); }
    public String family(Spec spec, Kernel kernel) { return "exact"; }
    public JobPlan plan(Spec spec, JobContext context) {
        Cost cost = Cost.exact(new Work(Resource.SECONDS, 0.05));
        return new JobPlan(spec.n(), "numbers", 10, 0, cost, MemoryNeed.NONE, List.of("demo"));
    }
    public ChunkRunner<Long> openWorker(Spec spec, JobPlan plan, WorkerContext context) {
        return (chunk, progress) -> {
            progress.checkCancelled();
            long sum = 0;
            for (long i = chunk.firstBlock() * 10; i < Math.min(spec.n(), chunk.endBlock() * 10); i++) {
                sum += i * i;
            }
            Thread.sleep(spec.millis() == null ? 0 : spec.millis());
            return sum;
        };
    }
    public JobRun<Long> openRun(Spec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        ResultFile out = ResultFile.open(target);
        return new JobRun<>() {
            long sum;
            public Round firstRound() { return Round.only(plan); }
            public void accept(Chunk chunk, Long partial) { sum += partial; }
            public JobResult finish() throws IOException {
                JsonNode document = Json.mapper().createObjectNode().put("sum", sum);
                out.stream().write(Json.mapper().writeValueAsBytes(document));
                ResultFile.Committed done = out.commit();
                return new JobResult(done.sha256(), done.bytes(), "application/json", done.file(), spec.n(),
                        "numbers", Map.of("sum", document.get("sum")), Optional.of(document));
            }
            public void close() throws IOException { out.close(); }
        };
    }
    public PartialCodec<Long> codec() {
        return new PartialCodec<>() {
            public void write(Long partial, DataOutput out) throws IOException { out.writeLong(partial); }
            public Long read(DataInput in, int length) throws IOException { return in.readLong(); }
        };
    }
}
