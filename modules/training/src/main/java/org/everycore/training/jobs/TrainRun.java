package org.everycore.training.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkPlan;
import org.everycore.jobs.JobRun;
import org.everycore.jobs.Round;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.train.DivergedException;
import org.everycore.training.train.Segment;
import org.everycore.training.train.Segments;
import org.everycore.training.train.TrainSpec;

/** The merging side of {@code photonics.train}: hands the state of each segment to the next, and keeps the last one's files. */
final class TrainRun implements JobRun<Segment> {
    private static final ChunkPlan ONE = new ChunkPlan(1, 1);

    private final TrainSpec spec;
    private final ResultTarget target;
    private final ResultFormat format;
    private byte[] state = new byte[0];
    private byte[] files = new byte[0];
    private String error = "";

    TrainRun(TrainSpec spec, ResultTarget target, ResultFormat format) {
        this.spec = spec;
        this.target = target;
        this.format = format;
    }

    @Override
    public Round firstRound() {
        return new Round(0, ONE, state);
    }

    @Override
    public void accept(Chunk chunk, Segment partial) {
        state = partial.state();
        files = partial.files();
        error = partial.error();
    }

    @Override
    public Optional<Round> endRound() {
        return files.length > 0 ? Optional.empty() : Optional.of(new Round(number(), ONE, state));
    }

    /** Segments behind the state. */
    private int number() {
        return Segments.epochs(state) / Segments.length(spec);
    }

    @Override
    public byte[] checkpoint() {
        return state;
    }

    @Override
    public Round resume(byte[] checkpoint) {
        state = checkpoint.clone();
        return state.length == 0 ? firstRound() : new Round(number(), ONE, state);
    }

    @Override
    public JobResult finish() throws IOException {
        Map<String, byte[]> all = RunArchive.read(files);
        byte[] content = format.equals(TrainKind.ZIP) ? files : all.get(RunArchive.WEIGHTS);
        try (ResultFile file = ResultFile.open(target)) {
            file.stream().write(content);
            ResultFile.Committed committed = file.commit();
            if (!error.isEmpty()) {
                throw new DivergedException(error);
            }
            JsonNode run = Specs.tree(all.get(RunArchive.RUN), RunArchive.RUN);
            Map<String, JsonNode> facts = new TreeMap<>();
            run.get("report").properties().forEach(each -> {
                if (each.getValue().isValueNode()) {
                    facts.put(each.getKey(), each.getValue());
                }
            });
            return new JobResult(
                    committed.sha256(),
                    committed.bytes(),
                    format.mediaType(),
                    committed.file(),
                    Segments.epochs(state),
                    "epochs",
                    facts,
                    Optional.empty());
        }
    }

    @Override
    public void close() {}
}
