package org.everycore.photonics.gbs;

/**
 * The permanent of a complex matrix whose rows and columns are repeated.
 *
 * <p>Glynn's formula (European Journal of Combinatorics 31 (2010) 1887) with equal rows taken together: 2⁻ⁿ Σ ∏ᵢ (-1)^kᵢ C(sᵢ,kᵢ) ∏ⱼ (Σᵢ (sᵢ-2kᵢ)
 * aᵢⱼ)^tⱼ over 0 ≤ kᵢ ≤ sᵢ, in the order of a reflected mixed-radix Gray code, so that a step adds one row to the sums of the columns.
 * That is ∏(sᵢ+1) terms.
 */
public final class Permanent {
    private Permanent() {}

    /**
     * @param s how often each of the rows stands
     * @param t how often each of the columns stands, as many in all
     * @param re rows of {@code t.length} numbers
     * @return real and imaginary part
     */
    public static double[] of(int[] s, int[] t, double[] re, double[] im) {
        int n = 0;
        int columns = 0;
        for (int one : s) {
            n += one;
        }
        for (int one : t) {
            columns += one;
        }
        if (n != columns) {
            throw new IllegalArgumentException(n + " rows and " + columns + " columns");
        }
        if (n == 0) {
            return new double[] {1, 0};
        }
        int width = t.length;
        double[] sumRe = new double[width];
        double[] sumIm = new double[width];
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < width; j++) {
                // Halved, so that the products need no division by 2ⁿ.
                sumRe[j] += s[i] * re[i * width + j] / 2;
                sumIm[j] += s[i] * im[i * width + j] / 2;
            }
        }
        int[] k = new int[s.length];
        int[] direction = new int[s.length];
        java.util.Arrays.fill(direction, 1);
        double weight = 1;
        double totalRe = 0;
        double totalIm = 0;
        while (true) {
            double pRe = weight;
            double pIm = 0;
            for (int j = 0; j < width; j++) {
                for (int power = 0; power < t[j]; power++) {
                    double next = pRe * sumRe[j] - pIm * sumIm[j];
                    pIm = pRe * sumIm[j] + pIm * sumRe[j];
                    pRe = next;
                }
            }
            totalRe += pRe;
            totalIm += pIm;
            int row = 0;
            while (row < s.length && (k[row] + direction[row] < 0 || k[row] + direction[row] > s[row])) {
                direction[row] = -direction[row];
                row++;
            }
            if (row == s.length) {
                return new double[] {totalRe, totalIm};
            }
            int step = direction[row];
            // C(s, k+1) = C(s, k) (s-k)/(k+1), and back.
            weight = step > 0 ? -weight * (s[row] - k[row]) / (k[row] + 1) : -weight * k[row] / (s[row] - k[row] + 1);
            k[row] += step;
            for (int j = 0; j < width; j++) {
                sumRe[j] -= step * re[row * width + j];
                sumIm[j] -= step * im[row * width + j];
            }
        }
    }
}
