package org.everycore.gpu;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.engine.Pass;
import org.everycore.photonics.engine.PassView;

/** Takes kets on a device through passes, keeping the one before each matrix, and their cotangents back: derivatives by angle and lane. */
final class DeviceReverse {
    private final DeviceWork work;
    private final DevicePasses passes;
    private final int dimension;
    private final int modes;
    private final int cutoff;
    /** Kets before each step, and the last. */
    private final List<Kets> tape = new ArrayList<>();

    private final Kets turned;
    private Kets lambda;
    private Kets mu;
    private final long columns;
    private final long marginals;
    /** Sums of one pass by lane, then all angles' by lane. */
    private final long sums;

    private final long angles;
    private final List<Tables> tables = new ArrayList<>();

    /** What kernels of a pass read beside its matrices. */
    private record Tables(long phaseModes, long phaseFactors, long folds, long foldOne, int angles) {}

    DeviceReverse(DeviceWork work, DevicePasses passes, int modes, int cutoff, int dimension, int most) {
        this.work = work;
        this.passes = passes;
        this.dimension = dimension;
        this.modes = modes;
        this.cutoff = cutoff;
        long widest = 1;
        int most1 = 1;
        tape.add(Kets.room(work, dimension, most));
        for (DevicePass pass : passes.passes()) {
            int steps = 1;
            if (pass instanceof DevicePass.Matrices matrices) {
                steps = matrices.parts().size();
                for (DeviceMatrix part : matrices.parts()) {
                    widest = Math.max(widest, (long) (2 + part.innerSums) * part.blocks * part.columns);
                    most1 = Math.max(most1, 1 + part.innerSums + part.outerSums);
                }
            }
            for (int j = 0; j < steps; j++) {
                tape.add(Kets.room(work, dimension, most));
            }
            tables.add(tables(pass));
        }
        this.turned = Kets.room(work, dimension, most);
        this.lambda = Kets.room(work, dimension, most);
        this.mu = Kets.room(work, dimension, most);
        this.columns = work.room(widest * most);
        this.marginals = work.room((long) modes * cutoff * most);
        this.sums = work.room((long) most1 * most);
        this.angles = work.room((long) Math.max(1, passes.propagator().angles()) * most);
    }

    /** Numbers that each lane takes. */
    static long numbersPerLane(List<PassView> views, int dimension, int modes, int cutoff) {
        long kets = 4;
        long widest = dimension;
        long angles = 0;
        for (PassView view : views) {
            if (view instanceof PassView.Matrices matrices) {
                kets += matrices.parts().size();
                for (var part : matrices.parts()) {
                    long count = (long) part.rows.length * part.bases.length * part.run;
                    widest = Math.max(widest, (2 + part.inner.length) * count);
                    angles += 1 + part.inner.length + part.outer.length;
                }
                angles += matrices.phaseSums().length;
            } else {
                kets++;
                angles +=
                        view instanceof PassView.Phases phases ? phases.phases().size() : 1;
            }
        }
        return 2 * kets * dimension + widest + (long) modes * cutoff + 2 * angles;
    }

    /** Angles of a pass. */
    static int angles(DevicePass pass) {
        if (pass instanceof DevicePass.Phases phases) {
            return phases.view().phases().size();
        }
        if (pass instanceof DevicePass.OwnPhases phases) {
            return phases.view().phases().size();
        }
        if (pass instanceof DevicePass.Matrices matrices) {
            int own = 0;
            for (boolean each : matrices.view().own()) {
                own += each ? 1 : 0;
            }
            return own + matrices.view().phaseSums().length;
        }
        return 1;
    }

    private Tables tables(DevicePass pass) {
        if (pass instanceof DevicePass.Phases phases) {
            return phaseTables(phases.view());
        }
        if (pass instanceof DevicePass.OwnPhases phases) {
            return phaseTables(phases.view());
        }
        if (!(pass instanceof DevicePass.Matrices matrices)) {
            return new Tables(0, 0, 0, 0, angles(pass));
        }
        DeviceMatrix first = matrices.parts().get(0);
        int count = first.blocks * first.columns;
        List<Integer> folds = new ArrayList<>();
        for (int j = 0; j < first.innerSums; j++) {
            folds.addAll(List.of((2 + j) * count, 1 + j, -1));
        }
        for (int j = 0; j < first.outerSums; j++) {
            folds.addAll(List.of(count, 1 + first.innerSums + j, j * first.columns));
        }
        return new Tables(
                0,
                0,
                work.shared(folds.stream().mapToInt(Integer::intValue).toArray()),
                work.shared(new int[] {0, 0, -1}),
                angles(pass));
    }

    private Tables phaseTables(PassView.Phases view) {
        double[] factors = new double[view.phases().size() * cutoff];
        int[] on = new int[view.phases().size()];
        for (int j = 0; j < on.length; j++) {
            Pass.Phase phase = view.phases().get(j);
            if (phase.second() >= 0) {
                throw new IllegalArgumentException(phase.label() + " acts on two modes, which no generator has");
            }
            on[j] = phase.first();
            System.arraycopy(phase.f(), 0, factors, j * cutoff, cutoff);
        }
        return new Tables(work.shared(on), work.shared(factors), 0, 0, on.length);
    }

    /** Where kets start from. */
    Kets start() {
        return tape.get(0);
    }

    /** Where the cotangents of the last kets are put. */
    Kets cotangent() {
        return lambda;
    }

    /** Sums by angle: angle j of lane s at {@code j * lanes + s}, after {@link #backward}. */
    long angleSums() {
        return angles;
    }

    Kets forward(int lanes) {
        int at = 0;
        for (DevicePass pass : passes.passes()) {
            if (pass instanceof DevicePass.Phases) {
                passes.phases(pass, 1, tape.get(at), tape.get(at + 1), lanes);
                at++;
            } else if (pass instanceof DevicePass.OwnPhases) {
                copy(tape.get(at), tape.get(at + 1), lanes);
                passes.phases(pass, 1, tape.get(at + 1), tape.get(at + 1), lanes);
                at++;
            } else if (pass instanceof DevicePass.Own own) {
                own.matrix().apply(work, false, true, tape.get(at), tape.get(at + 1), lanes);
                at++;
            } else {
                DevicePass.Matrices matrices = (DevicePass.Matrices) pass;
                for (int j = 0; j < matrices.parts().size(); j++) {
                    Kets from = j == 0 ? before(matrices, tape.get(at), lanes) : tape.get(at);
                    matrices.parts().get(j).apply(work, false, false, from, tape.get(at + 1), lanes);
                    at++;
                }
            }
        }
        return tape.get(at);
    }

    private void copy(Kets from, Kets to, int lanes) {
        work.lanes("ec_copy", dimension, lanes, dimension, from.re(), from.im(), to.re(), to.im());
    }

    /** The ket after the phases before a group, in the spare one; without phases the ket itself. */
    private Kets before(DevicePass.Matrices matrices, Kets x, int lanes) {
        if (!matrices.phases()) {
            return x;
        }
        passes.phases(matrices, 1, x, turned, lanes);
        return turned;
    }

    /** Takes {@link #cotangent} back through all passes. */
    void backward(int lanes) {
        int at = tape.size() - 1;
        int angle = passes.propagator().angles();
        for (int p = passes.passes().size() - 1; p >= 0; p--) {
            DevicePass pass = passes.passes().get(p);
            angle -= tables.get(p).angles();
            if (pass instanceof DevicePass.Matrices matrices) {
                at -= matrices.parts().size();
                matrices(matrices, tables.get(p), at, angle, lanes);
            } else if (pass instanceof DevicePass.Own own) {
                at--;
                own(own, tape.get(at), angle, lanes);
            } else {
                at--;
                phases(pass, tables.get(p), tape.get(at), angle, lanes);
            }
        }
    }

    private void swap() {
        Kets kept = lambda;
        lambda = mu;
        mu = kept;
    }

    private void phases(DevicePass pass, Tables table, Kets x, int angle, int lanes) {
        passes.phases(pass, -1, lambda, lambda, lanes);
        work.lanes("ec_weights", dimension, lanes, dimension, x.re(), x.im(), lambda.re(), lambda.im(), turned.re());
        work.lanes("ec_marginals", modes * cutoff, lanes, modes, cutoff, dimension, turned.re(), marginals);
        work.lanes(
                "ec_phase_slopes",
                table.angles(),
                lanes,
                table.phaseModes(),
                table.phaseFactors(),
                table.angles(),
                cutoff,
                marginals,
                angle,
                angles);
    }

    private void own(DevicePass.Own pass, Kets x, int angle, int lanes) {
        DeviceMatrix matrix = pass.matrix();
        matrix.apply(work, true, true, lambda, mu, lanes);
        work.lanes(
                "ec_own_slope",
                1,
                lanes,
                matrix.table,
                matrix.blocks,
                matrix.rows,
                matrix.bases,
                matrix.run,
                matrix.columns,
                matrix.couplings,
                matrix.transposed,
                x.re(),
                x.im(),
                lambda.re(),
                lambda.im(),
                mu.re(),
                mu.im(),
                angle,
                angles);
        swap();
    }

    /** As {@code BoundGroup} does: edges of the later matrices on the way back, then the first matrix, then the rest of the others. */
    private void matrices(DevicePass.Matrices pass, Tables table, int at, int angle, int lanes) {
        int end = angle + table.angles();
        for (int j = pass.parts().size() - 1; j > 0; j--) {
            DeviceMatrix part = pass.parts().get(j);
            part.apply(work, true, false, lambda, mu, lanes);
            if (pass.view().own()[j]) {
                end--;
                clear(end, lanes);
                if (part.edges) {
                    slopes(part, 1, tape.get(at + j), lambda, mu, lanes);
                    fold(part, table.foldOne(), 1, 1, columns, angles + bytes(end, lanes), lanes);
                }
            }
            swap();
        }
        first(pass, table, tape.get(at), angle, lanes);
        int next = angle + pass.view().phaseSums().length + (pass.view().own()[0] ? 1 : 0);
        for (int j = 1; j < pass.parts().size(); j++) {
            if (pass.view().own()[j]) {
                DeviceMatrix part = pass.parts().get(j);
                slopes(part, 2, tape.get(at), lambda, mu, lanes);
                fold(part, table.foldOne(), 1, 0, columns, angles + bytes(next, lanes), lanes);
                next++;
            }
        }
    }

    private void first(DevicePass.Matrices pass, Tables table, Kets x, int angle, int lanes) {
        DeviceMatrix part = pass.parts().get(0);
        Kets z = before(pass, x, lanes);
        part.apply(work, true, false, lambda, mu, lanes);
        work.lanes("ec_clear", sumCount(part), lanes, sumCount(part), sums);
        boolean own = pass.view().own()[0];
        if (own) {
            slopes(part, 0, z, lambda, mu, lanes);
            fold(part, table.foldOne(), 1, 0, columns, sums, lanes);
        }
        int count = part.blocks * part.columns;
        if (part.innerSums + part.outerSums > 0) {
            work.lanes(
                    "ec_turns",
                    count,
                    lanes,
                    part.table,
                    part.rows,
                    part.bases,
                    part.run,
                    part.columns,
                    count,
                    part.innerSums,
                    part.inner,
                    part.levels(),
                    z.re(),
                    z.im(),
                    mu.re(),
                    mu.im(),
                    columns + bytes(count, lanes));
            fold(part, table.folds(), part.innerSums + part.outerSums, 0, columns, sums, lanes);
        }
        if (pass.phases()) {
            passes.phases(pass, -1, mu, mu, lanes);
        }
        swap();
        int to = angle;
        if (own) {
            copySum(0, to++, lanes);
        }
        for (int sum : pass.view().phaseSums()) {
            copySum(sum, to++, lanes);
        }
    }

    private static int sumCount(DeviceMatrix part) {
        return 1 + part.innerSums + part.outerSums;
    }

    private static long bytes(long row, int lanes) {
        return Double.BYTES * row * lanes;
    }

    private void clear(int angle, int lanes) {
        work.lanes("ec_clear", 1, lanes, 1, angles + bytes(angle, lanes));
    }

    private void copySum(int sum, int angle, int lanes) {
        long from = sums + bytes(sum, lanes);
        // The second number goes where nobody looks.
        work.lanes("ec_copy", 1, lanes, 1, from, from, angles + bytes(angle, lanes), marginals);
    }

    private void slopes(DeviceMatrix part, int what, Kets z, Kets l, Kets m, int lanes) {
        int count = part.blocks * part.columns;
        work.lanes(
                "ec_slopes",
                count,
                lanes,
                what,
                part.table,
                part.rows,
                part.bases,
                part.run,
                part.columns,
                count,
                part.transposed,
                what == 2 ? part.turnedRe : part.couplings,
                part.turnedIm,
                z.re(),
                z.im(),
                l.re(),
                l.im(),
                m.re(),
                m.im(),
                columns);
    }

    private void fold(DeviceMatrix part, long folds, int count, int least, long from, long to, int lanes) {
        work.lanes(
                "ec_fold_columns",
                count,
                lanes,
                folds,
                count,
                part.table,
                least,
                part.columns,
                part.blocks * part.columns,
                part.outer,
                from,
                to);
    }
}
