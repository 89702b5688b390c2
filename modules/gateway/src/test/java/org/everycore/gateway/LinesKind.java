package org.everycore.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.Limits;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.Round;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;

/** Repeats its input file, or the word "line", as many times as asked: results as long as a test wants them. */
class LinesKind implements JobKind<LinesKind.Spec, String> {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spec(InputRef input, @Limits(min = 1, max = 1e9) long times, PlaceRef beside) {
        Spec(InputRef input, long times) {
            this(input, times, null);
        }
    }

    @Override
    public String name() {
        return "test.lines";
    }

    @Override
    public String summary() {
        return "repeats a text";
    }

    @Override
    public Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    public JsonNode example() {
        return JsonNodeFactory.instance.objectNode().put("times", 3);
    }

    @Override
    public String family(Spec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(Spec spec, JobContext context) {
        return new JobPlan(
                spec.times(),
                "lines",
                1000,
                1,
                Cost.exact(new Work(Resource.SCALAR_FLOPS, 10)),
                new MemoryNeed(0, 64, 8, 8),
                List.of());
    }

    @Override
    public ChunkRunner<String> openWorker(Spec spec, JobPlan plan, WorkerContext context) throws IOException {
        String text = spec.input() == null
                ? "line\n"
                : Files.readString(context.inputs().resolve(spec.input()));
        return (chunk, progress) -> text.repeat((int) plan.unitsIn(chunk.firstBlock(), chunk.endBlock()));
    }

    @Override
    public JobRun<String> openRun(Spec spec, JobPlan plan, JobContext context, ResultTarget target) throws IOException {
        ResultFile file = ResultFile.open(target);
        return new JobRun<>() {
            @Override
            public Round firstRound() {
                return Round.only(plan);
            }

            @Override
            public void accept(Chunk chunk, String partial) throws IOException {
                file.stream().write(partial.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public JobResult finish() throws IOException {
                ResultFile.Committed done = file.commit();
                return new JobResult(
                        done.sha256(),
                        done.bytes(),
                        "text/plain",
                        done.file(),
                        plan.units(),
                        plan.unit(),
                        Map.of(),
                        Optional.empty());
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public PartialCodec<String> codec() {
        return new PartialCodec<>() {
            @Override
            public void write(String partial, DataOutput out) throws IOException {
                out.writeUTF(partial);
            }

            @Override
            public String read(DataInput in, int length) throws IOException {
                return in.readUTF();
            }
        };
    }
}
