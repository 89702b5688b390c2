package org.everycore.photonics.vector;

import java.util.concurrent.atomic.AtomicBoolean;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.PlainKernel;

/**
 * Gets the vector kernel compiled before anybody waits for it: until the JIT compiler has taken it up, explicit vectors are
 * objects and slower than plain loops by far. A daemon thread of low priority runs both kernels on dummy numbers and says
 * when the vectors are the faster ones; because the bits are the same, nobody else can tell when that was.
 */
final class Warmup {
    private static final AtomicBoolean STARTED = new AtomicBoolean();
    private static final long GIVE_UP_NANOS = 60_000_000_000L;
    private static final int DIMENSION = 16;
    private static final int LANES = 64;

    private static volatile boolean done;

    private Warmup() {}

    static void start() {
        if (STARTED.compareAndSet(false, true)) {
            Thread thread = new Thread(Warmup::run, "vector-warmup");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    /** Whether the vectors are compiled and faster. */
    static boolean done() {
        return done;
    }

    private static void run() {
        BlockKernel vector = new VectorKernel(true);
        double[][] x = new double[4][DIMENSION * LANES];
        double[] matrix = new double[DIMENSION * DIMENSION * LANES];
        // Odd counts of rows, so that whole tiles, pairs and single rows are all compiled.
        int[] rows = new int[DIMENSION - 1];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        long begun = System.nanoTime();
        int faster = 0;
        while (faster < 3 && System.nanoTime() - begun < GIVE_UP_NANOS) {
            long plainTime = time(PlainKernel.INSTANCE, matrix, rows, x);
            long vectorTime = time(vector, matrix, rows, x);
            faster = vectorTime < plainTime ? faster + 1 : 0;
        }
        done = faster == 3;
    }

    private static long time(BlockKernel kernel, double[] u, int[] rows, double[][] x) {
        long start = System.nanoTime();
        int[] base = {0};
        for (int i = 0; i < 20; i++) {
            kernel.complex(u, u, DIMENSION - 1, DIMENSION, x[0], x[1], x[2], x[3], LANES, false);
            kernel.real(u, 0, rows, base, 1, x[0], x[1], x[2], x[3], LANES);
            kernel.ownReal(u, 0, false, rows, base, 1, x[0], x[1], x[2], x[3], LANES);
            kernel.dots(x[0], x[1], x[2], x[3], DIMENSION, u, LANES);
            for (int a = 0; a < DIMENSION; a++) {
                int at = a * LANES;
                kernel.multiply(x[0], x[1], at, 1, x[0], x[1], at, x[2], x[3], at, LANES);
                kernel.scale(0.6, 0.8, x[0], x[1], x[2], x[3], at, LANES);
                kernel.overlap(1, x[0], x[1], at, 0, x[2], x[3], at, LANES);
                kernel.pull(1, 1, x[0], x[1], at, x[0], x[1], 0, x[2], x[3], at, LANES);
                kernel.add(x[0], at, x[2], at, LANES);
            }
        }
        return System.nanoTime() - start;
    }
}
