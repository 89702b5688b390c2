package org.everycore.photonics.gaussian;

import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Outcomes;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.linear.GateSymplectic;

/**
 * Runs a circuit of Gaussian operations in phase space: a unitary takes μ to Sμ + d and V to S V Sᵀ, loss scales and adds
 * noise, in O(modes) work a gate on one or two modes. Its answers are those of an infinite cutoff.
 *
 * <p>Weedbrook and others, "Gaussian quantum information", Reviews of Modern Physics 84 (2012) 621.
 */
public final class GaussianSimulator {
    private final int modes;
    private final double[] mean;
    private final double[] v;

    private GaussianSimulator(GaussianState start) {
        this.modes = start.modes();
        this.mean = start.mean().clone();
        this.v = start.covariance().clone();
    }

    /** Whether a circuit can run here: all operations are Gaussian (homodyne and heterodyne included). */
    public static boolean admits(Circuit circuit) {
        return circuit.gaussian();
    }

    /** The state before any measurement; selected homodyne and heterodyne outcomes are applied. */
    public static GaussianState run(Circuit circuit) {
        GaussianSimulator simulator = new GaussianSimulator(GaussianState.vacuum(circuit.modes()));
        boolean[] measured = new boolean[circuit.modes()];
        Outcomes outcomes = new Outcomes(circuit.modes());
        for (int i = 0; i < circuit.operations().size(); i++) {
            Operation op = outcomes.resolve(circuit.operations().get(i));
            String place = "gate " + i + " (" + op.kind().gateName() + "): ";
            for (int mode : op.modes()) {
                if (measured[mode]) {
                    throw new CircuitException(place + "acts on mode " + mode
                            + " after its measurement, whose outcome is not selected: draw shots instead");
                }
            }
            if (!op.kind().gaussian()) {
                throw new CircuitException(place + "is not Gaussian");
            }
            if (op.kind() == GateKind.MEASURE_HOMODYNE || op.kind() == GateKind.MEASURE_HETERODYNE) {
                if (op.select().length == 0) {
                    measured[op.modes()[0]] = true;
                } else {
                    simulator.condition(op, op.select());
                    outcomes.take(op, op.select(), 0);
                }
            } else {
                simulator.apply(op);
            }
        }
        return simulator.state();
    }

    GaussianState state() {
        return new GaussianState(modes, mean.clone(), v.clone());
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
            case GAUSSIAN -> prepare(op.modes(), (Payload.Moments) op.payload());
            case GAUSSIAN_CHANNEL -> {
                Payload.Channel channel = (Payload.Channel) op.payload();
                transform(new GateSymplectic(channel.modes(), channel.x(), channel.d()), op.modes());
                addNoise(channel, op.modes());
            }
            case VACUUM -> prepare(mode, 0, 0, 1);
            case THERMAL -> prepare(mode, 0, 0, 2 * p[0] + 1);
            case COHERENT -> prepare(mode, p[0], p[1], 1);
            case SQUEEZED -> {
                prepare(mode, 0, 0, 1);
                apply(Operation.of(GateKind.SQUEEZING, p, mode));
            }
            case DISPLACED_SQUEEZED -> {
                prepare(mode, 0, 0, 1);
                apply(Operation.of(GateKind.SQUEEZING, new double[] {p[2], p[3]}, mode));
                apply(Operation.of(GateKind.DISPLACEMENT, new double[] {p[0], p[1]}, mode));
            }
            default -> transform(GateSymplectic.of(op), op.modes());
        }
    }

    private void transform(GateSymplectic gate, int[] on) {
        int k = 2 * on.length;
        int n = 2 * modes;
        int[] rows = rows(on);
        double[] part = new double[k];
        for (int column = 0; column < n; column++) {
            for (int i = 0; i < k; i++) {
                part[i] = v[rows[i] * n + column];
            }
            for (int i = 0; i < k; i++) {
                v[rows[i] * n + column] = dot(gate.s(), i * k, part);
            }
        }
        for (int row = 0; row < n; row++) {
            for (int i = 0; i < k; i++) {
                part[i] = v[row * n + rows[i]];
            }
            for (int i = 0; i < k; i++) {
                v[row * n + rows[i]] = dot(gate.s(), i * k, part);
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

    /** Rows of x and p of the listed modes: (x1.., p1..). */
    private int[] rows(int[] on) {
        int[] rows = new int[2 * on.length];
        for (int i = 0; i < on.length; i++) {
            rows[i] = on[i];
            rows[i + on.length] = on[i] + modes;
        }
        return rows;
    }

    private void prepare(int[] on, Payload.Moments moments) {
        for (int mode : on) {
            prepare(mode, 0, 0, 1);
        }
        int[] rows = rows(on);
        for (int i = 0; i < rows.length; i++) {
            mean[rows[i]] = moments.r()[i];
            for (int j = 0; j < rows.length; j++) {
                v[rows[i] * 2 * modes + rows[j]] =
                        0.5 * (moments.v()[i * rows.length + j] + moments.v()[j * rows.length + i]);
            }
        }
    }

    private void addNoise(Payload.Channel channel, int[] on) {
        int[] rows = rows(on);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                v[rows[i] * 2 * modes + rows[j]] +=
                        0.5 * (channel.y()[i * rows.length + j] + channel.y()[j * rows.length + i]);
            }
        }
    }

    /** x to √T x with noise of the given variance added. */
    private void scale(int mode, double t, double noise) {
        int n = 2 * modes;
        double root = Math.sqrt(t);
        for (int row : new int[] {mode, mode + modes}) {
            for (int j = 0; j < n; j++) {
                v[row * n + j] *= root;
                v[j * n + row] *= root;
            }
            v[row * n + row] += noise;
            mean[row] *= root;
        }
    }

    private void prepare(int mode, double r, double phi, double variance) {
        int n = 2 * modes;
        for (int row : new int[] {mode, mode + modes}) {
            for (int j = 0; j < n; j++) {
                v[row * n + j] = 0;
                v[j * n + row] = 0;
            }
            v[row * n + row] = variance;
        }
        mean[mode] = 2 * r * StrictMath.cos(phi);
        mean[mode + modes] = 2 * r * StrictMath.sin(phi);
    }

    /** Conditions on an outcome, after which the mode stands in the vacuum. */
    void condition(Operation op, double[] outcome) {
        int mode = op.modes()[0];
        if (op.kind() == GateKind.MEASURE_HOMODYNE) {
            double phi = op.params()[0];
            update(new double[][] {row(mode, StrictMath.cos(phi), StrictMath.sin(phi))}, 0, outcome);
        } else {
            // Heterodyne sees (x, p) with a unit of noise each; α = (x + ip)/2.
            update(new double[][] {row(mode, 1, 0), row(mode, 0, 1)}, 1, new double[] {2 * outcome[0], 2 * outcome[1]});
        }
        prepare(mode, 0, 0, 1);
    }

    private double[] row(int mode, double x, double p) {
        double[] row = new double[2 * modes];
        row[mode] = x;
        row[mode + modes] = p;
        return row;
    }

    /** μ += K (y - Hμ), V -= K H V with K = V Hᵀ (H V Hᵀ + noise)⁻¹, for one or two rows of H. */
    private void update(double[][] h, double noise, double[] y) {
        int n = 2 * modes;
        int k = h.length;
        double[][] vh = new double[k][n];
        for (int a = 0; a < k; a++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    vh[a][i] += v[i * n + j] * h[a][j];
                }
            }
        }
        double[][] m = new double[2][2];
        m[1][1] = 1;
        double[] excess = new double[2];
        for (int a = 0; a < k; a++) {
            excess[a] = y[a] - dot(h[a], 0, mean);
            for (int b = 0; b < k; b++) {
                m[a][b] = dot(h[a], 0, vh[b]) + (a == b ? noise : 0);
            }
        }
        double det = m[0][0] * m[1][1] - m[0][1] * m[1][0];
        double[][] inverse = {{m[1][1] / det, -m[0][1] / det}, {-m[1][0] / det, m[0][0] / det}};
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < k; a++) {
                double gain = 0;
                for (int b = 0; b < k; b++) {
                    gain += vh[b][i] * inverse[b][a];
                }
                mean[i] += gain * excess[a];
                for (int j = 0; j < n; j++) {
                    v[i * n + j] -= gain * vh[a][j];
                }
            }
        }
    }
}
