package org.everycore.training.jobs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.Chunk;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.ChunkRunner;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Round;
import org.everycore.jobs.WorkerContext;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.sweep.SweepFiles;
import org.everycore.training.sweep.SweepSpec;
import org.everycore.training.train.Segment;
import org.everycore.training.train.Segments;

/** A worker's side of {@code photonics.sweep}: a whole run a chunk, or the part of it that a round of the stopping rule takes. */
final class SweepRunner implements ChunkRunner<SweepPartial> {
    private static final List<String> KEPT = List.of(RunArchive.RUN, RunArchive.HISTORY, RunArchive.WEIGHTS);

    private final SweepSpec spec;
    private final List<SweepSpec.Run> runs;
    private final Inputs inputs;
    private final SweepFiles known;
    private SweepRound round;

    SweepRunner(SweepSpec spec, WorkerContext context) throws IOException {
        this.spec = spec;
        this.runs = spec.runs(context.seed());
        this.inputs = context.inputs();
        this.known = spec.known() == null ? null : SweepFiles.open(inputs.resolve(spec.known()));
        this.round = SweepRound.first(runs.size());
    }

    @Override
    public void startRound(Round started) {
        round = started.state().length == 0 ? SweepRound.first(runs.size()) : SweepRound.of(started.state());
    }

    @Override
    public SweepPartial run(Chunk chunk, ChunkContext context) {
        try {
            SweepRound.Going going = round.going().get((int) chunk.index());
            SweepPartial partial = advance(runs.get(going.run()), going, context);
            context.progress(partial.ended() ? 1 : 0);
            return partial;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private SweepPartial advance(SweepSpec.Run run, SweepRound.Going going, ChunkContext context) throws IOException {
        byte[] taken = taken(run);
        if (taken.length > 0) {
            return new SweepPartial(going.run(), Double.NaN, new byte[0], taken);
        }
        int end =
                spec.stopping() == null ? run.spec().epochs() : spec.stopping().end(run.spec(), round.number());
        // Progress counts runs: what a segment says of its epochs is not passed on.
        ChunkContext quiet = new ChunkContext(
                () -> {
                    context.checkCancelled();
                    return false;
                },
                new java.util.concurrent.atomic.AtomicLong());
        byte[] state = going.state();
        byte[] files = new byte[0];
        try (Segments segments = new Segments(run.spec(), run.seed(), inputs)) {
            while (files.length == 0 && (end >= run.spec().epochs() || Segments.epochs(state) < end)) {
                Segment segment = segments.run(state, quiet);
                state = segment.state();
                files = segment.files();
            }
        }
        double measure =
                spec.stopping() == null ? Double.NaN : spec.stopping().measure(run.spec(), state, round.number());
        return new SweepPartial(going.run(), measure, spec.stopping() == null ? new byte[0] : state, kept(files));
    }

    /** The files of a run that an earlier sweep finished; empty where there is none. */
    private byte[] taken(SweepSpec.Run run) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : KEPT) {
            byte[] file = known == null ? null : known.file(run, name);
            if (file != null) {
                files.put(name, file);
            }
        }
        return files.containsKey(RunArchive.RUN) ? RunArchive.write(files) : new byte[0];
    }

    private static byte[] kept(byte[] zip) throws IOException {
        if (zip.length == 0) {
            return zip;
        }
        Map<String, byte[]> files = RunArchive.read(zip);
        files.keySet().retainAll(KEPT);
        return RunArchive.write(files);
    }
}
