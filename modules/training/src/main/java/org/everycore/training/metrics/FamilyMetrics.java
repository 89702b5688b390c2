package org.everycore.training.metrics;

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
    /** Validation members, the canonical one last: densities, D q, qᵀDq and cumulated marginals. */
    private final double[] targets;

    private final double[] potentials;
    private final double[] self;
    private final double[] marginals;
    private final double dataDiversity;

    /** @param step distance of two neighbours of the grid */
    public FamilyMetrics(double[][] validation, double[] canonical, int side, double step) {
        this.side = side;
        this.points = side * side;
        this.members = validation.length;
        this.energy = new EnergyDistance(side, step);
        this.targets = new double[(members + 1) * points];
        for (int m = 0; m <= members; m++) {
            System.arraycopy(m < members ? validation[m] : canonical, 0, targets, m * points, points);
        }
        this.potentials = new double[targets.length];
        energy.potentials(targets, members + 1, potentials);
        this.self = new double[members + 1];
        this.marginals = new double[(members + 1) * 2 * side];
        for (int m = 0; m <= members; m++) {
            self[m] = EnergyDistance.dot(targets, m * points, potentials, m * points, points);
            Marginals.cumulated(targets, m * points, side, marginals, m * 2 * side);
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
        double[] ownPotentials = new double[count * points];
        energy.potentials(densities, count, ownPotentials);
        double[] own = new double[count * 2 * side];
        boolean[] hit = new boolean[members];
        double nearestW1 = 0;
        double canonicalW1 = 0;
        double nearestEd = 0;
        double canonicalEd = 0;
        double kl = 0;
        for (int d = 0; d < count; d++) {
            Marginals.cumulated(densities, d * points, side, own, d * 2 * side);
            double self = EnergyDistance.dot(densities, d * points, ownPotentials, d * points, points);
            double leastW1 = Double.POSITIVE_INFINITY;
            double leastEd = Double.POSITIVE_INFINITY;
            int nearest = -1;
            for (int m = 0; m < members; m++) {
                leastW1 = Math.min(leastW1, Marginals.distance(own, d * 2 * side, marginals, m * 2 * side, side));
                double ed = distance(densities, d, self, m);
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
            canonicalEd += distance(densities, d, self, members) / count;
            kl += divergence(targets, members * points, densities, d * points, points) / count;
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
        double[] own = new double[count * points];
        energy.potentials(densities, count, own);
        for (int d = 0; d < count; d++) {
            double self = EnergyDistance.dot(densities, d * points, own, d * points, points);
            int best = 0;
            for (int m = 1; m < members; m++) {
                best = distance(densities, d, self, m) < distance(densities, d, self, best) ? m : best;
            }
            nearest[d] = java.util.Arrays.copyOfRange(targets, best * points, (best + 1) * points);
        }
        return nearest;
    }

    private double distance(double[] densities, int d, double own, int member) {
        return 2 * EnergyDistance.dot(densities, d * points, potentials, member * points, points) - own - self[member];
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
