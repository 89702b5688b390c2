package org.everycore.training.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import org.everycore.training.folder.RunArchive;

/**
 * A run in a folder of this machine: the job's own segments one after the other on the calling thread, each kept in the
 * folder, so that a run that was interrupted goes on from the last one to the same bytes.
 */
public final class LocalTraining {
    private static final String JOB = "job.json";
    private static final String CHECKPOINT = "checkpoint.bin";
    private static final String BEFORE = "checkpoint-before.bin";

    private final TrainSpec spec;
    private final long seed;
    private final Path folder;

    public LocalTraining(TrainSpec spec, long seed, Path folder) {
        this.spec = spec;
        this.seed = seed;
        this.folder = folder;
    }

    /** Hears of a run; called on the thread that runs it. */
    public interface Listener {
        /** After an epoch. */
        void epoch(int epoch, int of);

        /** After a segment: its last row of the history, by column. */
        void row(Map<String, Double> row);
    }

    /**
     * Runs to the end, or until it is cancelled.
     *
     * @param resume whether to go on where the folder's run was interrupted
     * @return the run's {@code run.json}
     * @throws DivergedException after the files were written as far as it came
     * @throws java.util.concurrent.CancellationException when it was cancelled; the last segment stays
     */
    public byte[] run(boolean resume, BooleanSupplier cancelled, Listener listener) throws IOException {
        return until(spec.epochs(), resume, cancelled, listener);
    }

    /**
     * The same, but not beyond an epoch.
     *
     * @return empty when it stopped there: {@link #state} has what came of it
     */
    public byte[] until(int epoch, boolean resume, BooleanSupplier cancelled, Listener listener) throws IOException {
        Files.createDirectories(folder);
        byte[] job = Json.mapper()
                .writeValueAsString(Json.mapper()
                        .createObjectNode()
                        .put("seed", seed)
                        .set("spec", Json.mapper().valueToTree(spec)))
                .getBytes(StandardCharsets.UTF_8);
        byte[] state = begin(job, resume);
        try (Segments segments = new Segments(spec, seed, Inputs.LOCAL)) {
            while (epoch >= spec.epochs() || Segments.epochs(state) < epoch) {
                int before = Segments.epochs(state);
                AtomicLong done = new AtomicLong();
                ChunkContext context = new ChunkContext(
                        () -> {
                            listener.epoch(before + (int) done.get(), spec.epochs());
                            return cancelled.getAsBoolean();
                        },
                        done);
                Segment partial = segments.run(state, context);
                state = partial.state();
                keep(state);
                listener.row(TrainState.lastRow(state));
                if (partial.files().length > 0) {
                    return finish(partial);
                }
            }
            return new byte[0];
        }
    }

    /** What the folder's last segment left; empty before the first. */
    public byte[] state() throws IOException {
        Path checkpoint = folder.resolve(CHECKPOINT);
        return Files.exists(checkpoint) ? Files.readAllBytes(checkpoint) : new byte[0];
    }

    private byte[] begin(byte[] job, boolean resume) throws IOException {
        Path known = folder.resolve(JOB);
        if (!resume) {
            if (Files.exists(known)) {
                throw new SpecException(
                        "out", folder, "holds a run already; go on with --resume, or name another folder");
            }
            RunArchive.put(folder, JOB, job);
            return new byte[0];
        }
        if (!Files.exists(known)) {
            RunArchive.put(folder, JOB, job);
            return new byte[0];
        }
        if (!java.util.Arrays.equals(Files.readAllBytes(known), job)) {
            throw new SpecException(
                    "out", folder, "holds a run of another spec or seed (see " + JOB + "); name another folder");
        }
        return state();
    }

    /** The last two segments are kept, and the history so far for whoever watches. */
    private void keep(byte[] state) throws IOException {
        Path last = folder.resolve(CHECKPOINT);
        if (Files.exists(last)) {
            RunArchive.put(folder, BEFORE, Files.readAllBytes(last));
        }
        RunArchive.put(folder, CHECKPOINT, state);
        RunArchive.put(folder, RunArchive.HISTORY, RunFiles.history(TrainState.rows(state)));
    }

    private byte[] finish(Segment partial) throws IOException {
        Map<String, byte[]> files = RunArchive.read(partial.files());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            RunArchive.put(folder, file.getKey(), file.getValue());
        }
        if (!partial.error().isEmpty()) {
            throw new DivergedException(partial.error());
        }
        return files.get(RunArchive.RUN);
    }

    /** Every random number of the run with its data and first weights, for another implementation to replay. */
    public byte[] recordedDraws() throws IOException {
        long numbers = (long) spec.epochs()
                * spec.critic().steps()
                * spec.batch()
                * spec.data().points()
                * spec.data().points();
        if (numbers > 1 << 24) {
            throw new SpecException("epochs", spec.epochs(), "draws of so long a run would fill more than 256 MiB");
        }
        return RecordedDraws.record(
                spec, seed, org.everycore.training.data.Dataset.of(spec.data(), seed, Inputs.LOCAL));
    }
}
