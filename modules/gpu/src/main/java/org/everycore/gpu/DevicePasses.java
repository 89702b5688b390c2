package org.everycore.gpu;

import java.util.Arrays;
import java.util.List;
import org.everycore.photonics.engine.Pass;
import org.everycore.photonics.engine.PassView;
import org.everycore.photonics.engine.PlainKernel;
import org.everycore.photonics.engine.Propagator;
import org.everycore.photonics.generator.GeneratorModel;

/** A generator's passes in a device's memory. */
final class DevicePasses {
    private final DeviceWork work;
    private final int dimension;
    private final Propagator propagator;
    private final List<DevicePass> passes;
    private final double[] angle;
    private double[] scratch = new double[0];
    private double[] elements = new double[0];

    DevicePasses(DeviceWork work, GeneratorModel model, int most, boolean gradients) {
        this.work = work;
        this.dimension = model.spec().dimension();
        this.propagator = new Propagator(model.program(), PlainKernel.INSTANCE, 1, model.laneParams(), gradients);
        propagator.bind(model.bound());
        this.passes = propagator.view().stream()
                .map(view -> DevicePass.of(work, view, most, gradients))
                .toList();
        boolean own = passes.stream().anyMatch(DevicePasses::own);
        this.angle = new double[own ? 2 * model.spec().modes() * most : 0];
    }

    List<DevicePass> passes() {
        return passes;
    }

    /** Knows which parameters the angles of a pass are made of. */
    Propagator propagator() {
        return propagator;
    }

    private static boolean own(DevicePass pass) {
        return pass instanceof DevicePass.Own || pass instanceof DevicePass.OwnPhases;
    }

    /** Bytes of each lane beside kets: elements of its own matrices, tables of its own phases. */
    static long ownBytesPerLane(GeneratorModel model, boolean gradients) {
        boolean[] lanes = model.laneParams();
        long numbers = 0;
        for (Pass pass : lanes == null ? List.<Pass>of() : model.program().passes()) {
            numbers += pass instanceof Pass.Blocks blocks
                    ? blocks.layout().length()
                            + (gradients ? 2L * blocks.layout().levels() : 0)
                    : 2L * model.spec().modes() * (1 + model.spec().cutoff());
        }
        return Double.BYTES * numbers;
    }

    /** Sets the parameters that differ by lane: parameter p of lane s at {@code p * lanes + s}. */
    void bindLanes(double[] params, int lanes, boolean gradients) {
        for (DevicePass pass : passes) {
            if (pass instanceof DevicePass.OwnPhases phases) {
                bindPhases(phases, params, lanes);
            } else if (pass instanceof DevicePass.Own own) {
                bindMatrix(own, params, lanes, gradients);
            }
        }
    }

    /** Angles of phases on one mode are added, as {@code BoundDiagonal} does. */
    private void bindPhases(DevicePass.OwnPhases pass, double[] params, int lanes) {
        int modes = pass.view().table().modes;
        double[] sums = new double[2 * modes * lanes];
        double[] value = new double[lanes];
        for (Pass.Phase phase : pass.view().phases()) {
            phase.angle().at(params, lanes, value);
            boolean kerr = phase.f().length > 2 && phase.f()[2] == 4;
            int to = phase.first() * lanes;
            for (int s = 0; s < lanes; s++) {
                sums[to + s] += value[s];
                sums[modes * lanes + to + s] += kerr ? 2 * value[s] : 0;
            }
        }
        work.put(pass.angles(), sums, sums.length);
        work.lanes(
                "ec_own_levels",
                modes,
                lanes,
                pass.mask(),
                modes,
                pass.view().table().cutoff,
                pass.angles(),
                pass.levels().re(),
                pass.levels().im());
    }

    private void bindMatrix(DevicePass.Own pass, double[] params, int lanes, boolean gradients) {
        Pass.Blocks blocks = pass.view().pass();
        blocks.angle().at(params, lanes, angle);
        scratch = atLeast(scratch, blocks.gate().scratch(lanes));
        int length = blocks.layout().length() * lanes;
        int edges = gradients ? 2 * blocks.layout().levels() * lanes : 0;
        elements = atLeast(elements, length);
        blocks.gate().elements(angle, lanes, scratch, elements);
        work.put(pass.matrix().elements, elements, length);
        if (gradients) {
            double[] columns = new double[edges];
            blocks.gate().edges(angle, lanes, scratch, elements, columns);
            work.put(pass.matrix().transposed, columns, edges);
        }
    }

    private static double[] atLeast(double[] array, int length) {
        return array.length >= length ? array : new double[length];
    }

    /** y = pass x for one kind of phases, in place. */
    void phases(DevicePass pass, double sign, Kets x, Kets y, int lanes) {
        if (pass instanceof DevicePass.OwnPhases own) {
            work.lanes(
                    "ec_own_phases",
                    dimension,
                    lanes,
                    own.mask(),
                    own.view().table().modes,
                    own.view().table().cutoff,
                    own.levels().re(),
                    own.levels().im(),
                    sign,
                    dimension,
                    y.re(),
                    y.im());
            return;
        }
        long re = pass instanceof DevicePass.Phases phases ? phases.re() : ((DevicePass.Matrices) pass).re();
        long im = pass instanceof DevicePass.Phases phases ? phases.im() : ((DevicePass.Matrices) pass).im();
        work.lanes("ec_phases", dimension, lanes, re, im, sign, dimension, x.re(), x.im(), y.re(), y.im());
    }

    /**
     * Takes kets through all passes.
     *
     * @param ket where they are, and one more to write to
     * @return which of the two they are in
     */
    Kets forward(Kets ket, Kets other, int lanes) {
        Kets from = ket;
        Kets to = other;
        for (DevicePass pass : passes) {
            if (pass instanceof DevicePass.Phases || pass instanceof DevicePass.OwnPhases) {
                phases(pass, 1, from, from, lanes);
                continue;
            }
            if (pass instanceof DevicePass.Matrices matrices && matrices.phases()) {
                phases(pass, 1, from, from, lanes);
            }
            boolean own = pass instanceof DevicePass.Own;
            List<DeviceMatrix> parts =
                    own ? List.of(((DevicePass.Own) pass).matrix()) : ((DevicePass.Matrices) pass).parts();
            for (DeviceMatrix part : parts) {
                part.apply(work, false, own, from, to, lanes);
                Kets swap = from;
                from = to;
                to = swap;
            }
        }
        return from;
    }

    /** Whether no lane has anything of its own. */
    boolean shared() {
        return passes.stream().noneMatch(DevicePasses::own);
    }

    /** Rows of the largest block. */
    static int largestBlock(List<PassView> views) {
        return views.stream()
                .filter(PassView.Matrices.class::isInstance)
                .flatMap(view -> ((PassView.Matrices) view).parts().stream())
                .flatMap(part -> Arrays.stream(part.rows))
                .mapToInt(rows -> rows.length)
                .max()
                .orElse(0);
    }
}
