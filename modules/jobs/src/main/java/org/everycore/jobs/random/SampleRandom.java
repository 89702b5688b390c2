package org.everycore.jobs.random;

/**
 * The randomness of one sample: an endless sequence of draws fixed by (seed, stream, sample), wherever and whenever it is
 * read. A stream is a purpose (latent vectors, initial weights, measurement draws), so that new purposes do not shift old
 * draws. Owned by one thread; {@link #seek} moves it to another sample.
 *
 * <p>Counter words: draw block, stream, sample low, sample high; key: the seed.
 */
public final class SampleRandom {
    private static final double ULP_53 = 0x1p-53;
    private static final double HALF_ULP_53 = 0x1p-54;

    private final int key0;
    private final int key1;
    private final int stream;
    private final int[] words = new int[4];
    private long sample;
    private int block;
    private int used;

    public SampleRandom(long seed, int stream) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.stream = stream;
        seek(0);
    }

    /** Moves to the first draw of a sample. */
    public void seek(long newSample) {
        sample = newSample;
        block = 0;
        used = words.length;
    }

    /** The next 64 uniform bits. */
    public long nextLong() {
        if (used == words.length) {
            Philox.block(block, stream, (int) sample, (int) (sample >>> 32), key0, key1, words);
            block++;
            used = 0;
        }
        long low = words[used] & 0xFFFFFFFFL;
        long high = words[used + 1] & 0xFFFFFFFFL;
        used += 2;
        return high << 32 | low;
    }

    /** A uniform double in [0, 1) with 53 random bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * ULP_53;
    }

    /** A standard normal double by inversion of one uniform draw in (0, 1). */
    public double nextNormal() {
        return InverseNormal.quantile((nextLong() >>> 11) * ULP_53 + HALF_ULP_53);
    }

    /** A uniform int in [0, bound), exact by rejection (Lemire 2019, doi 10.1145/3230636). */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound);
        }
        long threshold = (1L << 32) % bound;
        long product;
        do {
            product = (nextLong() >>> 32) * bound;
        } while ((product & 0xFFFFFFFFL) < threshold);
        return (int) (product >>> 32);
    }
}
