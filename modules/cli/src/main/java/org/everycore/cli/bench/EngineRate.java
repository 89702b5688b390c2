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
        // Warming counts processor time: on a busy machine a window may pass before anything was compiled.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        int warming = 0;
        do {
            body.run();
            warming++;
        } while (threads.getCurrentThreadCpuTime() - start < 2 * windowNanos);
        double[] rates = new double[WINDOWS];
        // A body that outlasts two windows is not repeated for the sake of a better one.
        boolean slow = warming == 1;
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
