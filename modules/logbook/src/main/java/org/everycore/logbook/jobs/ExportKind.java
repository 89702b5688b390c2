package org.everycore.logbook.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.Round;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.WorkerContext;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.logbook.LogStore;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.OrderedRead;
import org.everycore.logbook.StoreAccess;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSink;

/**
 * The job {@code radio.export}: a logbook, or what is searched of it, as a file in order of time. A block is a month, so
 * that workers write months side by side and the merge puts them in a row.
 */
public final class ExportKind implements JobKind<ExportSpec, byte[]> {
    private static final int MONTHS_PER_CHUNK = 6;
    private static final double ROWS_PER_MONTH = 200;

    @Override
    public String name() {
        return "radio.export";
    }

    @Override
    public String summary() {
        return "Exports a logbook, or what is searched of it, as ADI, CSV or JSON lines.";
    }

    @Override
    public Class<ExportSpec> specType() {
        return ExportSpec.class;
    }

    @Override
    public JsonNode example() {
        ObjectNode example = Json.mapper().createObjectNode();
        example.put("store", "logbook.db");
        example.put("logbook", "default");
        example.put("form", "adi");
        return example;
    }

    @Override
    public List<ResultFormat> formats(ExportSpec spec) {
        return List.of(spec.logForm().format());
    }

    @Override
    public String family(ExportSpec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(ExportSpec spec, JobContext context) {
        return new JobPlan(
                spec.months(),
                "months",
                1,
                MONTHS_PER_CHUNK,
                Cost.exact(new Work(Resource.STORED_ROWS, ROWS_PER_MONTH)).as(StoreAccess.product(spec.store())),
                new MemoryNeed(0, 128L << 20, 1 << 20, 0),
                List.of("logbook " + spec.logbook() + " from " + spec.firstDay() + " to " + spec.lastDay()));
    }

    @Override
    public ChunkRunner<byte[]> openWorker(ExportSpec spec, JobPlan plan, WorkerContext context) {
        LogStore store = StoreAccess.open(spec.store(), context.inputs());
        return new Worker(spec, store, find(store, spec));
    }

    private static Logbook find(LogStore store, ExportSpec spec) {
        return store.find(spec.logbook()).orElseThrow(() -> {
            store.close();
            return new SpecException(
                    "logbook",
                    spec.logbook(),
                    "is no logbook of " + spec.store().shown());
        });
    }

    private record Worker(ExportSpec spec, LogStore store, Logbook logbook) implements ChunkRunner<byte[]> {
        @Override
        public byte[] run(Chunk chunk, ChunkContext context) throws IOException {
            var out = new ByteArrayOutputStream();
            if (spec.logForm() == LogForm.ADI) {
                long qsos = new OrderedRead(
                                logbook,
                                spec.query(chunk.firstBlock(), chunk.endBlock()),
                                spec.unit(),
                                () -> cancelled(context))
                        .writeTo(out);
                context.progress(chunk.blocks());
                return partial(qsos, out.toByteArray());
            }
            long[] count = {0};
            try (RecordSink sink = sink(spec, out)) {
                logbook.forEach(spec.query(chunk.firstBlock(), chunk.endBlock()), qso -> {
                    try {
                        sink.record(qso.record());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    if (++count[0] % 1000 == 0) {
                        context.checkCancelled();
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            context.progress(chunk.blocks());
            return partial(count[0], out.toByteArray());
        }

        /** Never true: what was cancelled ends by its own exception. */
        private static boolean cancelled(ChunkContext context) {
            context.checkCancelled();
            return false;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** A partial is the number of its QSOs in eight bytes, then their text. */
    private static byte[] partial(long qsos, byte[] text) {
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(qsos)
                .put(text)
                .array();
    }

    private static RecordSink sink(ExportSpec spec, ByteArrayOutputStream out) {
        return spec.logForm().create(out, spec.columns(), spec.unit());
    }

    @Override
    public JobRun<byte[]> openRun(ExportSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        return new Run(spec, plan, ResultFile.open(target));
    }

    private static final class Run implements JobRun<byte[]> {
        private final ExportSpec spec;
        private final JobPlan plan;
        private final ResultFile result;
        private long qsos;

        Run(ExportSpec spec, JobPlan plan, ResultFile result) throws IOException {
            this.spec = spec;
            this.plan = plan;
            this.result = result;
            var head = new ByteArrayOutputStream();
            try (RecordSink sink = sink(spec, head)) {
                sink.header(AdifRecord.of(List.of()));
            }
            result.stream().write(head.toByteArray());
        }

        @Override
        public Round firstRound() {
            return Round.only(plan);
        }

        @Override
        public void accept(Chunk chunk, byte[] partial) throws IOException {
            qsos += ByteBuffer.wrap(partial).getLong();
            result.stream().write(partial, Long.BYTES, partial.length - Long.BYTES);
        }

        @Override
        public JobResult finish() throws IOException {
            ResultFile.Committed committed = result.commit();
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    spec.logForm().format().mediaType(),
                    committed.file(),
                    qsos,
                    "qsos",
                    Map.of(),
                    Optional.empty());
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
