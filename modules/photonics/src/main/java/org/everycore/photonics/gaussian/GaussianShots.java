package org.everycore.photonics.gaussian;

import java.util.List;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Outcomes;
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
    private final GaussianStart start;
    private final List<Operation> rest;
    private final List<String> columns;
    private final boolean feedsForward;

    public GaussianShots(Circuit circuit) {
        if (!admits(circuit)) {
            throw new CircuitException("is not Gaussian with homodyne and heterodyne measurements alone");
        }
        this.columns = ShotColumns.of(circuit);
        this.start = GaussianStart.of(circuit);
        this.feedsForward = circuit.feedsForward();
        this.rest = List.copyOf(
                circuit.operations().subList(start.next(), circuit.operations().size()));
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
    public double selected() {
        return start.selected();
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
        for (double value : start.fixed()) {
            row[column++] = value;
        }
        GaussianFactors state = start.state().copy();
        Outcomes outcomes = feedsForward ? start.outcomes().copy() : null;
        for (Operation op : rest) {
            if (op.kind() == GateKind.MEASURE_HOMODYNE) {
                row[column] = state.homodyne(op, random.nextNormal());
                take(outcomes, op, row, column);
                column++;
            } else if (op.kind() == GateKind.MEASURE_HETERODYNE) {
                double first = random.nextNormal();
                state.heterodyne(op, first, random.nextNormal(), row, column);
                take(outcomes, op, row, column);
                column += 2;
            } else {
                state.apply(outcomes == null ? op : outcomes.resolve(op));
            }
        }
    }

    private static void take(Outcomes outcomes, Operation op, double[] row, int column) {
        if (outcomes != null) {
            outcomes.take(op, row, column);
        }
    }
}
