package org.everycore.photonics.measure;

import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Outcomes;
import org.everycore.photonics.mixed.Evolution;
import org.everycore.photonics.mixed.FockState;

/**
 * Draws the outcomes of a circuit's measurements: shot i depends on (circuit, seed, i) alone.
 *
 * <p>What happens before the first free measurement is computed once. Each shot then goes through the rest, its state
 * conditioned on what it drew. Post-selection after a free draw is by rejection: a shot starts again with its next random
 * numbers, so that shots follow the joint distribution given the selected outcomes. What the cut lost is made up by
 * normalising. Not for sharing between threads.
 */
public final class Shots implements ShotSource {
    /** Random stream of measurement draws; the generator's streams are below. */
    public static final int STREAM = 16;

    private static final int MAX_ATTEMPTS = 100_000;

    private final FockState start;
    private final boolean[] fresh;
    private final List<Operation> rest;
    private final List<String> columns;
    private final double[] fixed;
    private final int drawnFrom;
    private final OutcomeDraw first;
    private final double selected;
    private final double kept;
    /** What was selected before the first draw; null where nothing takes outcomes. */
    private final Outcomes before;

    public Shots(Circuit circuit) {
        this.columns = ShotColumns.of(circuit);
        Evolution evolution = Evolution.vacuum(circuit.modes(), circuit.cutoff());
        int at = 0;
        double probability = 1;
        double left = 1;
        List<Double> known = new ArrayList<>();
        Outcomes outcomes = new Outcomes(circuit.modes());
        List<Operation> operations = circuit.operations();
        while (at < operations.size()) {
            Operation op = outcomes.resolve(operations.get(at));
            if (op.kind().role() != Role.MEASUREMENT) {
                evolution.apply(op);
            } else if (op.select().length > 0) {
                Selection.Selected after = Selection.apply(evolution.state(), op);
                outcomes.take(op, op.select(), 0);
                probability *= after.probability();
                left *= evolution.state().norm();
                evolution = Evolution.from(after.state(), FockRun.withFresh(evolution.fresh(), op));
                for (double value : op.select()) {
                    known.add(value);
                }
            } else {
                break;
            }
            at++;
        }
        this.start = evolution.state();
        start.requireSome();
        this.selected = probability;
        this.kept = left * start.norm();
        this.fresh = evolution.fresh();
        this.rest = List.copyOf(operations.subList(at, operations.size()));
        this.fixed = known.stream().mapToDouble(Double::doubleValue).toArray();
        this.drawnFrom = fixed.length;
        this.before = circuit.feedsForward() ? outcomes : null;
        this.first = rest.isEmpty() ? null : OutcomeDraw.of(start, rest.get(0), true);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public double selected() {
        return selected;
    }

    @Override
    public double kept() {
        return kept;
    }

    @Override
    public double[][] draw(long seed, long from, int count) {
        SampleRandom random = new SampleRandom(seed, STREAM);
        double[][] rows = new double[count][columns.size()];
        for (int i = 0; i < count; i++) {
            random.seek(from + i);
            shot(random, rows[i]);
        }
        return rows;
    }

    private void shot(SampleRandom random, double[] row) {
        System.arraycopy(fixed, 0, row, 0, fixed.length);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (attempt(random, row)) {
                return;
            }
        }
        throw new CircuitException("post-selection succeeded in none of " + MAX_ATTEMPTS + " attempts of a shot");
    }

    private boolean attempt(SampleRandom random, double[] row) {
        Evolution evolution = Evolution.from(start, fresh);
        Outcomes outcomes = before == null ? null : before.copy();
        int column = drawnFrom;
        for (int i = 0; i < rest.size(); i++) {
            Operation op = rest.get(i);
            if (op.kind().role() != Role.MEASUREMENT) {
                evolution.apply(outcomes == null ? op : outcomes.resolve(op));
                continue;
            }
            if (op.select().length > 0) {
                Selection.Selected after = Selection.weigh(evolution.state(), op);
                if (random.nextDouble() * after.bound() >= after.probability()) {
                    return false;
                }
                System.arraycopy(op.select(), 0, row, column, op.select().length);
                if (outcomes != null) {
                    outcomes.take(op, row, column);
                }
                column += op.select().length;
                evolution = Evolution.from(after.state(), FockRun.withFresh(evolution.fresh(), op));
                continue;
            }
            OutcomeDraw draw = i == 0 ? first : OutcomeDraw.of(evolution.state(), op, false);
            int drawn = draw.next(random, row, column);
            if (outcomes != null) {
                outcomes.take(op, row, column);
            }
            if (i + 1 < rest.size()) {
                FockState after = draw.conditioned(evolution.state());
                evolution = Evolution.from(after.scaled(1 / after.norm()), FockRun.withFresh(evolution.fresh(), op));
            }
            column += drawn;
        }
        return true;
    }
}
