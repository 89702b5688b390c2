package org.everycore.photonics.fock;

/**
 * Chains of matrix elements whose photon numbers rise together, all chains of a matrix side by side: element i of chain a is
 * a normalised orthogonal polynomial of degree i, and each step adds a difference.
 *
 * <p>With d the element, f its scaled difference, z the gate's small variable and v, slope, r numbers that no parameter enters:
 * {@code f += (v - slope z) d; d += r f}. That is the three-term recurrence of the Jacobi polynomials (Laguerre's for a
 * displacement), written in differences as Reinsch did for Chebyshev series: at parameter 0 nothing is added, so the identity
 * is exact, and near it no digits cancel. Ascending degree at a fixed argument is the stable way for every argument: a chain
 * grows until it oscillates and never leaves that region again, so its errors stay near the number of steps times 2^-53. A
 * chain looks at lower photon numbers only, so the cut is exact.
 *
 * <p>A chain may start far below what a double holds and still end near 1. Where the cutoff allows that, an element is a
 * mantissa with a count of missing factors 2^-300; powers of two are exact, so this changes no bit of an element that matters.
 */
final class RisingChains {
    private static final double UNIT = 0x1p300;
    private static final double INVERSE = 0x1p-300;

    private final int chains;
    private final boolean scaled;

    /** @param scaled whether chains may start below what a double holds */
    RisingChains(int chains, boolean scaled) {
        this.chains = chains;
        this.scaled = scaled;
    }

    /** Numbers of scratch: two functions, z and a seed of every lane, a weight of every chain, and the state. */
    int scratch(int lanes) {
        return Math.addExact(4 * lanes + chains, Math.multiplyExact(3 * chains, lanes));
    }

    /** Where the lanes' variable z lies in the scratch; the gate's two functions lie before it. */
    static int z(int lanes) {
        return 2 * lanes;
    }

    /** Where the gate may keep a number of each lane. */
    static int seed(int lanes) {
        return 3 * lanes;
    }

    /** Where the gate may keep a number of each chain. */
    static int weights(int lanes) {
        return 4 * lanes;
    }

    private int elements(int lanes) {
        return 4 * lanes + chains;
    }

    /** Sets element 0 of a chain, times 2^(-300 missing). */
    void start(double[] scratch, int lanes, int chain, int lane, double mantissa, int missing) {
        int at = elements(lanes) + chain * lanes + lane;
        int size = chains * lanes;
        scratch[at + size] = 0;
        if (!scaled) {
            scratch[at] = value(mantissa, missing);
        } else if (mantissa != 0 && Math.abs(mantissa) < INVERSE) {
            scratch[at] = mantissa * UNIT;
            scratch[at + 2 * size] = missing + 1;
        } else {
            scratch[at] = mantissa;
            scratch[at + 2 * size] = missing;
        }
    }

    /** Element 0 of a chain from that of the chain before it, times factor and a number of the lane. */
    void startAfter(double[] scratch, int lanes, int chain, double factor, double[] values, int from) {
        int before = elements(lanes) + (chain - 1) * lanes;
        int missing = before + 2 * chains * lanes;
        for (int s = 0; s < lanes; s++) {
            start(
                    scratch,
                    lanes,
                    chain,
                    s,
                    scratch[before + s] * (factor * values[from + s]),
                    scaled ? (int) scratch[missing + s] : 0);
        }
    }

    /** One step of a chain. */
    void rise(double[] scratch, int lanes, int chain, double v, double slope, double r) {
        int at = elements(lanes) + chain * lanes;
        int f = at + chains * lanes;
        for (int s = 0; s < lanes; s++) {
            double factor = Math.fma(-slope, scratch[2 * lanes + s], v);
            double difference = Math.fma(factor, scratch[at + s], scratch[f + s]);
            scratch[f + s] = difference;
            scratch[at + s] = Math.fma(r, difference, scratch[at + s]);
        }
        if (scaled) {
            rescale(scratch, lanes, at);
        }
    }

    private void rescale(double[] scratch, int lanes, int at) {
        int size = chains * lanes;
        for (int e = at; e < at + lanes; e++) {
            if (scratch[e + 2 * size] > 0 && Math.max(Math.abs(scratch[e]), Math.abs(scratch[e + size])) >= UNIT) {
                scratch[e] *= INVERSE;
                scratch[e + size] *= INVERSE;
                scratch[e + 2 * size]--;
            }
        }
    }

    /** Writes a chain's element to out at {@code plain}, and with the sign (-1)^chain at {@code signed}. */
    void write(double[] scratch, int lanes, int chain, double[] out, int plain, int signed) {
        int at = elements(lanes) + chain * lanes;
        double sign = (chain & 1) == 0 ? 1 : -1;
        for (int s = 0; s < lanes; s++) {
            double value = scratch[at + s];
            if (scaled) {
                value = value(value, scratch[at + 2 * chains * lanes + s]);
            }
            out[plain * lanes + s] = value;
            out[signed * lanes + s] = sign * value;
        }
    }

    /** Where a chain's elements lie in the scratch, for a gate that writes them itself. */
    int element(int lanes, int chain) {
        return elements(lanes) + chain * lanes;
    }

    private static double value(double mantissa, double missing) {
        double value = mantissa;
        for (double left = missing; left > 0 && value != 0; left--) {
            value *= INVERSE;
        }
        return value;
    }
}
