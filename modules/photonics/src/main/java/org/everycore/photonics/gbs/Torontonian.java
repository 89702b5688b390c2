package org.everycore.photonics.gbs;

import org.everycore.photonics.gaussian.GaussianState;

/**
 * Probabilities of clicks of a Gaussian state (loop torontonians): the probability that modes D stay dark and modes S click is Σ (-1)^|Z| P(D and Z dark) over all Z
 * in S. Owned by one thread.
 *
 * <p>The sum is taken as a binary tree of differences: with or without the condition that the next mode is dark. A condition is one step of
 * Gaussian elimination on the modes to come, so a subset costs what few modes at the tree's leaves cost, O(2^|S|) in all, with real 2 x 2 blocks
 * (compare Kaposi and others, "Polynomial speedup in torontonian calculation by a scalable recursive algorithm", arXiv:2109.04528).
 * Each difference is taken of the two numbers that are closest; the absolute error is about 1e-16 times the sum of what is subtracted.
 */
final class Torontonian {
    /** Subsets of more modes would take days. */
    static final int MOST_CLICKS = 40;

    private final GaussianState state;
    private final boolean displaced;
    /** For each depth of the tree: V + 1 of the modes to come, given which modes are dark; and means. */
    private double[][] matrices = new double[0][];

    private double[][] means = new double[0][];
    private int size;

    Torontonian(GaussianState state) {
        this.state = state;
        boolean any = false;
        for (double one : state.mean()) {
            any |= one != 0;
        }
        this.displaced = any;
    }

    double probability(int[] clicks) {
        int modes = state.modes();
        int[] order = new int[modes];
        int dark = 0;
        for (int i = 0; i < modes; i++) {
            if (clicks[i] == 0) {
                order[dark++] = i;
            }
        }
        int at = dark;
        for (int i = 0; i < modes; i++) {
            if (clicks[i] != 0) {
                order[at++] = i;
            }
        }
        if (modes - dark > MOST_CLICKS) {
            throw new TooManyPhotonsException(
                    (modes - dark) + " clicks are over the limit of " + MOST_CLICKS + " of exact probabilities");
        }
        size = 2 * modes;
        if (matrices.length < modes + 1) {
            matrices = new double[modes + 1][];
            means = new double[modes + 1][];
        }
        double[] a = buffer(matrices, 0, size * size);
        double[] mu = buffer(means, 0, size);
        for (int i = 0; i < modes; i++) {
            for (int qi = 0; qi < 2; qi++) {
                int row = order[i] + qi * modes;
                mu[2 * i + qi] = state.mean()[row];
                for (int j = 0; j < modes; j++) {
                    for (int qj = 0; qj < 2; qj++) {
                        int column = order[j] + qj * modes;
                        a[(2 * i + qi) * size + 2 * j + qj] = state.covariance(row, column) + (row == column ? 1 : 0);
                    }
                }
            }
        }
        double weight = 1;
        for (int i = 0; i < dark; i++) {
            // In place: rows are read before they are written, and what belongs to dark modes is not needed again.
            weight *= darken(i, 0, 0);
        }
        return weight * Math.max(0, tree(dark, 0));
    }

    private static double[] buffer(double[][] all, int depth, int length) {
        if (all[depth] == null || all[depth].length < length) {
            all[depth] = new double[length];
        }
        return all[depth];
    }

    /** The probability that modes i and after click, given what the matrix at that depth is conditioned on. */
    private double tree(int i, int depth) {
        if (2 * i == size) {
            return 1;
        }
        if (2 * i + 2 == size) {
            return 1 - darkness(i, depth);
        }
        double free = tree(i + 1, depth);
        double dark = darken(i, depth, depth + 1);
        return free - dark * tree(i + 1, depth + 1);
    }

    /** The probability that mode i is dark. */
    private double darkness(int i, int depth) {
        double[] a = matrices[depth];
        int x = 2 * i * size + 2 * i;
        double det = a[x] * a[x + size + 1] - a[x + 1] * a[x + 1];
        double p = 2 / Math.sqrt(det);
        if (displaced) {
            double[] mu = means[depth];
            double mx = mu[2 * i];
            double mp = mu[2 * i + 1];
            p *= StrictMath.exp(-(a[x + size + 1] * mx * mx - 2 * a[x + 1] * mx * mp + a[x] * mp * mp) / (2 * det));
        }
        return p;
    }

    /** Conditions the modes after i, at a depth, on its being dark. Only the upper triangle is kept. */
    private double darken(int i, int depth, int to) {
        double[] a = buffer(matrices, depth, size * size);
        double[] out = buffer(matrices, to, size * size);
        double[] mu = buffer(means, depth, size);
        double[] outMu = buffer(means, to, size);
        int x = 2 * i * size;
        int p = x + size;
        double xx = a[x + 2 * i];
        double xp = a[x + 2 * i + 1];
        double pp = a[p + 2 * i + 1];
        double det = xx * pp - xp * xp;
        double inverse = 1 / det;
        for (int row = 2 * i + 2; row < size; row++) {
            double rx = (a[x + row] * pp - a[p + row] * xp) * inverse;
            double rp = (a[p + row] * xx - a[x + row] * xp) * inverse;
            int at = row * size;
            for (int column = row; column < size; column++) {
                out[at + column] = a[at + column] - rx * a[x + column] - rp * a[p + column];
            }
            if (displaced) {
                outMu[row] = mu[row] - rx * mu[2 * i] - rp * mu[2 * i + 1];
            }
        }
        double dark = 2 * Math.sqrt(inverse);
        if (displaced) {
            double mx = mu[2 * i];
            double mp = mu[2 * i + 1];
            dark *= StrictMath.exp(-(pp * mx * mx - 2 * xp * mx * mp + xx * mp * mp) * inverse / 2);
        }
        return dark;
    }
}
