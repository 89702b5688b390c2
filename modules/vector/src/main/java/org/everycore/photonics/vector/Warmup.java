package org.everycore.photonics.vector;

import java.util.concurrent.atomic.AtomicBoolean;
import org.everycore.photonics.engine.Angle;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.Program;
import org.everycore.photonics.engine.ProgramBuilder;
import org.everycore.photonics.engine.Propagator;

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
    private static final int LEVELS = 15;
    private static final double[] WEIGHT = {1, 2, 3};
    private static final int STEP = 16;

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
        // Odd rows are left over beside whole tiles and a pair, a beamsplitter has both edges and more than two sums of
        // phases, the two-mode squeezing no phases; what stands side by side is a group.
        Angle r = Angle.parameter(2);
        Angle none = Angle.constant(0);
        Program program = new ProgramBuilder(2, LEVELS)
                .kerr(0, Angle.parameter(0))
                .kerr(1, Angle.parameter(0))
                .rotation(1, Angle.parameter(1))
                .beamsplitter(0, 1, Angle.parameter(0), Angle.parameter(1))
                .displacement(1, r, Angle.parameter(3))
                .displacement(0, r, Angle.parameter(3))
                .squeezing(0, r, none)
                .squeezing(1, r, none)
                .twoModeSqueezing(0, 1, r, none)
                .build(4);
        Propagator[] propagators = {
            new Propagator(program, PlainKernel.INSTANCE, STEP, null, true),
            new Propagator(program, vector, STEP, null, true)
        };
        for (Propagator propagator : propagators) {
            propagator.bind(new double[4]);
        }
        int[] rows = new int[DIMENSION - 1];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        long begun = System.nanoTime();
        int faster = 0;
        while (faster < 3 && System.nanoTime() - begun < GIVE_UP_NANOS) {
            long plainTime = time(PlainKernel.INSTANCE, propagators[0], matrix, rows, x);
            long vectorTime = time(vector, propagators[1], matrix, rows, x);
            faster = vectorTime < plainTime ? faster + 1 : 0;
        }
        done = faster == 3;
    }

    private static long time(BlockKernel kernel, Propagator passes, double[] u, int[] rows, double[][] x) {
        long start = System.nanoTime();
        int[] base = {0};
        for (int i = 0; i < 20; i++) {
            kernel.complex(u, u, DIMENSION - 1, DIMENSION, x[0], x[1], x[2], x[3], LANES, false);
            kernel.ownReal(u, 0, false, rows, base, 1, x[0], x[1], x[2], x[3], LANES);
            for (int a = 0; a < DIMENSION; a++) {
                int at = a * LANES;
                kernel.multiply(x[0], x[1], at, 1, x[0], x[1], at, x[2], x[3], at, LANES);
                kernel.scale(0.6, 0.8, x[0], x[1], x[2], x[3], at, LANES);
                kernel.add(x[0], at, x[2], at, LANES);
            }
        }
        for (int stride : new int[] {1, 4}) {
            kernel.quadratures(WEIGHT, DIMENSION, stride, x[0], x[1], x[2], x[3], 0, LANES);
            kernel.pull(WEIGHT, DIMENSION, stride, x[0], x[1], 0, x[0], x[1], x[2], x[3], LANES);
        }
        passes.forward(STEP);
        passes.forwardTaped(STEP);
        passes.backward(STEP, STEP, null);
        return System.nanoTime() - start;
    }
}
