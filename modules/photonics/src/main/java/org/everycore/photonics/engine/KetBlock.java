package org.everycore.photonics.engine;

/** Kets side by side: amplitude a of lane s is {@code re[a * lanes + s] + i im[a * lanes + s]}. A buffer, reused. */
public final class KetBlock {
    public final double[] re;
    public final double[] im;
    /** Amplitudes of one ket. */
    public final int dimension;

    public KetBlock(int dimension, int lanes) {
        long size = (long) dimension * lanes;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    dimension + " amplitudes x " + lanes + " lanes are too many for one array");
        }
        this.re = new double[(int) size];
        this.im = new double[(int) size];
        this.dimension = dimension;
    }

    private KetBlock(double[] re, double[] im, int dimension) {
        this.re = re;
        this.im = im;
        this.dimension = dimension;
    }

    /** One ket, in arrays that stay the caller's. */
    public static KetBlock one(double[] re, double[] im) {
        return new KetBlock(re, im, re.length);
    }
}
