package org.everycore.training.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipOutputStream;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Json;
import org.everycore.jobs.Round;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.numpy.NumpyFiles;
import org.everycore.training.sweep.LeaderBoard;
import org.everycore.training.sweep.RunRow;
import org.everycore.training.sweep.SweepFiles;
import org.everycore.training.sweep.SweepSpec;
import org.everycore.training.train.Segments;

/**
 * The merging side of {@code photonics.sweep}: keeps a row a run, and the runs' files until the end, where they are written in
 * the order of the runs; after each round the stopping rule says which runs go on.
 */
final class SweepRun implements JobRun<SweepPartial> {
    private final SweepSpec spec;
    private final long seed;
    private final List<SweepSpec.Run> runs;
    private final ResultTarget target;
    private final ResultFormat format;
    private final SweepPartial[] ended;
    private final RunRow[] stopped;
    private SweepRound round;
    private List<SweepPartial> came = new ArrayList<>();

    SweepRun(SweepSpec spec, long seed, ResultTarget target, ResultFormat format) {
        this.spec = spec;
        this.seed = seed;
        this.runs = spec.runs(seed);
        this.target = target;
        this.format = format;
        this.ended = new SweepPartial[runs.size()];
        this.stopped = new RunRow[runs.size()];
        this.round = SweepRound.first(runs.size());
    }

    @Override
    public Round firstRound() {
        return next();
    }

    private Round next() {
        byte[] state = round.number() == 0 ? new byte[0] : round.bytes();
        return new Round(round.number(), new ChunkPlan(round.going().size(), 1), state);
    }

    @Override
    public void accept(Chunk chunk, SweepPartial partial) {
        came.add(partial);
        if (partial.ended()) {
            ended[partial.run()] = partial;
        }
    }

    @Override
    public Optional<Round> endRound() {
        List<SweepPartial> of = came;
        came = new ArrayList<>();
        if (spec.stopping() == null || of.stream().allMatch(SweepPartial::ended)) {
            return Optional.empty();
        }
        boolean[] on = spec.stopping()
                .goOn(of.stream().mapToDouble(SweepPartial::measure).toArray());
        List<SweepRound.Going> going = new ArrayList<>();
        for (int i = 0; i < on.length; i++) {
            SweepPartial each = of.get(i);
            if (each.ended()) {
                continue;
            }
            if (on[i]) {
                going.add(new SweepRound.Going(each.run(), each.state()));
            } else {
                SweepSpec.Run run = runs.get(each.run());
                int end = spec.stopping().end(run.spec(), round.number());
                stopped[each.run()] = RunRow.stopped(run, Segments.row(each.state(), end));
            }
        }
        round = new SweepRound(round.number() + 1, going);
        return going.isEmpty() ? Optional.empty() : Optional.of(next());
    }

    @Override
    public byte[] checkpoint() throws IOException {
        if (spec.stopping() == null) {
            return new byte[0];
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] going = round.bytes();
            out.writeInt(going.length);
            out.write(going);
            for (int i = 0; i < runs.size(); i++) {
                byte[] row = stopped[i] == null ? new byte[0] : Json.mapper().writeValueAsBytes(stopped[i]);
                out.writeInt(row.length);
                out.write(row);
                out.writeBoolean(ended[i] != null);
                if (ended[i] != null) {
                    SweepKind.CODEC.write(ended[i], out);
                }
            }
            return bytes.toByteArray();
        }
    }

    @Override
    public Round resume(byte[] checkpoint) throws IOException {
        if (checkpoint.length == 0) {
            return firstRound();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(checkpoint))) {
            round = SweepRound.of(in.readNBytes(in.readInt()));
            for (int i = 0; i < runs.size(); i++) {
                byte[] row = in.readNBytes(in.readInt());
                stopped[i] = row.length == 0 ? null : Json.mapper().readValue(row, RunRow.class);
                ended[i] = in.readBoolean() ? SweepKind.CODEC.read(in, checkpoint.length) : null;
            }
        }
        return next();
    }

    @Override
    public JobResult finish() throws IOException {
        List<RunRow> rows = new ArrayList<>();
        List<Map<String, byte[]>> files = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Map<String, byte[]> own = ended[i] == null ? Map.of() : RunArchive.read(ended[i].files());
            files.add(own);
            rows.add(ended[i] == null ? stopped[i] : RunRow.of(runs.get(i), own.get(RunArchive.RUN)));
        }
        LeaderBoard board = new LeaderBoard(rows);
        Map<String, byte[]> summary = new LinkedHashMap<>(Map.of(SweepFiles.SWEEP, SweepFiles.sweep(spec, seed)));
        summary.putAll(SweepFiles.summary(board));
        try (ResultFile file = ResultFile.open(target)) {
            if (format.equals(SweepKind.ZIP)) {
                write(file, summary, files);
            } else {
                file.stream()
                        .write(summary.get(format.equals(ResultFormat.CSV) ? SweepFiles.TABLE : SweepFiles.REPORT));
            }
            ResultFile.Committed committed = file.commit();
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    format.mediaType(),
                    committed.file(),
                    runs.size(),
                    "runs",
                    facts(board),
                    Optional.empty());
        }
    }

    private void write(ResultFile file, Map<String, byte[]> summary, List<Map<String, byte[]>> files)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(file.stream());
        for (Map.Entry<String, byte[]> each : summary.entrySet()) {
            NumpyFiles.entry(zip, each.getKey(), each.getValue());
        }
        for (int i = 0; i < runs.size(); i++) {
            String folder = SweepFiles.RUNS + "/" + runs.get(i).hash() + "/";
            for (Map.Entry<String, byte[]> each : files.get(i).entrySet()) {
                NumpyFiles.entry(zip, folder + each.getKey(), each.getValue());
            }
        }
        zip.finish();
    }

    private static Map<String, JsonNode> facts(LeaderBoard board) {
        Map<String, JsonNode> facts = new TreeMap<>();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        LeaderBoard.Place first = board.places().get(0);
        facts.put("best", nodes.textNode(first.label()));
        if (Double.isFinite(first.median())) {
            facts.put("bestMedian", nodes.numberNode(first.median()));
        }
        facts.put("settings", nodes.numberNode(board.places().size()));
        facts.put(
                "failed",
                nodes.numberNode(board.rows().stream()
                        .filter(row -> !row.finished() && row.stopped() == 0)
                        .count()));
        facts.put(
                "stopped",
                nodes.numberNode(
                        board.rows().stream().filter(row -> row.stopped() > 0).count()));
        return facts;
    }

    @Override
    public void close() {}
}
