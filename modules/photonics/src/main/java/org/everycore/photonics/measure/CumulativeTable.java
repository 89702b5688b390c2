package org.everycore.photonics.measure;

/** Running sums of probabilities, to draw an index by one uniform number. */
final class CumulativeTable {
    private CumulativeTable() {}

    /** Running sums; negative rounding residues count as 0. */
    static double[] of(double[] probabilities) {
        double[] sums = new double[probabilities.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += Math.max(0, probabilities[i]);
            sums[i] = sum;
        }
        return sums;
    }

    /** The first index whose running sum is above u times the total. */
    static int find(double[] sums, double u) {
        double target = u * sums[sums.length - 1];
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
