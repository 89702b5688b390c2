package org.everycore.training.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.train.DivergedException;
import org.everycore.training.train.LocalTraining;
import org.everycore.training.train.Segments;

/**
 * A sweep in a folder of this machine: a run a thread, all in this JVM. A run's folder is named after the hash of its whole
 * spec and seed, so a sweep that was interrupted or was given more values takes what is finished and goes on with what is not.
 */
public final class LocalSweep {
    private final SweepSpec spec;
    private final long seed;
    private final List<SweepSpec.Run> runs;
    private final Path folder;
    private final RunRow[] rows;

    public LocalSweep(SweepSpec spec, long seed, Path folder) {
        this.spec = spec;
        this.seed = seed;
        this.runs = spec.runs(seed);
        this.folder = folder;
        this.rows = new RunRow[runs.size()];
    }

    public int size() {
        return runs.size();
    }

    /** Runs what is not finished; hears of the board after each run. */
    public LeaderBoard run(int workers, BooleanSupplier cancelled, Consumer<LeaderBoard> heard) throws IOException {
        Files.createDirectories(folder.resolve(SweepFiles.RUNS));
        RunArchive.put(folder, SweepFiles.SWEEP, SweepFiles.sweep(spec, seed));
        ExecutorService pool = Executors.newFixedThreadPool(workers, body -> {
            Thread thread = new Thread(body, "sweep");
            thread.setDaemon(true);
            return thread;
        });
        try {
            rounds(pool, cancelled, heard);
        } finally {
            pool.shutdownNow();
        }
        LeaderBoard board = board();
        for (Map.Entry<String, byte[]> file : SweepFiles.summary(board).entrySet()) {
            RunArchive.put(folder, file.getKey(), file.getValue());
        }
        return board;
    }

    /** One round, or with a stopping rule as many as it takes. */
    private void rounds(ExecutorService pool, BooleanSupplier cancelled, Consumer<LeaderBoard> heard)
            throws IOException {
        int[] alive = new int[runs.size()];
        Arrays.setAll(alive, i -> i);
        for (int round = 0; alive.length > 0; round++) {
            double[] values = new double[alive.length];
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < alive.length; i++) {
                int at = i;
                int run = alive[i];
                int number = round;
                all.add(pool.submit(() -> {
                    values[at] = one(run, number, cancelled);
                    if (rows[run] != null) {
                        synchronized (rows) {
                            heard.accept(board());
                        }
                    }
                    return null;
                }));
            }
            await(all);
            alive = next(alive, values, round);
        }
    }

    private static void await(List<Future<?>> all) throws IOException {
        try {
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
        }
    }

    private int[] next(int[] alive, double[] values, int round) throws IOException {
        if (spec.stopping() == null) {
            return new int[0];
        }
        boolean[] on = spec.stopping().goOn(values);
        for (int i = 0; i < alive.length; i++) {
            if (rows[alive[i]] == null && !on[i]) {
                SweepSpec.Run run = runs.get(alive[i]);
                rows[alive[i]] = RunRow.stopped(
                        run,
                        Segments.row(training(alive[i]).state(), spec.stopping().end(run.spec(), round)));
            }
        }
        // What has ended counts in the rounds that it took part in, so that a sweep that goes on stops the same runs.
        List<Integer> left = new ArrayList<>();
        boolean open = false;
        for (int run : alive) {
            int end = spec.stopping().end(runs.get(run).spec(), round);
            if (rows[run] == null
                    || rows[run].stopped() == 0 && Segments.epochs(training(run).state()) > end) {
                left.add(run);
                open |= rows[run] == null;
            }
        }
        return open ? left.stream().mapToInt(run -> run).toArray() : new int[0];
    }

    private LeaderBoard board() {
        return new LeaderBoard(Arrays.stream(rows).filter(Objects::nonNull).toList());
    }

    private Path own(int run) {
        return folder.resolve(SweepFiles.RUNS).resolve(runs.get(run).hash());
    }

    private LocalTraining training(int run) {
        return new LocalTraining(runs.get(run).spec(), runs.get(run).seed(), own(run));
    }

    /** Takes a run through a round; gives its measure there, and sets its row when it has come to its end. */
    private double one(int at, int round, BooleanSupplier cancelled) throws IOException {
        SweepSpec.Run run = runs.get(at);
        Path known = own(at).resolve(RunArchive.RUN);
        if (Files.exists(known)) {
            rows[at] = RunRow.of(run, Files.readAllBytes(known));
        } else {
            int end = spec.stopping() == null
                    ? run.spec().epochs()
                    : spec.stopping().end(run.spec(), round);
            try {
                byte[] json = training(at).until(end, true, cancelled, QUIET);
                rows[at] = json.length == 0 ? null : RunRow.of(run, json);
            } catch (DivergedException e) {
                rows[at] = RunRow.failed(run, e.getMessage());
            }
        }
        return spec.stopping() == null
                ? Double.NaN
                : spec.stopping().measure(run.spec(), training(at).state(), round);
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
}
