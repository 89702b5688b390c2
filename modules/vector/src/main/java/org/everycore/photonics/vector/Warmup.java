package org.everycore.photonics.vector;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.everycore.photonics.engine.Angle;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.Program;
import org.everycore.photonics.engine.ProgramBuilder;
import org.everycore.photonics.engine.Propagator;
import org.everycore.photonics.engine.QuadratureBlock;
import org.everycore.photonics.engine.Quadratures;

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
    private static final int SIDE = 4;
    private static final int STEP = 16;

    /** Products with one matrix and what is done lane by lane. */
    static final Warmup PRODUCTS = new Warmup("products", Warmup::products);
    /** Passes with matrices that all lanes share. */
    static final Warmup PASSES = new Warmup("passes", kernels -> {
        Propagator passes = passes(kernels);
        return () -> {
            passes.forward(STEP);
            passes.forwardTaped(STEP);
        };
    });
    /** The way back through them. */
    static final Warmup ADJOINTS = new Warmup("adjoints", kernels -> {
        Propagator passes = passes(kernels);
        return () -> {
            passes.forwardTaped(STEP);
            passes.backward(STEP, STEP, null);
        };
    });
    /** Products in which every lane has a matrix of its own. */
    static final Warmup OWN = new Warmup("own", Warmup::own);

    private static final Warmup[] ALL = {PRODUCTS, PASSES, ADJOINTS, OWN};

    private final String name;
    private final Function<Kernels, Runnable> body;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean done;

    private Warmup(String name, Function<Kernels, Runnable> body) {
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
        VectorKernel vectors = new VectorKernel(true);
        Runnable plain = body.apply(Kernels.PLAIN);
        Runnable vector = body.apply(new Kernels(vectors, vectors));
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

    private static Runnable products(Kernels kernels) {
        Operator u = new Operator(
                new double[DIMENSION * DIMENSION], new double[DIMENSION * DIMENSION], DIMENSION - 1, DIMENSION);
        KetBlock x = new KetBlock(DIMENSION, LANES);
        KetBlock y = new KetBlock(DIMENSION, LANES);
        KetBlock side = new KetBlock(SIDE, LANES);
        QuadratureBlock xp = new QuadratureBlock(2, LANES);
        Quadratures quadratures = new Quadratures(2, SIDE, kernels.passes());
        Propagator shared = phases(kernels, null);
        Propagator own = phases(kernels, new boolean[] {true});
        double[] params = new double[LANES];
        return () -> {
            for (int i = 0; i < 20; i++) {
                kernels.operators().multiply(u, x, y, LANES);
                kernels.passes().product(side, side, x, LANES);
            }
            shared.forwardTaped(LANES);
            shared.backward(LANES, LANES, null);
            own.bindLanes(params, LANES);
            own.forwardTaped(LANES);
            own.backward(LANES, LANES, params);
            quadratures.read(x, xp, LANES);
            quadratures.addCotangent(xp, x, y, LANES);
        };
    }

    /** Phases that no matrix follows. */
    private static Propagator phases(Kernels kernels, boolean[] laneParams) {
        Program program = new ProgramBuilder(2, SIDE)
                .kerr(0, Angle.parameter(0))
                .rotation(1, Angle.parameter(0))
                .build(1);
        return propagator(program, kernels, LANES, laneParams);
    }

    private static Runnable own(Kernels kernels) {
        Program program = new ProgramBuilder(1, LEVELS)
                .displacement(0, Angle.parameter(0), Angle.constant(0))
                .build(1);
        Propagator own = propagator(program, kernels, LANES, new boolean[] {true});
        own.bindLanes(new double[LANES], LANES);
        return () -> {
            for (int i = 0; i < 20; i++) {
                own.forward(LANES);
            }
        };
    }

    /**
     * Odd rows are left over beside whole tiles and a pair, a beamsplitter has both edges and more than two sums of phases, the
     * two-mode squeezing no phases; what stands side by side is a group.
     */
    private static Propagator passes(Kernels kernels) {
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
        return propagator(program, kernels, STEP, null);
    }

    private static Propagator propagator(Program program, Kernels kernels, int lanes, boolean[] laneParams) {
        Propagator propagator = new Propagator(program, kernels.passes(), lanes, laneParams, true);
        propagator.bind(new double[program.parameters()]);
        return propagator;
    }
}
