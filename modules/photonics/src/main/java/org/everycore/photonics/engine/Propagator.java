package org.everycore.photonics.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Takes blocks of kets through a program and cotangents back through it. Owned by one worker: all buffers are made once.
 *
 * <p>Reverse mode keeps the ket before every pass when {@link #TAPE_BUDGET} bytes hold them; else it computes some again,
 * {@link TapePlan} says which.
 */
public final class Propagator {
    /** Bytes of kets kept for reverse mode: beyond what a third-level cache holds, storing costs more than computing again. */
    static final long TAPE_BUDGET = 21L << 18;

    private final Program program;
    private final boolean[] laneParams;
    private final int maxLanes;
    /** An array, because a list's iterator would be allocated for every block of kets. */
    private final BoundPass[] passes;

    private final int[] firstAngle;
    private final int angleCount;
    /** The ket before each pass and the last one; those that are not kept share the spare ones. */
    private KetBlock[] tape;

    private KetBlock[] spare;
    /** By pass, which spare ket the ket before it is computed into; -1 for a kept one. */
    private int[] slot;
    /** By spare ket, the pass that it is before at present. */
    private int[] held;

    private final KetBlock[] work;
    private KetBlock lambda;
    private KetBlock mu;
    private double[] laneSums;
    /** By place, then by angle. */
    private double[] angleSums;

    /**
     * @param laneParams which parameters have a value of their own for every lane; null for none
     * @param gradients whether {@link #backward} will be called
     */
    public Propagator(Program program, PassKernel kernel, int maxLanes, boolean[] laneParams, boolean gradients) {
        this(program, kernel, maxLanes, laneParams, gradients, TAPE_BUDGET);
    }

    Propagator(
            Program program,
            PassKernel kernel,
            int maxLanes,
            boolean[] laneParams,
            boolean gradients,
            long tapeBudget) {
        this.program = program;
        this.laneParams = laneParams;
        this.maxLanes = maxLanes;
        this.passes = PassBinding.of(program, kernel, Workspace.of(program, maxLanes, gradients), laneParams);
        this.firstAngle = new int[passes.length + 1];
        int widest = 1;
        for (int p = 0; p < passes.length; p++) {
            firstAngle[p + 1] = firstAngle[p] + passes[p].angles();
            widest = Math.max(widest, passes[p].angles());
        }
        this.angleCount = firstAngle[passes.length];
        this.work = new KetBlock[] {block(), Arrays.stream(passes).allMatch(BoundPass::inPlace) ? null : block()};
        if (gradients) {
            lambda = block();
            mu = block();
            laneSums = new double[widest * maxLanes];
            angleSums = new double[Math.multiplyExact(angleCount, maxLanes)];
            makeTape(tapeBudget);
        }
    }

    private KetBlock block() {
        return new KetBlock(program.dimension(), maxLanes);
    }

    private void makeTape(long budget) {
        double[] costs =
                Arrays.stream(passes).mapToDouble(BoundPass::multiplyAdds).toArray();
        long ket = 16L * program.dimension() * maxLanes;
        long edges = 16L
                * maxLanes
                * Arrays.stream(passes).mapToLong(BoundPass::keptAmplitudes).sum();
        TapePlan plan = TapePlan.of(costs, Math.max(0, budget - edges) / ket - 1);
        slot = plan.slot();
        spare = new KetBlock[plan.spare()];
        Arrays.setAll(spare, j -> block());
        held = new int[spare.length];
        Arrays.fill(held, -1);
        tape = new KetBlock[passes.length + 1];
        Arrays.setAll(tape, p -> p == passes.length || slot[p] < 0 ? block() : spare[slot[p]]);
    }

    public Program program() {
        return program;
    }

    /** The passes as they are bound, for a device that takes kets through them in its own memory. */
    public List<PassView> view() {
        return Arrays.stream(passes).map(BoundPass::view).toList();
    }

    /** Angles of all passes, pass after pass. */
    public int angles() {
        return angleCount;
    }

    /** One of a pass's angles. */
    public Angle angle(int pass, int number) {
        return passes[pass].angle(number);
    }

    public int maxLanes() {
        return maxLanes;
    }

    /** Sets the shared parameters. */
    public void bind(double[] params) {
        bind(BoundProgram.of(program, params, laneParams));
    }

    /** Sets the shared parameters to those of a program bound before, by the same parameters a lane. */
    public void bind(BoundProgram bound) {
        for (BoundPass pass : passes) {
            pass.bind(bound);
        }
    }

    /** Sets the parameters that differ by lane: parameter p of lane s at {@code p * lanes + s}. */
    public void bindLanes(double[] params, int lanes) {
        for (BoundPass pass : passes) {
            pass.bindLanes(params, lanes);
        }
    }

    /** The buffer to put the kets into that {@link #forward} starts from. */
    public KetBlock input() {
        return work[0];
    }

    /** Takes {@link #input} through all passes; the result stays valid until the next call. */
    public KetBlock forward(int lanes) {
        for (BoundPass pass : passes) {
            if (pass.inPlace()) {
                pass.forward(work[0], work[0], lanes);
            } else {
                pass.forward(work[0], work[1], lanes);
                KetBlock swap = work[0];
                work[0] = work[1];
                work[1] = swap;
            }
        }
        return work[0];
    }

    /** The buffer to put the kets into that {@link #forwardTaped} starts from. */
    public KetBlock tapedInput() {
        return tape[0];
    }

    /** Like {@link #forward}, from {@link #tapedInput}, keeping what {@link #backward} needs. */
    public KetBlock forwardTaped(int lanes) {
        for (int p = 0; p < passes.length; p++) {
            advance(p, lanes);
        }
        return tape[passes.length];
    }

    /** Computes the ket after pass p. */
    private void advance(int p, int lanes) {
        passes[p].forward(tape[p], tape[p + 1], mu, lanes);
        if (p + 1 < passes.length && slot[p + 1] >= 0) {
            held[slot[p + 1]] = p + 1;
        }
    }

    /** Makes sure that the ket before pass p is there. */
    private KetBlock before(int p, int lanes) {
        if (slot[p] >= 0 && held[slot[p]] != p) {
            // All from the last one kept: those in between are wanted next.
            for (int i = p - 1 - slot[p]; i < p; i++) {
                advance(i, lanes);
            }
        }
        return tape[p];
    }

    /** The buffer for the cotangent of the result of {@link #forwardTaped}: (∂L/∂re, ∂L/∂im). */
    public KetBlock cotangent() {
        return lambda;
    }

    /** Forgets the angle gradients summed so far. */
    public void clearSums() {
        Arrays.fill(angleSums, 0);
    }

    /** {@link #backward(int, int, int, double[])} with all lanes in one place. */
    public KetBlock backward(int lanes, int valid, double[] laneGradients) {
        return backward(lanes, valid, lanes, laneGradients);
    }

    /**
     * Takes {@link #cotangent} back through all passes. Derivatives by shared angles are added, lane after lane, to the sums of their
     * place, which {@link #addSharedGradients} reads; those by angles of each lane go to {@code laneGradients}.
     *
     * @param valid lanes that count
     * @param lanesPerPlace lanes in a row whose derivatives are summed together: lane s has place {@code s / lanesPerPlace}
     * @param laneGradients parameter p of lane s at {@code p * lanes + s}, added to; may be null
     * @return the cotangent of {@link #tapedInput}; valid until the next call
     */
    public KetBlock backward(int lanes, int valid, int lanesPerPlace, double[] laneGradients) {
        for (int p = passes.length - 1; p >= 0; p--) {
            KetBlock before = before(p, lanes);
            KetBlock back = passes[p].adjoint(before, lambda, mu, lanes, laneSums);
            if (back == mu) {
                mu = lambda;
                lambda = back;
            }
            if (passes[p].perLane()) {
                addLanes(passes[p], lanes, laneGradients);
            } else {
                addShared(p, lanes, valid, lanesPerPlace);
            }
        }
        return lambda;
    }

    private void addLanes(BoundPass pass, int lanes, double[] laneGradients) {
        for (int j = 0; j < pass.angles(); j++) {
            Angle angle = pass.angle(j);
            for (int i = 0; i < angle.index().length; i++) {
                int to = angle.index()[i] * lanes;
                for (int s = 0; s < lanes; s++) {
                    laneGradients[to + s] = Math.fma(angle.factor()[i], laneSums[j * lanes + s], laneGradients[to + s]);
                }
            }
        }
    }

    private void addShared(int p, int lanes, int valid, int lanesPerPlace) {
        for (int j = 0; j < passes[p].angles(); j++) {
            int at = firstAngle[p] + j;
            for (int first = 0; first < valid; first += lanesPerPlace) {
                double sum = angleSums[at];
                int end = Math.min(valid, first + lanesPerPlace);
                for (int s = first; s < end; s++) {
                    sum += laneSums[j * lanes + s];
                }
                angleSums[at] = sum;
                at += angleCount;
            }
        }
    }

    /** Adds the summed derivatives by the shared parameters, of the first place. */
    public void addSharedGradients(double[] gradient) {
        addSharedGradients(0, gradient, 0);
    }

    /** Adds the summed derivatives by the shared parameters, of one place, from {@code from} on. */
    public void addSharedGradients(int place, double[] gradient, int from) {
        addSharedGradients(angleSums, place * angleCount, gradient, from);
    }

    /** The same, of derivatives by angle that lie in {@code sums} from {@code at} on. */
    public void addSharedGradients(double[] sums, int at, double[] gradient, int from) {
        for (int p = 0; p < passes.length; p++) {
            if (!passes[p].perLane()) {
                for (int j = 0; j < passes[p].angles(); j++) {
                    Angle angle = passes[p].angle(j);
                    double sum = sums[at + firstAngle[p] + j];
                    for (int i = 0; i < angle.index().length; i++) {
                        gradient[from + angle.index()[i]] += angle.factor()[i] * sum;
                    }
                }
            }
        }
    }
}
