package org.everycore.photonics.gaussian;

import java.util.Arrays;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.linear.GateSymplectic;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * A Gaussian state as quadratures that are sums of independent normal variables: (x1.., p1..) = μ + F z, so that its covariance is
 * F Fᵀ and never formed. Extreme squeezing keeps its digits: a variance of e^{-2r} stands beside one of e^{2r} as e^{-r} and e^r.
 *
 * <p>A gate multiplies rows of F, a channel appends columns. Measuring a row f turns the variables by a reflection that takes f to one
 * of them, which the outcome then fixes. What a measurement leaves of its mode is empty until something acts on it.
 */
final class GaussianFactors {
    private final int modes;
    private final double[] mean;
    private final double[][] f;
    /** Whether a mode is in a vacuum that has no variables yet. */
    private final boolean[] empty;

    private int columns;

    private GaussianFactors(int modes, double[] mean, double[][] f, boolean[] empty, int columns) {
        this.modes = modes;
        this.mean = mean;
        this.f = f;
        this.empty = empty;
        this.columns = columns;
    }

    /** Every mode in the vacuum. */
    static GaussianFactors vacuum(int modes) {
        boolean[] empty = new boolean[modes];
        Arrays.fill(empty, true);
        return new GaussianFactors(modes, new double[2 * modes], new double[2 * modes][4], empty, 0);
    }

    /** The same state, to go on from. */
    GaussianFactors copy() {
        double[][] rows = new double[f.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOf(f[i], columns + 4);
        }
        return new GaussianFactors(modes, mean.clone(), rows, empty.clone(), columns);
    }

    /** The same state with no more variables than quadratures, for many copies: F times an orthogonal matrix, row by row. */
    void compress() {
        for (int row = 0; row < f.length && row < columns; row++) {
            reflect(f[row], row);
        }
        columns = Math.min(columns, f.length);
    }

    /** Applies a unitary, channel or preparation. */
    void apply(Operation op) {
        double[] p = op.params();
        int mode = op.modes()[0];
        switch (op.kind()) {
            case LOSS -> scale(mode, p[0], 1 - p[0]);
            case THERMAL_LOSS -> scale(mode, p[0], (1 - p[0]) * (2 * p[1] + 1));
            case AMPLIFIER -> scale(mode, p[0], p[0] - 1);
            case THERMAL_AMPLIFIER -> scale(mode, p[0], (p[0] - 1) * (2 * p[1] + 1));
            case GAUSSIAN_CHANNEL -> {
                Payload.Channel channel = (Payload.Channel) op.payload();
                transform(new GateSymplectic(channel.modes(), channel.x(), channel.d()), op.modes());
                addNoise(channel.y(), op.modes());
            }
            case VACUUM -> prepare(mode);
            case THERMAL -> {
                prepare(mode);
                scale(mode, 0, 2 * p[0] + 1);
            }
            case COHERENT -> {
                prepare(mode);
                apply(Operation.of(GateKind.DISPLACEMENT, p, mode));
            }
            case SQUEEZED -> {
                prepare(mode);
                apply(Operation.of(GateKind.SQUEEZING, p, mode));
            }
            case DISPLACED_SQUEEZED -> {
                prepare(mode);
                apply(Operation.of(GateKind.SQUEEZING, new double[] {p[2], p[3]}, mode));
                apply(Operation.of(GateKind.DISPLACEMENT, new double[] {p[0], p[1]}, mode));
            }
            case GAUSSIAN -> {
                Payload.Moments moments = (Payload.Moments) op.payload();
                int[] rows = rows(op.modes());
                for (int i = 0; i < rows.length; i++) {
                    prepare(rows[i] % modes);
                }
                for (int i = 0; i < rows.length; i++) {
                    empty[rows[i] % modes] = false;
                    mean[rows[i]] = moments.r()[i];
                }
                addNoise(moments.v(), op.modes());
            }
            default -> transform(GateSymplectic.of(op), op.modes());
        }
    }

    /** Draws x cos φ + p sin φ of a mode with a standard normal variable, and conditions on it. */
    double homodyne(Operation op, double normal) {
        double[] row = quadrature(op);
        double center = center(op);
        double spread = condition(row, normal, Double.NaN);
        prepare(op.modes()[0]);
        return center + spread * normal;
    }

    /** Conditions on a selected outcome; returns its probability density. */
    double select(Operation op) {
        double[] outcome = op.select();
        double density;
        if (op.kind() == GateKind.MEASURE_HOMODYNE) {
            double excess = outcome[0] - center(op);
            density = density(excess, condition(quadrature(op), Double.NaN, excess));
        } else {
            int x = op.modes()[0];
            noisy(x);
            double excess = 2 * outcome[0] - mean[x];
            density = density(excess, condition(f[x].clone(), Double.NaN, excess));
            double second = 2 * outcome[1] - mean[x + modes];
            // The density of α has four times that of (x, p).
            density *= 4 * density(second, condition(f[x + modes].clone(), Double.NaN, second));
        }
        prepare(op.modes()[0]);
        return density;
    }

    private static double density(double excess, double spread) {
        double z = excess / spread;
        return StrictMath.exp(-0.5 * z * z) / (Math.sqrt(2 * Math.PI) * spread);
    }

    /** Adds the unit of noise with which heterodyne sees x and p. */
    private void noisy(int mode) {
        settle(mode);
        widen(2);
        f[mode][columns - 2] = 1;
        f[mode + modes][columns - 1] = 1;
    }

    /** Draws α, which sees x and p with a unit of noise each, and conditions on it. */
    void heterodyne(Operation op, double normal, double second, double[] out, int at) {
        int x = op.modes()[0];
        int p = x + modes;
        noisy(x);
        double centerX = mean[x];
        out[at] = (centerX + condition(f[x].clone(), normal, Double.NaN) * normal) / 2;
        double centerP = mean[p];
        out[at + 1] = (centerP + condition(f[p].clone(), second, Double.NaN) * second) / 2;
        prepare(x);
    }

    private double center(Operation op) {
        int x = op.modes()[0];
        return StrictMath.cos(op.params()[0]) * mean[x] + StrictMath.sin(op.params()[0]) * mean[x + modes];
    }

    private double[] quadrature(Operation op) {
        int x = op.modes()[0];
        settle(x);
        double c = StrictMath.cos(op.params()[0]);
        double s = StrictMath.sin(op.params()[0]);
        double[] row = new double[columns];
        for (int j = 0; j < columns; j++) {
            row[j] = c * f[x][j] + s * f[x + modes][j];
        }
        return row;
    }

    /**
     * Fixes what a row is a multiple of: to {@code normal} standard deviations, or so that the row is {@code excess} over its mean.
     *
     * @return the row's standard deviation
     */
    private double condition(double[] row, double normal, double excess) {
        double head = reflect(row, 0);
        double spread = Math.abs(head);
        if (spread > 0) {
            // The row is now head times the first variable.
            double value = Double.isNaN(excess) ? Math.signum(head) * normal : excess / head;
            for (int i = 0; i < f.length; i++) {
                mean[i] += f[i][0] * value;
                f[i][0] = f[i][columns - 1];
                f[i][columns - 1] = 0;
            }
            columns--;
        }
        return spread;
    }

    /**
     * Turns the variables from {@code first} on by Householder's reflection that leaves nothing of a row but its first of them.
     *
     * @return that one
     */
    private double reflect(double[] row, int first) {
        double square = 0;
        for (int j = first; j < columns; j++) {
            square += row[j] * row[j];
        }
        if (square == 0) {
            return 0;
        }
        double head = row[first] > 0 ? -Math.sqrt(square) : Math.sqrt(square);
        double[] v = new double[columns];
        System.arraycopy(row, first, v, first, columns - first);
        v[first] -= head;
        double norm = 2 * (square - head * row[first]);
        if (norm == 0) {
            return row[first];
        }
        for (double[] each : f) {
            double dot = 0;
            for (int j = first; j < columns; j++) {
                dot += v[j] * each[j];
            }
            double factor = 2 * dot / norm;
            for (int j = first; j < columns; j++) {
                each[j] -= factor * v[j];
            }
        }
        return head;
    }

    /** Gives a mode in an empty vacuum its two variables. */
    private void settle(int mode) {
        if (empty[mode]) {
            empty[mode] = false;
            noisy(mode);
        }
    }

    private void widen(int more) {
        if (columns + more > f[0].length) {
            for (int i = 0; i < f.length; i++) {
                f[i] = Arrays.copyOf(f[i], 2 * (columns + more));
            }
        }
        columns += more;
        for (double[] row : f) {
            Arrays.fill(row, columns - more, columns, 0);
        }
    }

    private void prepare(int mode) {
        Arrays.fill(f[mode], 0);
        Arrays.fill(f[mode + modes], 0);
        mean[mode] = 0;
        mean[mode + modes] = 0;
        empty[mode] = true;
    }

    private int[] rows(int[] on) {
        int[] rows = new int[2 * on.length];
        for (int i = 0; i < on.length; i++) {
            rows[i] = on[i];
            rows[i + on.length] = on[i] + modes;
        }
        return rows;
    }

    private void transform(GateSymplectic gate, int[] on) {
        for (int mode : on) {
            settle(mode);
        }
        int[] rows = rows(on);
        int k = rows.length;
        double[] part = new double[k];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < k; i++) {
                part[i] = f[rows[i]][j];
            }
            for (int i = 0; i < k; i++) {
                f[rows[i]][j] = dot(gate.s(), i * k, part);
            }
        }
        for (int i = 0; i < k; i++) {
            part[i] = mean[rows[i]];
        }
        for (int i = 0; i < k; i++) {
            mean[rows[i]] = dot(gate.s(), i * k, part) + gate.d()[i];
        }
    }

    private static double dot(double[] s, int from, double[] part) {
        double sum = 0;
        for (int j = 0; j < part.length; j++) {
            sum += s[from + j] * part[j];
        }
        return sum;
    }

    /** x to √t x with noise of the given variance. */
    private void scale(int mode, double t, double noise) {
        settle(mode);
        double root = Math.sqrt(t);
        for (int row : new int[] {mode, mode + modes}) {
            for (int j = 0; j < columns; j++) {
                f[row][j] *= root;
            }
            mean[row] *= root;
        }
        if (noise > 0) {
            widen(2);
            f[mode][columns - 2] = Math.sqrt(noise);
            f[mode + modes][columns - 1] = Math.sqrt(noise);
        }
    }

    /** Adds a covariance of some modes: its eigenvectors times the roots of their eigenvalues become columns. */
    private void addNoise(double[] covariance, int[] on) {
        int[] rows = rows(on);
        int n = rows.length;
        double[][] symmetric = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                symmetric[i][j] = 0.5 * (covariance[i * n + j] + covariance[j * n + i]);
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(symmetric));
        double[] values = eigen.getEigenvalues();
        widen(n);
        for (int j = 0; j < n; j++) {
            double root = Math.sqrt(Math.max(0, values[j]));
            for (int i = 0; i < n; i++) {
                f[rows[i]][columns - n + j] = root * eigen.getV().getEntry(i, j);
            }
        }
    }

    /** Means and covariance, for whoever wants them after all. */
    GaussianState state() {
        int n = 2 * modes;
        double[] v = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < columns; k++) {
                    v[i * n + j] += f[i][k] * f[j][k];
                }
            }
            if (empty[i % modes]) {
                v[i * n + i] = 1;
            }
        }
        return new GaussianState(modes, mean.clone(), v);
    }
}
