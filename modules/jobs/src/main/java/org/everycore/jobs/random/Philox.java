package org.everycore.jobs.random;

/**
 * Philox 4x32-10: a bijection of 128-bit counters under a 64-bit key whose outputs pass as random.
 *
 * <p>Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, doi 10.1145/2063384.2063405: ten
 * rounds of two 32 x 32 bit multiplications, the key raised by Weyl constants between rounds.
 */
public final class Philox {
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /** Encrypts counter (c0, c1, c2, c3) under key (k0, k1) into {@code out[0..3]}. */
    public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out) {
        int x0 = c0;
        int x1 = c1;
        int x2 = c2;
        int x3 = c3;
        int key0 = k0;
        int key1 = k1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = M0 * (x0 & LOW);
            long product1 = M1 * (x2 & LOW);
            x0 = (int) (product1 >>> 32) ^ x1 ^ key0;
            x1 = (int) product1;
            x2 = (int) (product0 >>> 32) ^ x3 ^ key1;
            x3 = (int) product0;
            key0 += W0;
            key1 += W1;
        }
        out[0] = x0;
        out[1] = x1;
        out[2] = x2;
        out[3] = x3;
    }
}
