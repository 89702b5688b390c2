package org.everycore.photonics.gbs;

import java.util.Arrays;
import org.everycore.photonics.gaussian.GaussianState;

/**
 * Exact probabilities of photon numbers and of clicks of a Gaussian state, pure or mixed, displaced or not. Owned by one thread.
 *
 * <p>Photon numbers: the squared modulus of a loop hafnian for a pure state, a loop hafnian of twice the size for a mixed one, by {@link
 * PairingTable}. Clicks: {@link Torontonian}.
 */
public final class PatternProbabilities {
    private final int modes;
    private final boolean pure;
    private final StellarForm form;
    private final PairingTable table;
    private final Torontonian torontonian;

    /** @param mostBytes that tables may take for one pattern */
    public PatternProbabilities(GaussianState state, long mostBytes) {
        StellarForm single = StellarForm.of(state);
        this.modes = state.modes();
        this.pure = single.pure();
        this.form = pure ? single : single.doubled();
        this.table = new PairingTable(mostBytes);
        this.torontonian = new Torontonian(state);
    }

    /**
     * The probability that every mode has the given photon number.
     *
     * @throws TooManyPhotonsException where tables would take more memory than allowed
     */
    public double photons(int[] n) {
        require(n, Integer.MAX_VALUE);
        int[] pattern = n;
        if (!pure) {
            pattern = Arrays.copyOf(n, 2 * modes);
            System.arraycopy(n, 0, pattern, modes, modes);
        }
        table.compute(form.modes(), pattern, form.bRe(), form.bIm(), form.modes(), form.gRe(), form.gIm(), -1);
        double re = table.re[0];
        double im = table.im[0];
        return form.vacuum() * (pure ? re * re + im * im : Math.max(0, re));
    }

    /** The probability that exactly the detectors click whose number is 1. */
    public double clicks(int[] pattern) {
        require(pattern, 1);
        return torontonian.probability(pattern);
    }

    private void require(int[] n, int most) {
        if (n.length != modes) {
            throw new IllegalArgumentException(n.length + " numbers for " + modes + " modes");
        }
        for (int one : n) {
            if (one < 0 || one > most) {
                throw new IllegalArgumentException("a pattern holds " + one);
            }
        }
    }
}
