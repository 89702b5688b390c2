package org.everycore.photonics.fock;

/**
 * Fills a block of real squeezing, of one mode or of two: with T = tanh r, c = sech r and b the block's own number, element
 * [i,i+a] is, but for a sign, T^a c^{b+1} √(i! Γ(i+a+b+1) / ((i+a)! Γ(i+b+1))) P_i^{(a,b)}(1 - 2T²). Two modes whose photon
 * numbers differ by b make the one series, a single mode's even (b = -½) and odd (b = ½) photon numbers the other.
 *
 * <p>With A_i = √(i(i+a)(i+b)(i+a+b)) and J = i + (a+b)/2 the recurrence of the Jacobi polynomials reads (A_{i+1}/(J+1)) (d_{i+1} -
 * d_i) = (A_i/J) (d_i - d_{i-1}) + (w_i + w_{i+1} - 2(2J+1) T²) d_i, where w_i = a²J / (i(i+a+b) + a(a+b)/2 + A_i): see {@link
 * RisingChains}. (It is the recurrence of Wigner's d functions in J, whose middle term J² - m m' and A_i differ by a²J²/w_i.)
 */
final class SqueezedBlock {
    private final RisingChains chains;
    private final double b;
    private final double[] side;

    /** @param size its rows; b √(i(i+b)) of row i is {@code side[i]} */
    SqueezedBlock(RisingChains chains, double b, int size) {
        this.chains = chains;
        this.b = b;
        this.side = new double[size];
        for (int i = 0; i < size; i++) {
            side[i] = Math.sqrt(i * (i + b));
        }
    }

    /**
     * @param scratch T and c by lane, T² at {@link RisingChains#z}, c^{b+1} at {@link RisingChains#seed}
     * @param offset where the block begins in out, whose elements above its diagonal get {@code upper}^a for a sign, those below
     *     {@code -upper}^a
     */
    void fill(double[] scratch, int lanes, double[] out, int offset, int upper) {
        int size = side.length;
        int weights = RisingChains.weights(lanes);
        int plain = upper > 0 ? 1 : size;
        int signed = upper > 0 ? size : 1;
        for (int a = 0; a < size; a++) {
            if (a > 0) {
                chains.startAfter(scratch, lanes, a, Math.sqrt((a + b) / a), scratch, 0);
            } else {
                for (int s = 0; s < lanes; s++) {
                    chains.start(scratch, lanes, 0, s, scratch[RisingChains.seed(lanes) + s], 0);
                }
            }
            scratch[weights + a] = a;
            chains.write(scratch, lanes, a, out, offset + a * plain, offset + a * signed);
        }
        for (int i = 1; i < size; i++) {
            int diagonal = offset + i * (size + 1);
            for (int a = 0; i + a < size; a++) {
                double root = side[i] * side[i + a];
                double j = i + 0.5 * (a + b);
                double w = a * a * j / (i * (i + a + b) + 0.5 * a * (a + b) + root);
                chains.rise(scratch, lanes, a, scratch[weights + a] + w, 2 * (2 * j - 1), j / root);
                scratch[weights + a] = w;
                chains.write(scratch, lanes, a, out, diagonal + a * plain, diagonal + a * signed);
            }
        }
    }
}
