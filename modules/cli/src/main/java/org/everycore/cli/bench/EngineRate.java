package org.everycore.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Units of work a second of some workers that each repeat a body of their own, warm: the best of a few windows. */
final class EngineRate implements AutoCloseable {
    private static final int WINDOWS = 3;
    private static final int WARM_WINDOWS = 3;
    /** A body is slow when so many runs were: the first ones of any wait for the compiler. */
    private static final int SLOW_RUNS = 4;

    private static final long MOST_WARM_NANOS = 3_000_000_000L;

    private final int workers;
    private final long windowNanos;
    private final ExecutorService pool;

    /** @param windowMillis how long a window lasts at least */
    EngineRate(int workers, long windowMillis) {
        this.workers = workers;
        this.windowNanos = windowMillis * 1_000_000;
        this.pool = Executors.newFixedThreadPool(workers, body -> {
            Thread thread = new Thread(body, "bench");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param body makes one worker's body, on its own thread
     * @param units what one run of a body does
     */
    double best(Supplier<Runnable> body, double units) {
        CyclicBarrier together = new CyclicBarrier(workers);
        List<Future<double[]>> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            running.add(pool.submit(() -> windows(body.get(), units, together)));
        }
        double[] sums = new double[WINDOWS];
        for (Future<double[]> one : running) {
            double[] rates = get(one);
            for (int w = 0; w < WINDOWS; w++) {
                sums[w] += rates[w];
            }
        }
        double best = 0;
        for (double sum : sums) {
            best = Math.max(best, sum);
        }
        return best;
    }

    private double[] windows(Runnable body, double units, CyclicBarrier together) throws Exception {
        boolean slow = warm(body);
        double[] rates = new double[WINDOWS];
        // A body that outlasts two windows is not repeated for the sake of a better one.
        for (int w = 0; w < (slow ? 1 : WINDOWS); w++) {
            if (w == 0) {
                together.await();
            }
            long begun = System.nanoTime();
            long runs = 0;
            long passed;
            do {
                body.run();
                runs++;
                passed = System.nanoTime() - begun;
            } while (passed < windowNanos);
            rates[w] = runs * units / (passed * 1e-9);
        }
        return rates;
    }

    /**
     * Repeats a body until the last few windows brought nothing: the compiler takes its time. Counts processor time, because on a busy machine a
     * window may pass before anything was compiled.
     *
     * @return whether one run takes more than two windows, and goes on to; it is then warmed no further
     */
    private boolean warm(Runnable body) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        double best = 0;
        int without = 0;
        int slow = 0;
        while (without < WARM_WINDOWS) {
            long start = threads.getCurrentThreadCpuTime();
            int runs = 0;
            long passed;
            do {
                body.run();
                runs++;
                passed = threads.getCurrentThreadCpuTime() - start;
            } while (passed < windowNanos);
            slow = runs == 1 && passed > 2 * windowNanos ? slow + 1 : 0;
            if (slow == SLOW_RUNS) {
                return true;
            }
            double rate = (double) runs / passed;
            without = rate > 1.02 * best && start - begun < MOST_WARM_NANOS ? 0 : without + 1;
            best = Math.max(best, rate);
        }
        return false;
    }

    private static double[] get(Future<double[]> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a measurement failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
