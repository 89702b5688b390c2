package org.everycore.photonics.gbs;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.linear.ComplexMatrix;

/**
 * Photons that enter an interferometer in Fock states: what a boson-sampling experiment is. Immutable.
 *
 * @param unitary the interferometer: a† of input j goes to Σᵢ U[i][j] a† of output i
 * @param input photons by mode
 * @param transmission the chance of each mode's photons to get in
 * @param indistinguishability the chance of a photon to be of the kind that interferes; else it is unlike any other
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record FockInterference(ComplexMatrix unitary, int[] input, double[] transmission, double indistinguishability) {
    private static final double UNITARY = 1e-6;

    public FockInterference {
        int m = unitary.size();
        if (input.length != m || transmission.length != m) {
            throw new IllegalArgumentException(input.length + " inputs for " + m + " modes");
        }
        double off = unitary.times(unitary.adjoint()).distance(ComplexMatrix.identity(m));
        if (!(off <= UNITARY)) {
            throw new CircuitException("the interferometer is not unitary (off by " + off + ")");
        }
    }

    public int modes() {
        return input.length;
    }

    public int photons() {
        int sum = 0;
        for (int n : input) {
            sum += n;
        }
        return sum;
    }

    /**
     * The probability of photon numbers at the outputs: |permanent|² / ∏ inputs! ∏ outputs!, summed over which photons get in.
     *
     * @throws CircuitException for photons that can be told apart
     */
    public double probability(int[] output) {
        if (indistinguishability < 1) {
            throw new CircuitException("probabilities need photons that cannot be told apart (indistinguishability 1)");
        }
        int out = 0;
        for (int n : output) {
            out += n;
        }
        return arriving(output, new int[modes()], 0, out, 1);
    }

    private double arriving(int[] output, int[] arrived, int mode, int left, double chance) {
        if (chance == 0) {
            return 0;
        }
        if (mode == modes()) {
            return left == 0 ? chance * lossless(output, arrived) : 0;
        }
        double sum = 0;
        double t = transmission[mode];
        double binomial = 1;
        for (int n = 0; n <= Math.min(left, input[mode]); n++) {
            double part = binomial * power(t, n) * power(1 - t, input[mode] - n);
            arrived[mode] = n;
            sum += arriving(output, arrived, mode + 1, left - n, chance * part);
            binomial = binomial * (input[mode] - n) / (n + 1);
        }
        arrived[mode] = 0;
        return sum;
    }

    private static double power(double base, int exponent) {
        double product = 1;
        for (int i = 0; i < exponent; i++) {
            product *= base;
        }
        return product;
    }

    private double lossless(int[] output, int[] arrived) {
        double[] permanent = Permanent.of(output, arrived, unitary.re(), unitary.im());
        double p = permanent[0] * permanent[0] + permanent[1] * permanent[1];
        for (int i = 0; i < modes(); i++) {
            for (int k = 2; k <= output[i]; k++) {
                p /= k;
            }
            for (int k = 2; k <= arrived[i]; k++) {
                p /= k;
            }
        }
        return p;
    }
}
