package org.everycore.jobs.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures in about a third of a second what one core of this machine does of each {@link Resource}: a chain of fused
 * multiply-adds over one sample, the same over a block of samples, and a scan of bytes for a marker. The figures rank
 * strategies until finished jobs have taught better. Time is the thread's own on the processor, where the JVM tells it, so that what else
 * runs meanwhile costs no speed.
 */
public final class SpeedProbe {
    private static final int N = 64;
    private static final int BLOCK = 32;
    /** To ask for the thread's time costs as much as a small product. */
    private static final int RUNS_A_LOOK = 16;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NANOS_EACH = 60_000_000L;

    private SpeedProbe() {}

    public static Map<Resource, Double> measure() {
        Map<Resource, Double> speeds = new EnumMap<>(Resource.class);
        double[] matrix = filled(N * N);
        speeds.put(Resource.SCALAR_FLOPS, rate(2.0 * N * N, new Runnable() {
            private final double[] x = filled(N);
            private final double[] y = new double[N];

            @Override
            public void run() {
                oneSample(matrix, x, y);
            }
        }));
        speeds.put(Resource.BLOCKED_FLOPS, rate(2.0 * N * N * BLOCK, new Runnable() {
            private final double[] x = filled(N * BLOCK);
            private final double[] y = new double[N * BLOCK];

            @Override
            public void run() {
                block(matrix, x, y);
            }
        }));
        byte[] text = new byte[1 << 16];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (i % 11 == 0 ? '<' : 'a');
        }
        int[] sink = new int[1];
        speeds.put(Resource.SCANNED_BYTES, rate(text.length, () -> sink[0] += tags(text)));
        return speeds;
    }

    /** Runs for a fixed time to let the compiler see it, then takes the best of five slices. */
    private static double rate(double amount, Runnable work) {
        long end = now() + NANOS_EACH;
        while (now() < end) {
            for (int i = 0; i < RUNS_A_LOOK; i++) {
                work.run();
            }
        }
        double best = 0;
        for (int slice = 0; slice < 5; slice++) {
            long start = now();
            long runs = 0;
            long now = start;
            while (now - start < NANOS_EACH / 5) {
                for (int i = 0; i < RUNS_A_LOOK; i++) {
                    work.run();
                }
                runs += RUNS_A_LOOK;
                now = now();
            }
            best = Math.max(best, runs * amount * 1e9 / (now - start));
        }
        return best;
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static void oneSample(double[] matrix, double[] x, double[] y) {
        for (int i = 0; i < N; i++) {
            double sum = 0;
            for (int k = 0; k < N; k++) {
                sum = Math.fma(matrix[i * N + k], x[k], sum);
            }
            y[i] = sum;
        }
    }

    private static void block(double[] matrix, double[] x, double[] y) {
        for (int i = 0; i < N; i++) {
            int row = i * BLOCK;
            for (int k = 0; k < N; k += 4) {
                double a = matrix[i * N + k];
                double b = matrix[i * N + k + 1];
                double c = matrix[i * N + k + 2];
                double d = matrix[i * N + k + 3];
                int at = k * BLOCK;
                for (int s = 0; s < BLOCK; s++) {
                    double sum = Math.fma(a, x[at + s], y[row + s]);
                    sum = Math.fma(b, x[at + BLOCK + s], sum);
                    sum = Math.fma(c, x[at + 2 * BLOCK + s], sum);
                    y[row + s] = Math.fma(d, x[at + 3 * BLOCK + s], sum);
                }
            }
        }
        for (int s = 0; s < y.length; s++) {
            y[s] *= 0x1p-10;
        }
    }

    private static int tags(byte[] text) {
        int found = 0;
        for (byte b : text) {
            found += b == '<' ? 1 : 0;
        }
        return found;
    }

    private static double[] filled(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 1.0 / (i + 1);
        }
        return values;
    }
}
