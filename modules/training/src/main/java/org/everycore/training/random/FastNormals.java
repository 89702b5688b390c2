package org.everycore.training.random;

import org.everycore.jobs.random.Philox;

/**
 * Uniform and standard normal numbers at a few nanoseconds each, fixed by (seed, stream, a, b): where instance noise takes
 * 128,000 of them an epoch, inversion (47 ns) would be a third of the run. Owned by one thread; {@link #seek} moves it.
 *
 * <p>The place (stream, a, b) is encrypted by Philox into the state of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), whose
 * outputs go through the ziggurat of 256 layers in Doornik's form (2005): layer from the low 8 bits, position from the high
 * 53, so the two are independent. Tables, wedges and tails use {@link StrictMath}: the same bits on every machine.
 */
public final class FastNormals {
    private static final int LAYERS = 256;
    /** Start of the tail, and the area of each layer, of 256 layers (Marsaglia and Tsang, J. Stat. Softw. 5(8), 2000). */
    private static final double TAIL = 3.6541528853610088;

    private static final double AREA = 0.00492867323399;
    private static final double[] EDGE = new double[LAYERS + 1];
    private static final double[] RATIO = new double[LAYERS];
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double ULP_52 = 0x1p-52;
    private static final double ULP_53 = 0x1p-53;

    static {
        double f = StrictMath.exp(-0.5 * TAIL * TAIL);
        EDGE[0] = AREA / f;
        EDGE[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            EDGE[i] = Math.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + f));
            f = StrictMath.exp(-0.5 * EDGE[i] * EDGE[i]);
        }
        EDGE[LAYERS] = 0;
        for (int i = 0; i < LAYERS; i++) {
            RATIO[i] = EDGE[i + 1] / EDGE[i];
        }
    }

    private final int key0;
    private final int key1;
    private final int stream;
    private final int[] words = new int[4];
    private long state;

    public FastNormals(long seed, int stream) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.stream = stream;
        seek(0, 0);
    }

    /** Moves to the first number of a place. */
    public void seek(long a, int b) {
        Philox.block((int) a, (int) (a >>> 32), b, stream, key0, key1, words);
        state = (long) words[1] << 32 | words[0] & 0xFFFFFFFFL;
    }

    /** The next 64 uniform bits. */
    public long nextLong() {
        state += GAMMA;
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A uniform double in [0, 1) with 53 random bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * ULP_53;
    }

    /** A uniform int in [0, bound): the high word of a product, whose bias is below bound / 2^32. */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound);
        }
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** A standard normal number. */
    public double nextNormal() {
        while (true) {
            long bits = nextLong();
            int layer = (int) bits & LAYERS - 1;
            double u = (bits >> 11) * ULP_52;
            if (Math.abs(u) < RATIO[layer]) {
                return u * EDGE[layer];
            }
            if (layer == 0) {
                return tail(u < 0);
            }
            double x = u * EDGE[layer];
            double outer = StrictMath.exp(-0.5 * (EDGE[layer] * EDGE[layer] - x * x));
            double inner = StrictMath.exp(-0.5 * (EDGE[layer + 1] * EDGE[layer + 1] - x * x));
            if (inner + nextDouble() * (outer - inner) < 1) {
                return x;
            }
        }
    }

    /** Marsaglia's method for the tail beyond the first edge. */
    private double tail(boolean negative) {
        double x;
        double y;
        do {
            x = -StrictMath.log(1 - nextDouble()) / TAIL;
            y = -StrictMath.log(1 - nextDouble());
        } while (2 * y < x * x);
        return negative ? -(TAIL + x) : TAIL + x;
    }

    /** Fills part of an array with normal numbers. */
    public void fill(double[] to, int from, int count) {
        for (int i = from; i < from + count; i++) {
            to[i] = nextNormal();
        }
    }
}
