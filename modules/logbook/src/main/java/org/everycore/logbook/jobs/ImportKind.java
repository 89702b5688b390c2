package org.everycore.logbook.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import org.everycore.logbook.ImportReport;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.StoreAccess;

/**
 * The job {@code radio.import}: logs into a logbook, a block a log.
 *
 * <p>Importing is idempotent, so a chunk that runs again adds nothing. The result tells what the logs hold, which is the
 * same however often and wherever they were imported; how many QSOs were new to the logbook stands in the report's facts.
 */
public final class ImportKind implements JobKind<ImportSpec, byte[]> {
    private static final double BYTES_PER_QSO = 260;
    private static final long WORKER_BYTES = 256L << 20;

    @Override
    public String name() {
        return "radio.import";
    }

    @Override
    public String summary() {
        return "Imports logs or QSL reports (ADI, ADX, gzip, zip) into a logbook; importing twice adds nothing.";
    }

    @Override
    public Class<ImportSpec> specType() {
        return ImportSpec.class;
    }

    @Override
    public JsonNode example() {
        ObjectNode example = Json.mapper().createObjectNode();
        example.putArray("logs").add("examples/contest-week.adi");
        example.put("store", "logbook.db");
        example.put("logbook", "default");
        return example;
    }

    @Override
    public String family(ImportSpec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(ImportSpec spec, JobContext context) throws IOException {
        long bytes = 0;
        for (InputRef log : spec.logs()) {
            bytes += Files.size(context.inputs().resolve(log));
        }
        double rows = Math.max(1, bytes / BYTES_PER_QSO / spec.logs().size());
        return new JobPlan(
                spec.logs().size(),
                "logs",
                1,
                1,
                Cost.exact(new Work(Resource.STORED_ROWS, rows)).as(StoreAccess.product(spec.store())),
                new MemoryNeed(0, WORKER_BYTES, 1 << 16, 0),
                List.of(spec.logs().size() + (spec.logs().size() == 1 ? " log, " : " logs, ") + bytes + " bytes"));
    }

    @Override
    public ChunkRunner<byte[]> openWorker(ImportSpec spec, JobPlan plan, WorkerContext context) {
        return new Worker(spec, context);
    }

    private static final class Worker implements ChunkRunner<byte[]> {
        private final ImportSpec spec;
        private final WorkerContext context;
        private final LogStore store;

        Worker(ImportSpec spec, WorkerContext context) {
            this.spec = spec;
            this.context = context;
            this.store = StoreAccess.open(spec.store(), context.inputs());
        }

        @Override
        public byte[] run(Chunk chunk, ChunkContext progress) throws IOException {
            ArrayNode reports = Json.mapper().createArrayNode();
            Logbook logbook = store.logbook(spec.logbook());
            for (long i = chunk.firstBlock(); i < chunk.endBlock(); i++) {
                InputRef log = spec.logs().get((int) i);
                ImportReport report = logbook.importLog(
                        context.inputs().resolve(log), spec.options(), stored -> progress.checkCancelled());
                reports.add(document(log, report));
                progress.progress(1);
            }
            return Json.mapper().writeValueAsBytes(reports);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static ObjectNode document(InputRef log, ImportReport report) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("log", log.shown());
        report.report().ifPresent(source -> node.put("report", source.name()));
        node.put("records", report.records());
        ObjectNode rejected = node.putObject("rejected");
        new TreeMap<>(report.rejected()).forEach(rejected::put);
        ObjectNode facts = node.putObject("facts");
        facts.put("added", report.added());
        facts.put("duplicates", report.duplicates());
        facts.put("merged", report.merged());
        facts.put("unmatched", report.unmatched());
        return node;
    }

    @Override
    public JobRun<byte[]> openRun(ImportSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new Run(plan, ResultFile.open(target));
    }

    private static final class Run implements JobRun<byte[]> {
        private final JobPlan plan;
        private final ResultFile result;
        private final ArrayNode logs = Json.mapper().createArrayNode();
        private final Map<String, Long> facts = new TreeMap<>();
        private long records;

        Run(JobPlan plan, ResultFile result) {
            this.plan = plan;
            this.result = result;
        }

        @Override
        public Round firstRound() {
            return Round.only(plan);
        }

        @Override
        public void accept(Chunk chunk, byte[] partial) throws IOException {
            for (JsonNode log : Json.mapper().readTree(partial)) {
                JsonNode own = ((ObjectNode) log).remove("facts");
                own.properties()
                        .forEach(f -> facts.merge(f.getKey(), f.getValue().asLong(), Long::sum));
                records += log.path("records").asLong();
                logs.add(log);
            }
        }

        @Override
        public JobResult finish() throws IOException {
            ObjectNode document = Json.mapper().createObjectNode();
            document.put("records", records);
            document.set("logs", logs);
            result.stream().write(Json.mapper().writeValueAsBytes(document));
            result.stream().write('\n');
            ResultFile.Committed committed = result.commit();
            Map<String, JsonNode> shown = new TreeMap<>();
            facts.forEach((name, count) -> shown.put(name, LongNode.valueOf(count)));
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    "application/json",
                    committed.file(),
                    records,
                    "qsos",
                    shown,
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
