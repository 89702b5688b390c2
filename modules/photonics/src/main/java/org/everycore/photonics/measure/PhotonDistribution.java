package org.everycore.photonics.measure;

import org.everycore.photonics.mixed.ModeLayout;

/**
 * The joint photon-number probabilities of the listed modes of a ket, the first listed slowest, other modes traced out. Not
 * normalised: they sum to the ket's norm.
 */
public final class PhotonDistribution implements KetReader {
    private final int[] levels;
    private final int[] others;

    public PhotonDistribution(int modes, int cutoff, int[] measured) {
        ModeLayout layout = new ModeLayout(modes, cutoff);
        this.levels = layout.offsets(measured);
        this.others = layout.others(measured);
    }

    int columns() {
        return levels.length;
    }

    @Override
    public void read(double[] re, double[] im, long sample, double[] out, int at) {
        for (int i = 0; i < levels.length; i++) {
            double sum = 0;
            for (int rest : others) {
                int a = levels[i] + rest;
                sum += re[a] * re[a] + im[a] * im[a];
            }
            out[at + i] = sum;
        }
    }
}
