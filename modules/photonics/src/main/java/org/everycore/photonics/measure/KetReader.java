package org.everycore.photonics.measure;

/**
 * Reads the ket of one sample into the numbers that the sample is. Owns its scratch: one thread at a time.
 *
 * <p>What it writes depends on the ket and the sample's number alone, so that any worker gives the same bits.
 */
public interface KetReader {
    /**
     * Reads a ket in C order.
     *
     * @param sample number of the sample, which picks its random numbers where any are drawn
     * @param out takes the sample's numbers from {@code at} on
     */
    void read(double[] re, double[] im, long sample, double[] out, int at);
}
