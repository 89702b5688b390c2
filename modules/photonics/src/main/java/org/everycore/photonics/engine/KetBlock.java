package org.everycore.photonics.engine;

/** Kets side by side: amplitude a of lane s is {@code re[a * lanes + s] + i im[a * lanes + s]}. A buffer, reused. */
public final class KetBlock {
    public final double[] re;
    public final double[] im;

    public KetBlock(int dimension, int lanes) {
        long size = (long) dimension * lanes;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    dimension + " amplitudes x " + lanes + " lanes are too many for one array");
        }
        this.re = new double[(int) size];
        this.im = new double[(int) size];
    }
}
