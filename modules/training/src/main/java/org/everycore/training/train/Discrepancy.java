package org.everycore.training.train;

import org.everycore.training.data.Dataset;
import org.everycore.training.metrics.EnergyDistance;
import org.everycore.training.metrics.Members;

/**
 * Distances of two sets of densities, without an opponent. The metric of densities is d(p, q) = √(E(p, q) + 1e-8) with the
 * energy distance E, the distance of two points of a Hilbert space, so both losses are 0 for equal laws only.
 *
 * <p>Energy score: mean d(fake, real) - ½ mean d(fake, fake') (Székely and Rizzo 2013; Gneiting and Raftery 2007). MMD:
 * mean k(fake, fake') - 2 mean k(fake, real), k = exp(-d²/2h²) (Gretton et al. 2012). Means over pairs of different samples.
 * Nearest: mean over fakes of the least E(fake, real) among all training members, and a weight times the energy
 * score, without which it would let the latent vectors' spread go.
 * Derivatives by p follow from ∂E(p, q)/∂p = 2 (D q - D p).
 */
final class Discrepancy implements Trainer {
    private static final double FLOOR = 1e-8;

    private final TrainerKind kind;
    private final boolean energy;
    private final double scale;
    private final double width;
    private final DrawSource draws;
    private final int points;
    private final EnergyDistance distances;
    private final Members members;
    private final int[] chosen;
    private final double[] all;
    private double[] own = new double[0];
    private double[] ownSelf = new double[0];

    /** Real members that a step of so many samples is compared with. */
    private static final int REAL = 8;

    Discrepancy(TrainSpec spec, Dataset data, DrawSource draws) {
        this.kind = spec.trainer();
        this.energy = spec.trainer() != TrainerKind.MMD;
        this.scale = kind == TrainerKind.NEAREST ? spec.spread() : 1;
        this.width = spec.kernel();
        this.draws = draws;
        this.points = data.side() * data.side();
        this.distances = new EnergyDistance(data.side(), data.step());
        this.members = new Members(data.training(), distances);
        this.chosen = new int[compared(spec, data)];
        this.all = new double[kind == TrainerKind.NEAREST ? spec.batch() * members.size() : 0];
    }

    /** With how many training members a step is compared. */
    static int compared(TrainSpec spec, Dataset data) {
        return Math.max(1, Math.min(data.training().length, REAL * spec.batch()));
    }

    @Override
    public double loss(int epoch, double[] values, int samples, double[] cotangents, boolean wanted) {
        if (own.length < samples * points) {
            own = new double[samples * points];
            ownSelf = new double[samples];
        }
        distances.potentials(values, samples, own);
        for (int s = 0; s < samples; s++) {
            ownSelf[s] = EnergyDistance.dot(values, s * points, own, s * points, points);
        }
        java.util.Arrays.fill(cotangents, 0, samples * points, 0);
        double first = kind == TrainerKind.NEAREST ? nearest(values, samples, cotangents) : 0;
        if (scale == 0) {
            return first;
        }
        draws.members(epoch, 0, chosen, members.size());
        double sum = first;
        for (int s = 0; s < samples; s++) {
            double slopes = 0;
            for (int m : chosen) {
                double e = kind == TrainerKind.NEAREST
                        ? all[s * members.size() + m]
                        : members.distance(values, s * points, ownSelf[s], m);
                double weight = scale * (energy ? 1.0 : -2.0) / samples / chosen.length;
                sum += weight * value(e);
                double slope = 2 * weight * slope(e);
                add(members.potential(m), 0, slope, cotangents, s * points);
                slopes += slope;
            }
            for (int t = 0; t < samples && samples > 1; t++) {
                if (t == s) {
                    continue;
                }
                double e =
                        2 * EnergyDistance.dot(values, s * points, own, t * points, points) - ownSelf[s] - ownSelf[t];
                double weight = scale * (energy ? -0.5 : 1.0) / samples / (samples - 1);
                sum += weight * value(e);
                // The pair (t, s) adds as much again.
                double slope = 2 * 2 * weight * slope(e);
                add(own, t * points, slope, cotangents, s * points);
                slopes += slope;
            }
            add(own, s * points, -slopes, cotangents, s * points);
        }
        return sum;
    }

    private double nearest(double[] values, int samples, double[] cotangents) {
        double sum = 0;
        members.distances(values, samples, ownSelf, all);
        for (int s = 0; s < samples; s++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int m = 0; m < members.size(); m++) {
                double e = all[s * members.size() + m];
                if (e < least) {
                    least = e;
                    best = m;
                }
            }
            sum += least / samples;
            add(members.potential(best), 0, 2.0 / samples, cotangents, s * points);
            add(own, s * points, -2.0 / samples, cotangents, s * points);
        }
        return sum;
    }

    private double value(double e) {
        return energy ? Math.sqrt(Math.max(e, 0) + FLOOR) : StrictMath.exp(-e / (2 * width * width));
    }

    private double slope(double e) {
        return energy ? 0.5 / Math.sqrt(Math.max(e, 0) + FLOOR) : -value(e) / (2 * width * width);
    }

    private void add(double[] from, int at, double factor, double[] to, int where) {
        for (int p = 0; p < points; p++) {
            to[where + p] = Math.fma(factor, from[at + p], to[where + p]);
        }
    }
}
