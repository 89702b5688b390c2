package org.everycore.photonics.measure;

import org.everycore.jobs.random.SampleRandom;

/** The photon numbers of the listed modes of a ket, drawn jointly by one uniform number from their joint probabilities. */
public final class PhotonDraws implements KetReader {
    private final int cutoff;
    private final int modes;
    private final PhotonDistribution distribution;
    private final SampleRandom random;
    private final double[] sums;

    public PhotonDraws(int modes, int cutoff, int[] measured, long seed, int stream) {
        this.cutoff = cutoff;
        this.modes = measured.length;
        this.distribution = new PhotonDistribution(modes, cutoff, measured);
        this.random = new SampleRandom(seed, stream);
        this.sums = new double[distribution.columns()];
    }

    @Override
    public void read(double[] re, double[] im, long sample, double[] out, int at) {
        random.seek(sample);
        distribution.read(re, im, sample, sums, 0);
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        int index = CumulativeTable.find(sums, random.nextDouble());
        for (int i = modes - 1; i >= 0; i--) {
            out[at + i] = index % cutoff;
            index /= cutoff;
        }
    }
}
