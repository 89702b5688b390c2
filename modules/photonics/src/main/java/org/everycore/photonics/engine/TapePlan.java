package org.everycore.photonics.engine;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which kets before passes reverse mode keeps, and how many more it holds while it computes the others again.
 *
 * <p>A ket that is not kept costs the pass that makes it once more; those between two kept ones are computed in one go, into
 * as many spare kets as lie there (Griewank and Walther, "Evaluating Derivatives", chapter 12). So the kets behind the cheapest
 * passes are given up, never more in a row than there are spare ones: of all, or of those between kets kept at even distances, where
 * that gives more room. The first ket is always kept.
 *
 * @param slot by ket: -1 when kept, else which spare ket it is computed into
 * @param kept kets kept
 * @param spare the longest row of kets that are not kept
 * @param again multiply-adds that are computed again
 */
@SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
record TapePlan(int[] slot, int kept, int spare, double again) {
    /**
     * The plan with the least to compute again among those of at most {@code budget} kets; where none is so small, the
     * smallest.
     *
     * @param costs multiply-adds of each pass
     */
    static TapePlan of(double[] costs, long budget) {
        int count = costs.length;
        int[] byCost = IntStream.range(1, Math.max(1, count))
                .boxed()
                .sorted(Comparator.comparingDouble(ket -> costs[ket - 1]))
                .mapToInt(Integer::intValue)
                .toArray();
        TapePlan best = choose(costs, byCost, 0, budget);
        int longest = 2 * (int) Math.sqrt(count) + 1;
        for (int spare = 1; spare <= longest && best.again + best.excess(budget) > 0; spare++) {
            int step = spare + 1;
            int[] even = IntStream.of(byCost).filter(ket -> ket % step != 0).toArray();
            for (int[] order : new int[][] {byCost, even}) {
                TapePlan other = choose(costs, order, spare, budget);
                if (other.better(best, budget)) {
                    best = other;
                }
            }
        }
        return best;
    }

    private int size() {
        return kept + spare;
    }

    private long excess(long budget) {
        return Math.max(0, size() - budget);
    }

    private boolean better(TapePlan other, long budget) {
        long excess = excess(budget);
        long otherExcess = other.excess(budget);
        return excess == otherExcess ? again < other.again : excess < otherExcess;
    }

    /** Gives up kets, the cheapest first, until the rest fit, but never more than {@code spare} in a row. */
    private static TapePlan choose(double[] costs, int[] byCost, int spare, long budget) {
        boolean[] dropped = new boolean[costs.length];
        int kept = Math.max(1, costs.length);
        double again = 0;
        for (int i = 0; i < byCost.length && kept + spare > budget; i++) {
            int ket = byCost[i];
            if (row(dropped, ket) <= spare) {
                dropped[ket] = true;
                kept--;
                again += costs[ket - 1];
            }
        }
        int[] slot = new int[costs.length];
        int longest = 0;
        for (int ket = 0; ket < slot.length; ket++) {
            slot[ket] = dropped[ket] ? slot[ket - 1] + 1 : -1;
            longest = Math.max(longest, slot[ket] + 1);
        }
        return new TapePlan(slot, kept, longest, again);
    }

    /** How many kets in a row would be missing if one more were. */
    private static int row(boolean[] dropped, int ket) {
        int first = ket;
        while (dropped[first - 1]) {
            first--;
        }
        int last = ket;
        while (last + 1 < dropped.length && dropped[last + 1]) {
            last++;
        }
        return last - first + 1;
    }
}
