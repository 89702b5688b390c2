package org.everycore.logbook.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.Round;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.logbook.digest.Digest;
import org.everycore.logbook.digest.DigestFacts;
import org.everycore.logbook.digest.DigestFactsReader;
import org.everycore.logbook.digest.DigestSpec;
import org.everycore.logbook.digest.DigestWriter;
import org.everycore.logbook.digest.ModelOptions;

/**
 * The job {@code radio.digest}: a text about each log, a block a log. Workers gather the facts; the merging side writes the
 * texts, so that calls to a model share one limit and one cost cap. Local texts are the same bytes for every run.
 */
public final class DigestKind implements JobKind<DigestSpec, byte[]> {
    private static final int PASSES = 3;

    @Override
    public String name() {
        return "radio.digest";
    }

    @Override
    public String summary() {
        return "A text about the latest QSOs, the goals and what would bring most, for each of one or many logs.";
    }

    @Override
    public Class<DigestSpec> specType() {
        return DigestSpec.class;
    }

    @Override
    public JsonNode example() {
        ObjectNode example = Json.mapper().createObjectNode();
        example.putArray("logs").add("examples/contest-week.adi");
        example.put("days", 30);
        example.putObject("goals").put("DXCC", 100).put("WAS", 50);
        return example;
    }

    /** A model's words are not to be had twice, so they are a family of their own. */
    @Override
    public String family(DigestSpec spec, Kernel kernel) {
        return spec.author().equals(Digest.LOCAL) ? "exact" : "model";
    }

    @Override
    public JobPlan plan(DigestSpec spec, JobContext context) throws IOException {
        long bytes = 0;
        for (InputRef log : spec.logs()) {
            bytes += Files.size(context.inputs().resolve(log));
        }
        return new JobPlan(
                spec.logs().size(),
                "logs",
                1,
                1,
                Cost.exact(new Work(
                        Resource.SCANNED_BYTES,
                        (double) PASSES * bytes / spec.logs().size())),
                new MemoryNeed(0, 64L << 20, 1 << 14, bytes / 8),
                List.of(spec.logs().size() + " digests of " + spec.days() + " days, by " + spec.author()));
    }

    @Override
    public ChunkRunner<byte[]> openWorker(DigestSpec spec, JobPlan plan, WorkerContext context) {
        var reader = new DigestFactsReader(spec.days(), spec.lastDay(), spec.goals());
        return (chunk, progress) -> facts(spec, reader, chunk, context, progress);
    }

    private static byte[] facts(
            DigestSpec spec, DigestFactsReader reader, Chunk chunk, WorkerContext context, ChunkContext progress)
            throws IOException {
        List<DigestFacts> facts = new ArrayList<>();
        for (long i = chunk.firstBlock(); i < chunk.endBlock(); i++) {
            progress.checkCancelled();
            facts.add(reader.read(spec.logs().get((int) i), context.inputs()));
            progress.progress(1);
        }
        return Json.mapper().writeValueAsBytes(facts);
    }

    @Override
    public JobRun<byte[]> openRun(DigestSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new Run(spec, plan, ResultFile.open(target));
    }

    private static final class Run implements JobRun<byte[]> {
        private final DigestSpec spec;
        private final JobPlan plan;
        private final ResultFile result;
        private final List<DigestFacts> facts = new ArrayList<>();

        Run(DigestSpec spec, JobPlan plan, ResultFile result) {
            this.spec = spec;
            this.plan = plan;
            this.result = result;
        }

        @Override
        public Round firstRound() {
            return Round.only(plan);
        }

        @Override
        public void accept(Chunk chunk, byte[] partial) throws IOException {
            facts.addAll(List.of(Json.mapper().readValue(partial, DigestFacts[].class)));
        }

        @Override
        public JobResult finish() throws IOException {
            Optional<ModelOptions> model =
                    spec.author().equals(Digest.LOCAL) ? Optional.empty() : ModelOptions.ofEnvironment(System.getenv());
            boolean unconfigured = !spec.author().equals(Digest.LOCAL) && model.isEmpty();
            ObjectNode document = Json.mapper().createObjectNode();
            ArrayNode digests = document.putArray("digests");
            long qsos = 0;
            for (Digest digest : new DigestWriter(model).write(facts)) {
                ObjectNode node = digests.addObject();
                node.put("log", digest.facts().name());
                node.put("author", digest.author());
                String note = unconfigured ? ModelOptions.UNCONFIGURED : digest.note();
                if (!note.isEmpty()) {
                    node.put("note", note);
                }
                node.put("text", digest.text());
                node.set("facts", Json.mapper().valueToTree(digest.facts()));
                qsos += digest.facts().qsos();
            }
            result.stream().write(Json.mapper().writeValueAsBytes(document));
            result.stream().write('\n');
            ResultFile.Committed committed = result.commit();
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    "application/json",
                    committed.file(),
                    qsos,
                    "qsos",
                    Map.of(),
                    Optional.of(document));
        }

        @Override
        public void close() throws IOException {
            result.close();
        }
    }

    @Override
    public PartialCodec<byte[]> codec() {
        return BytesCodec.INSTANCE;
    }
}
