package org.everycore.radio.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.NodeRunners;
import org.everycore.jobs.PartialCodec;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LogFile;
import org.everycore.radio.adif.NotALogException;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;

/** The job {@code radio.convert}: the selected QSOs of one or many logs, with all their fields, as one ADI or ADX file. */
public final class ConvertKind implements JobKind<ConvertSpec, ConvertPartial> {
    /** Writing costs several times what scanning does. */
    private static final double COST = 8;

    private static final long WORKER_BYTES = 8L << 20;

    @Override
    public String name() {
        return "radio.convert";
    }

    @Override
    public String summary() {
        return "The QSOs of logs, selected by band, mode, day or call, as one ADI or ADX file with all fields.";
    }

    @Override
    public Class<ConvertSpec> specType() {
        return ConvertSpec.class;
    }

    @Override
    public JsonNode example() {
        ObjectNode example = Json.mapper().createObjectNode();
        example.putArray("logs").add("examples/contest-week.adi");
        example.put("format", "adx");
        example.put("band", "20m");
        return example;
    }

    @Override
    public List<ResultFormat> formats(ConvertSpec spec) {
        return List.of(spec.form().format());
    }

    @Override
    public String family(ConvertSpec spec, Kernel kernel) {
        return "exact";
    }

    @Override
    public JobPlan plan(ConvertSpec spec, JobContext context) throws IOException {
        List<LogFile> logs = open(spec, context.inputs());
        long blocks = logs.get(logs.size() - 1).endBlock();
        return new JobPlan(
                blocks * LogFile.BLOCK,
                "bytes",
                LogFile.BLOCK,
                Math.max(1, Math.min(4, blocks / 24)),
                Cost.exact(new Work(Resource.SCANNED_BYTES, COST * LogFile.BLOCK))
                        .as(spec.form().name().toLowerCase(Locale.ROOT)),
                new MemoryNeed(0, WORKER_BYTES, 2 * LogFile.BLOCK, 0),
                List.of());
    }

    /** Workers share what is known of the logs. */
    @Override
    public NodeRunners<ConvertPartial> openNode(ConvertSpec spec, JobPlan plan, JobContext context) throws IOException {
        List<LogFile> logs = open(spec, context.inputs());
        AdifRecord header = header(logs);
        return worker -> {
            PieceReader reader = new PieceReader(spec, header);
            return (chunk, progress) -> read(logs, reader, chunk, progress);
        };
    }

    private static ConvertPartial read(List<LogFile> logs, PieceReader reader, Chunk chunk, ChunkContext context)
            throws IOException {
        List<ConvertPartial.Piece> pieces = new ArrayList<>();
        for (LogFile.Range range : LogFile.ranges(logs, chunk.firstBlock(), chunk.endBlock())) {
            LogFile log = logs.get(range.log());
            if (log.splits()) {
                long exact = range.from() == 0 ? 0 : -1;
                pieces.add(reader.read(range.log(), log, range.from(), range.to(), exact, context));
            } else {
                pieces.add(new ConvertPartial.Piece(range.log(), 0, Long.MAX_VALUE, -1, -1, -1, 0, 0, new byte[0]));
            }
            context.progress(range.to() - range.from());
        }
        return new ConvertPartial(pieces);
    }

    @Override
    public JobRun<ConvertPartial> openRun(ConvertSpec spec, JobPlan plan, JobContext context, ResultTarget target)
            throws IOException {
        List<LogFile> logs = open(spec, context.inputs());
        return new ConvertRun(spec, plan, logs, header(logs), target);
    }

    @Override
    public PartialCodec<ConvertPartial> codec() {
        return ConvertPartial.Codec.INSTANCE;
    }

    private static List<LogFile> open(ConvertSpec spec, Inputs inputs) throws IOException {
        try {
            return LogFile.openAll(spec.logs(), inputs);
        } catch (NotALogException e) {
            throw new SpecException("logs", e.getMessage());
        }
    }

    /** The header of the first log, for its user-defined fields. */
    private static AdifRecord header(List<LogFile> logs) throws IOException {
        try (AdifReader reader = AdifReader.open(logs.get(0).path(), ReadRules.of(OnDuplicate.LAST), problem -> {})) {
            return reader.header();
        }
    }
}
