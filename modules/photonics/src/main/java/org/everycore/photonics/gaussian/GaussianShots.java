package org.everycore.photonics.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.measure.ShotColumns;
import org.everycore.photonics.measure.ShotSource;
import org.everycore.photonics.measure.Shots;

/**
 * Draws homodyne and heterodyne outcomes of a Gaussian circuit in phase space; shot i depends on (circuit, seed, i) alone.
 *
 * <p>Post-selection is admitted before the first free draw; later, outcomes are continuous and selections would have to
 * reject by densities: the Fock-space {@link Shots} do that.
 */
public final class GaussianShots implements ShotSource {
    private final GaussianState start;
    private final List<Operation> rest;
    private final List<String> columns;
    private final List<Double> fixed = new ArrayList<>();

    public GaussianShots(Circuit circuit) {
        if (!admits(circuit)) {
            throw new CircuitException("is not Gaussian with homodyne and heterodyne measurements alone");
        }
        this.columns = ShotColumns.of(circuit);
        List<Operation> operations = circuit.operations();
        int at = 0;
        while (at < operations.size()
                && (operations.get(at).kind().role() != Role.MEASUREMENT
                        || operations.get(at).select().length > 0)) {
            for (double value : operations.get(at).select()) {
                fixed.add(value);
            }
            at++;
        }
        this.start = GaussianSimulator.run(circuit.withOperations(operations.subList(0, at)));
        this.rest = List.copyOf(operations.subList(at, operations.size()));
    }

    /** Whether a circuit can be drawn from here. */
    public static boolean admits(Circuit circuit) {
        boolean free = false;
        for (Operation op : circuit.operations()) {
            if (op.kind().role() == Role.MEASUREMENT) {
                if (free && op.select().length > 0) {
                    return false;
                }
                free |= op.select().length == 0;
            }
        }
        return circuit.gaussian();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public double[][] draw(long seed, long from, int count) {
        SampleRandom random = new SampleRandom(seed, Shots.STREAM);
        double[][] rows = new double[count][columns.size()];
        for (int i = 0; i < count; i++) {
            random.seek(from + i);
            shot(random, rows[i]);
        }
        return rows;
    }

    private void shot(SampleRandom random, double[] row) {
        int column = 0;
        for (double value : fixed) {
            row[column++] = value;
        }
        GaussianSimulator simulator = GaussianSimulator.from(start);
        for (Operation op : rest) {
            if (op.kind() == GateKind.MEASURE_HOMODYNE) {
                double[] law = simulator.quadrature(op.modes()[0], op.params()[0]);
                row[column] = law[1] + Math.sqrt(law[0]) * random.nextNormal();
                simulator.condition(op, new double[] {row[column]});
                column++;
            } else if (op.kind() == GateKind.MEASURE_HETERODYNE) {
                heterodyne(simulator, op, random, row, column);
                simulator.condition(op, new double[] {row[column], row[column + 1]});
                column += 2;
            } else {
                simulator.apply(op);
            }
        }
    }

    /** (x, p) with covariance V + 1, by its Cholesky factor; α = (x + ip)/2. */
    private static void heterodyne(
            GaussianSimulator simulator, Operation op, SampleRandom random, double[] row, int at) {
        GaussianState state = simulator.state();
        int x = op.modes()[0];
        int p = x + state.modes();
        double first = Math.sqrt(state.covariance(x, x) + 1);
        double cross = state.covariance(x, p) / first;
        double second = Math.sqrt(state.covariance(p, p) + 1 - cross * cross);
        double a = random.nextNormal();
        double b = random.nextNormal();
        row[at] = (state.mean()[x] + first * a) / 2;
        row[at + 1] = (state.mean()[p] + cross * a + second * b) / 2;
    }
}
