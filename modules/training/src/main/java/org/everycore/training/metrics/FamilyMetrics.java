package org.everycore.training.metrics;

import java.util.Arrays;

/**
 * Measures generated densities against the validation members of a family and its canonical member. Sums run over draws in
 * order. Owned by one thread.
 */
public final class FamilyMetrics {
    private static final double FLOOR = 1e-10;
    /** Up to so many draws all pairs are compared, beyond each with its neighbours. */
    private static final int ALL_PAIRS = 64;

    private static final int NEIGHBOURS = 8;

    private final int side;
    private final int points;
    private final int members;
    private final EnergyDistance energy;
    /** Validation members, the canonical one last: densities, what compares with them, and cumulated marginals. */
    private final double[][] targets;

    private final Members energies;
    private final double[] marginals;
    private final double dataDiversity;

    /** @param step distance of two neighbours of the grid */
    public FamilyMetrics(double[][] validation, double[] canonical, int side, double step) {
        this.side = side;
        this.points = side * side;
        this.members = validation.length;
        this.energy = new EnergyDistance(side, step);
        this.targets = Arrays.copyOf(validation, members + 1);
        this.targets[members] = canonical;
        this.energies = new Members(targets, energy);
        this.marginals = new double[(members + 1) * 2 * side];
        for (int m = 0; m <= members; m++) {
            Marginals.cumulated(targets[m], 0, side, marginals, m * 2 * side);
        }
        this.dataDiversity = pairs(marginals, members, members);
    }

    /** The diversity of the validation members themselves: the mean over all pairs. */
    public double dataDiversity() {
        return dataDiversity;
    }

    public int members() {
        return members;
    }

    /** Measures densities that lie one after the other. */
    public Score score(double[] densities, int count) {
        double[] distances = distances(densities, count);
        double[] own = new double[count * 2 * side];
        boolean[] hit = new boolean[members];
        double nearestW1 = 0;
        double canonicalW1 = 0;
        double nearestEd = 0;
        double canonicalEd = 0;
        double kl = 0;
        for (int d = 0; d < count; d++) {
            Marginals.cumulated(densities, d * points, side, own, d * 2 * side);
            int at = d * (members + 1);
            double leastW1 = Double.POSITIVE_INFINITY;
            double leastEd = Double.POSITIVE_INFINITY;
            int nearest = -1;
            for (int m = 0; m < members; m++) {
                leastW1 = Math.min(leastW1, Marginals.distance(own, d * 2 * side, marginals, m * 2 * side, side));
                double ed = distances[at + m];
                if (ed < leastEd) {
                    leastEd = ed;
                    nearest = m;
                }
            }
            if (nearest >= 0) {
                hit[nearest] = true;
            }
            nearestW1 += leastW1 / count;
            nearestEd += leastEd / count;
            canonicalW1 += Marginals.distance(own, d * 2 * side, marginals, members * 2 * side, side) / count;
            canonicalEd += distances[at + members] / count;
            kl += divergence(targets[members], 0, densities, d * points, points) / count;
        }
        int hits = 0;
        for (boolean each : hit) {
            hits += each ? 1 : 0;
        }
        return new Score(
                nearestW1,
                canonicalW1,
                nearestEd,
                canonicalEd,
                pairs(own, count, count <= ALL_PAIRS ? count : NEIGHBOURS),
                hits,
                kl,
                count);
    }

    /** The validation member that is nearest to each density by energy distance. */
    public double[][] nearest(double[] densities, int count) {
        double[][] nearest = new double[count][];
        double[] distances = distances(densities, count);
        for (int d = 0; d < count; d++) {
            int at = d * (members + 1);
            int best = 0;
            for (int m = 1; m < members; m++) {
                best = distances[at + m] < distances[at + best] ? m : best;
            }
            nearest[d] = targets[best].clone();
        }
        return nearest;
    }

    /** By density, then member, the canonical one last. */
    private double[] distances(double[] densities, int count) {
        double[] potentials = new double[count * points];
        energy.potentials(densities, count, potentials);
        double[] self = new double[count];
        Arrays.setAll(self, d -> EnergyDistance.dot(densities, d * points, potentials, d * points, points));
        double[] out = new double[count * (members + 1)];
        energies.distances(densities, count, self, out);
        return out;
    }

    private double pairs(double[] cumulated, int count, int reach) {
        double sum = 0;
        long pairs = 0;
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < Math.min(count, a + 1 + reach); b++) {
                sum += Marginals.distance(cumulated, a * 2 * side, cumulated, b * 2 * side, side);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    /** Σ t (log(t + 1e-10) - log(p + 1e-10)). */
    public static double divergence(double[] target, int targetFrom, double[] density, int from, int points) {
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double t = target[targetFrom + i];
            sum += t * (StrictMath.log(t + FLOOR) - StrictMath.log(density[from + i] + FLOOR));
        }
        return sum;
    }
}
