package org.everycore.training.metrics;

import java.util.Arrays;
import org.everycore.photonics.linear.RowSums;

/** Densities that others are compared with by energy distance, with their potentials. Owned by one thread. */
public final class Members {
    /** Densities that share a stretch of the potentials while it is in the cache, and how many points that is. */
    private static final int SHARE = 32;

    private static final int STRETCH = 48;

    private final int points;
    private final double[][] potentials;
    /** By point: the potentials of all members. */
    private final double[][] byPoint;

    private final double[] self;
    private final double[][] rows;

    public Members(double[][] densities, EnergyDistance energy) {
        this.points = densities.length == 0 ? 0 : densities[0].length;
        this.potentials = new double[densities.length][points];
        this.byPoint = new double[points][densities.length];
        this.self = new double[densities.length];
        this.rows = new double[SHARE][densities.length];
        double[] together = new double[densities.length * points];
        for (int m = 0; m < densities.length; m++) {
            System.arraycopy(densities[m], 0, together, m * points, points);
        }
        double[] all = new double[together.length];
        energy.potentials(together, densities.length, all);
        for (int m = 0; m < densities.length; m++) {
            System.arraycopy(all, m * points, potentials[m], 0, points);
            self[m] = EnergyDistance.dot(densities[m], 0, potentials[m], 0, points);
            for (int p = 0; p < points; p++) {
                byPoint[p][m] = potentials[m][p];
            }
        }
    }

    public int size() {
        return self.length;
    }

    /** D q of a member; not the caller's to change. */
    public double[] potential(int member) {
        return potentials[member];
    }

    /** The energy distance of a density to a member. */
    public double distance(double[] densities, int from, double own, int member) {
        return 2 * EnergyDistance.dot(densities, from, potentials[member], 0, points) - own - self[member];
    }

    /**
     * Writes the energy distances of densities that lie one after the other to all members, by density, then member.
     *
     * @param own pᵀDp of each
     */
    public void distances(double[] densities, int count, double[] own, double[] out) {
        for (int from = 0; from < count; from += SHARE) {
            int valid = Math.min(SHARE, count - from);
            for (int d = 0; d < valid; d++) {
                Arrays.fill(rows[d], 0);
            }
            for (int p = 0; p < points; p += STRETCH) {
                int length = Math.min(STRETCH, points - p);
                for (int d = 0; d < valid; d++) {
                    RowSums.add(densities, (from + d) * points + p, 1, byPoint, p, 1, length, rows[d], size());
                }
            }
            for (int d = 0; d < valid; d++) {
                for (int m = 0; m < size(); m++) {
                    out[(from + d) * size() + m] = 2 * rows[d][m] - own[from + d] - self[m];
                }
            }
        }
    }
}
