package org.everycore.photonics.vector;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.everycore.photonics.engine.Angle;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.Program;
import org.everycore.photonics.engine.ProgramBuilder;
import org.everycore.photonics.engine.Propagator;

/**
 * Gets a part of the vector kernel compiled before anybody waits for it: until the JIT compiler has taken it up, explicit
 * vectors are objects and slower than plain loops by far. A daemon thread of low priority runs both kernels on dummy numbers
 * and says when the vectors are the faster ones; because the bits are the same, nobody else can tell when that was.
 *
 * <p>A part begins when it is first asked for, because the compiler takes its time from those who compute: samples of an
 * operator need none of the passes.
 */
final class Warmup {
    private static final long GIVE_UP_NANOS = 60_000_000_000L;
    private static final int DIMENSION = 16;
    private static final int LANES = 64;
    private static final int LEVELS = 15;
    private static final double[] WEIGHT = {1, 2, 3};
    private static final int STEP = 16;

    /** Products with one matrix and what is done lane by lane. */
    static final Warmup PRODUCTS = new Warmup("products", Warmup::products);
    /** Passes with matrices that all lanes share. */
    static final Warmup PASSES = new Warmup("passes", kernel -> {
        Propagator passes = passes(kernel);
        return () -> {
            passes.forward(STEP);
            passes.forwardTaped(STEP);
        };
    });
    /** The way back through them. */
    static final Warmup REVERSE = new Warmup("reverse", kernel -> {
        Propagator passes = passes(kernel);
        return () -> {
            passes.forwardTaped(STEP);
            passes.backward(STEP, STEP, null);
        };
    });
    /** Products in which every lane has a matrix of its own. */
    static final Warmup OWN = new Warmup("own", Warmup::own);

    private static final Warmup[] ALL = {PRODUCTS, PASSES, REVERSE, OWN};

    private final String name;
    private final Function<BlockKernel, Runnable> body;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean done;

    private Warmup(String name, Function<BlockKernel, Runnable> body) {
        this.name = name;
        this.body = body;
    }

    /** Whether the part's vectors are compiled and faster; begins to get them so, if nobody has asked before. */
    boolean done() {
        if (!done && started.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, "vector-warmup-" + name);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
        return done;
    }

    /** Begins with every part. */
    static void startAll() {
        for (Warmup part : ALL) {
            part.done();
        }
    }

    /** Whether every part that was asked for is done. */
    static boolean settled() {
        for (Warmup part : ALL) {
            if (part.started.get() && !part.done) {
                return false;
            }
        }
        return true;
    }

    private void run() {
        Runnable plain = body.apply(PlainKernel.INSTANCE);
        Runnable vector = body.apply(new VectorKernel(true));
        long begun = System.nanoTime();
        int faster = 0;
        while (faster < 3 && System.nanoTime() - begun < GIVE_UP_NANOS) {
            long plainTime = time(plain);
            faster = time(vector) < plainTime ? faster + 1 : 0;
        }
        done = faster == 3;
    }

    private static long time(Runnable body) {
        long start = System.nanoTime();
        body.run();
        return System.nanoTime() - start;
    }

    private static Runnable products(BlockKernel kernel) {
        double[][] x = new double[4][DIMENSION * LANES];
        double[] u = new double[DIMENSION * DIMENSION];
        return () -> {
            for (int i = 0; i < 20; i++) {
                kernel.complex(u, u, DIMENSION - 1, DIMENSION, x[0], x[1], x[2], x[3], LANES, false);
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
        };
    }

    private static Runnable own(BlockKernel kernel) {
        double[][] x = new double[4][DIMENSION * LANES];
        double[] u = new double[DIMENSION * DIMENSION * LANES];
        int[] base = {0};
        int[] rows = new int[DIMENSION - 1];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return () -> {
            for (int i = 0; i < 20; i++) {
                kernel.ownReal(u, 0, false, rows, base, 1, x[0], x[1], x[2], x[3], LANES);
            }
        };
    }

    /**
     * Odd rows are left over beside whole tiles and a pair, a beamsplitter has both edges and more than two sums of phases, the
     * two-mode squeezing no phases; what stands side by side is a group.
     */
    private static Propagator passes(BlockKernel kernel) {
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
        Propagator passes = new Propagator(program, kernel, STEP, null, true);
        passes.bind(new double[4]);
        return passes;
    }
}
