package org.everycore.photonics.gbs;

import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.generator.Streams;

/**
 * Draws photon-number or click patterns of a Gaussian state; sample i depends on (state, seed, i) alone. Owned by one thread.
 *
 * <p>Chain rule with stand-ins (Quesada and others, "Quadratic speed-up for simulating Gaussian boson sampling", PRX Quantum 3 (2022)
 * 010306): first every mode gets a heterodyne outcome, from a Gaussian law. Then mode after mode drops its outcome and is counted, given the counts before
 * and the outcomes after it. So every step is about a pure state of the modes up to this one, whose γ alone the outcomes move, and costs a loop
 * hafnian of as many rows as there were photons: half as many as probabilities of a mixed state would need. Counting with no cutoff:
 * {@link OpenMode}.
 *
 * <p>Clicks: a bright mode is split into equal parts, counted one after the other until one is not dark; the rest keep their stand-ins (Bulmer
 * and others, "The boundary for quantum advantage in Gaussian boson sampling", Science Advances 8 (2022) eabl9236). So a click seldom
 * weighs more than one photon. Parts are counted, not cut at one photon, so the law is exact for any number of parts.
 */
public final class GaussianSampler {
    private static final double HALF_ROOT = Math.sqrt(0.5);

    private final GaussianSampling law;
    private final boolean threshold;
    private final int mostPhotons;
    private final SampleRandom random;
    private final PairingTable table;
    private final OpenMode open = new OpenMode();
    private final int[] pattern;
    private final double[] normals;
    private final double[] center;
    private final double[] outcome;
    private final double[] gRe;
    private final double[] gIm;
    /** B and γ of the parts that are counted: those of the modes times 1/√parts of each. */
    private final double[] bRe;

    private final double[] bIm;
    private final double[] partRe;
    private final double[] partIm;
    private final double[] scale;
    private final double[] splitRe = new double[64];
    private final double[] splitIm = new double[64];

    /**
     * @param mostPhotons a sample of more ends the job with an error
     * @param mostBytes that tables may take
     */
    public GaussianSampler(GaussianSampling law, boolean threshold, long seed, int mostPhotons, long mostBytes) {
        int m = law.modes;
        this.law = law;
        this.threshold = threshold;
        this.mostPhotons = mostPhotons;
        this.random = new SampleRandom(seed, Streams.PHOTON_PATTERN);
        this.table = new PairingTable(mostBytes);
        this.pattern = new int[m];
        this.normals = new double[2 * m];
        this.center = new double[2 * m];
        this.outcome = new double[2 * m];
        this.gRe = new double[m];
        this.gIm = new double[m];
        this.partRe = new double[m];
        this.partIm = new double[m];
        this.scale = new double[m];
        this.bRe = new double[m * m];
        this.bIm = new double[m * m];
        for (int i = 0; i < m; i++) {
            scale[i] = 1 / Math.sqrt(law.parts[i]);
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                bRe[i * m + j] = law.bRe[i * m + j] * scale[i] * scale[j];
                bIm[i * m + j] = law.bIm[i * m + j] * scale[i] * scale[j];
            }
        }
    }

    /**
     * Draws a sample: photon numbers, or 1 for a click, by mode.
     *
     * @throws TooManyPhotonsException when it has more photons than a limit allows; the message names the sample
     */
    public void draw(long sample, double[] out, int at) {
        random.seek(sample);
        standIns();
        int m = law.modes;
        int photons = 0;
        for (int k = 0; k < m; k++) {
            int seen = count(k, photons, sample);
            pattern[k] = seen;
            photons += seen;
            if (photons > mostPhotons) {
                throw new TooManyPhotonsException("sample " + sample + " has over " + mostPhotons + " photons in "
                        + (k + 1) + " of " + m + " modes: raise maxPhotons");
            }
            out[at + law.order[k]] = threshold ? Math.min(seen, 1) : seen;
        }
    }

    /** Photons of mode k, or of the first of its parts that has any. */
    private int count(int k, int photons, long sample) {
        int m = law.modes;
        split(k);
        for (int part = 0; part < law.parts[k]; part++) {
            for (int j = 0; j < m; j++) {
                double br = law.bRe[j * m + k] * scale[k];
                double bi = law.bIm[j * m + k] * scale[k];
                gRe[j] -= br * splitRe[part] + bi * splitIm[part];
                gIm[j] -= bi * splitRe[part] - br * splitIm[part];
            }
            for (int j = 0; j <= k; j++) {
                partRe[j] = gRe[j] * scale[j];
                partIm[j] = gIm[j] * scale[j];
            }
            int degrees;
            try {
                degrees = table.compute(k, pattern, bRe, bIm, m, partRe, partIm, k);
            } catch (TooManyPhotonsException e) {
                throw new TooManyPhotonsException("sample " + sample + " has " + photons + " photons in " + k + " of "
                        + m + " modes, too many for this state: " + e.getMessage());
            }
            int own = k * m + k;
            int seen = open.draw(
                    table.re, table.im, degrees - 1, bRe[own], bIm[own], partRe[k], partIm[k], random.nextDouble());
            if (seen > 0) {
                return seen;
            }
        }
        return 0;
    }

    /** Outcomes of the parts of a mode whose outcome as a whole is known: what is orthogonal to the whole is vacuum. */
    private void split(int k) {
        int parts = law.parts[k];
        double re = outcome[k] / 2 * scale[k];
        double im = outcome[k + law.modes] / 2 * scale[k];
        double sumRe = 0;
        double sumIm = 0;
        for (int part = 0; part < parts; part++) {
            splitRe[part] = parts == 1 ? 0 : HALF_ROOT * random.nextNormal();
            splitIm[part] = parts == 1 ? 0 : HALF_ROOT * random.nextNormal();
            sumRe += splitRe[part];
            sumIm += splitIm[part];
        }
        for (int part = 0; part < parts; part++) {
            splitRe[part] += re - sumRe / parts;
            splitIm[part] += im - sumIm / parts;
        }
    }

    /** Means of the pure state, outcomes of all modes, and γ given all of them. */
    private void standIns() {
        int m = law.modes;
        int n = 2 * m;
        System.arraycopy(law.mean, 0, center, 0, n);
        if (law.noise != null) {
            spread(law.noise, n, n, center);
        }
        System.arraycopy(center, 0, outcome, 0, n);
        spread(law.outcomes, n, 0, outcome);
        for (int i = 0; i < m; i++) {
            // γ = α - B conj(α) + B conj(outcome)
            double re = center[i] / 2;
            double im = center[i + m] / 2;
            for (int j = 0; j < m; j++) {
                double dr = (outcome[j] - center[j]) / 2;
                double di = -(outcome[j + m] - center[j + m]) / 2;
                re += law.bRe[i * m + j] * dr - law.bIm[i * m + j] * di;
                im += law.bRe[i * m + j] * di + law.bIm[i * m + j] * dr;
            }
            gRe[i] = re;
            gIm[i] = im;
        }
    }

    /** to += a · normals; of row i the first {@code full} elements, or i + 1 of a lower triangle. */
    private void spread(double[] a, int n, int full, double[] to) {
        for (int i = 0; i < n; i++) {
            normals[i] = random.nextNormal();
        }
        for (int i = 0; i < n; i++) {
            double sum = 0;
            int most = full == 0 ? i + 1 : full;
            for (int j = 0; j < most; j++) {
                sum += a[i * n + j] * normals[j];
            }
            to[i] += sum;
        }
    }
}
