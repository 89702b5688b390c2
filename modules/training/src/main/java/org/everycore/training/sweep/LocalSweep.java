package org.everycore.training.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.everycore.jobs.Json;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.train.DivergedException;
import org.everycore.training.train.LocalTraining;

/**
 * A sweep in a folder of this machine: a run a thread, all in this JVM. A run's folder is named after the hash of its whole
 * spec and seed, so a sweep that was interrupted or was given more values takes what is finished and goes on with what is not.
 */
public final class LocalSweep {
    private final List<SweepSpec.Run> runs;
    private final Path folder;

    public LocalSweep(SweepSpec spec, long seed, Path folder) {
        this.runs = spec.runs(seed);
        this.folder = folder;
    }

    public int size() {
        return runs.size();
    }

    /** Runs what is not finished; hears of the board after each run. */
    public LeaderBoard run(int workers, BooleanSupplier cancelled, Consumer<LeaderBoard> heard) throws IOException {
        Files.createDirectories(folder.resolve("runs"));
        RunRow[] rows = new RunRow[runs.size()];
        ExecutorService pool = Executors.newFixedThreadPool(workers, body -> {
            Thread thread = new Thread(body, "sweep");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                int at = i;
                all.add(pool.submit(() -> {
                    RunRow row = one(runs.get(at), cancelled);
                    synchronized (rows) {
                        rows[at] = row;
                        heard.accept(board(rows));
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancel) {
                throw cancel;
            }
            throw new IOException("a run failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        LeaderBoard board = board(rows);
        RunArchive.put(folder, "runs.csv", board.csv().getBytes(StandardCharsets.UTF_8));
        RunArchive.put(
                folder,
                "report.json",
                Json.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(board.json())
                        .getBytes(StandardCharsets.UTF_8));
        return board;
    }

    private static LeaderBoard board(RunRow[] rows) {
        List<RunRow> done = new ArrayList<>();
        for (RunRow row : rows) {
            if (row != null) {
                done.add(row);
            }
        }
        return new LeaderBoard(done);
    }

    private RunRow one(SweepSpec.Run run, BooleanSupplier cancelled) throws IOException {
        Path own = folder.resolve("runs").resolve(hash(run));
        Path known = own.resolve(RunArchive.RUN);
        if (Files.exists(known)) {
            return RunRow.of(run, Files.readAllBytes(known));
        }
        try {
            return RunRow.of(run, new LocalTraining(run.spec(), run.seed(), own).run(true, cancelled, QUIET));
        } catch (DivergedException e) {
            return RunRow.failed(run, e.getMessage());
        }
    }

    private static final LocalTraining.Listener QUIET = new LocalTraining.Listener() {
        @Override
        public void epoch(int epoch, int of) {
            // A board after each run says enough.
        }

        @Override
        public void row(Map<String, Double> row) {
            // Likewise.
        }
    };

    private static String hash(SweepSpec.Run run) {
        try {
            byte[] whole = (Json.mapper().valueToTree(run.spec()) + " " + run.seed()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(whole))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
