package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes blocks of kets through a program and cotangents back through it. Owned by one worker: all buffers are made once.
 *
 * <p>Reverse mode keeps the ket before every pass when {@link #TAPE_BUDGET} bytes hold them; else one a segment, in the
 * shortest segments that fit, but never longer than √P passes, and computes the others again, segment by segment (Griewank
 * and Walther, "Evaluating Derivatives", chapter 12).
 */
public final class Propagator {
    /** Bytes of kets kept for reverse mode: beyond what a third-level cache holds, storing costs more than computing again. */
    static final long TAPE_BUDGET = 6L << 20;

    private final Program program;
    private final Scratch scratch;
    private final int maxLanes;
    /** An array, because a list's iterator would be allocated for every block of kets. */
    private final BoundPass[] passes;

    private final int[] firstAngle;
    private final int angleCount;
    private KetBlock[] checkpoints;
    private KetBlock[] segment;
    private int segmentLength;
    private final KetBlock[] work;
    private KetBlock lambda;
    private KetBlock mu;
    private double[] laneSums;
    private double[] angleSums;

    /**
     * @param laneParams which parameters have a value of their own for every lane; null for none
     * @param gradients whether {@link #backward} will be called
     */
    public Propagator(Program program, BlockKernel kernel, int maxLanes, boolean[] laneParams, boolean gradients) {
        this.program = program;
        this.maxLanes = maxLanes;
        this.scratch = new Scratch(program.passes().stream()
                .filter(Pass.Blocks.class::isInstance)
                .flatMap(pass -> Arrays.stream(((Pass.Blocks) pass).rows()))
                .mapToInt(rows -> rows.length)
                .max()
                .orElse(1));
        this.passes = bindAll(kernel, laneParams, gradients).toArray(new BoundPass[0]);
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
            angleSums = new double[angleCount];
            makeTape();
        }
    }

    /** A diagonal joins the matrix after it when both are shared by all lanes. */
    private List<BoundPass> bindAll(BlockKernel kernel, boolean[] laneParams, boolean gradients) {
        List<BoundPass> bound = new ArrayList<>();
        BoundDiagonal before = null;
        for (Pass pass : program.passes()) {
            boolean joined = false;
            if (pass instanceof Pass.Blocks blocks) {
                boolean own = varies(blocks.angle(), laneParams);
                joined = !own && before != null && before.fusible();
                if (before != null && !joined) {
                    bound.add(before);
                }
                bound.add(
                        own
                                ? new OwnBlocks(blocks, kernel, maxLanes, gradients)
                                : new BoundBlocks(
                                        blocks,
                                        joined ? before : null,
                                        program.cutoff(),
                                        kernel,
                                        scratch,
                                        maxLanes,
                                        gradients));
                before = null;
            } else {
                Pass.Diagonal diagonal = (Pass.Diagonal) pass;
                if (before != null) {
                    bound.add(before);
                }
                boolean perLane = diagonal.phases().stream().anyMatch(phase -> varies(phase.angle(), laneParams));
                before = new BoundDiagonal(diagonal, kernel, program.modes(), program.cutoff(), perLane, maxLanes);
            }
        }
        if (before != null) {
            bound.add(before);
        }
        return bound;
    }

    private static boolean varies(Angle angle, boolean[] laneParams) {
        return laneParams != null && Arrays.stream(angle.index()).anyMatch(p -> laneParams[p]);
    }

    private KetBlock block() {
        return new KetBlock(program.dimension(), maxLanes);
    }

    private void makeTape() {
        int count = passes.length;
        long bytes = 16L * program.dimension() * maxLanes;
        segmentLength = 1;
        while (segmentLength * segmentLength < count && bytes * kept(count) > TAPE_BUDGET) {
            segmentLength++;
        }
        segmentLength = bytes * (count + 1) <= TAPE_BUDGET ? Math.max(1, count) : Math.max(2, segmentLength);
        int segments = Math.max(1, (count + segmentLength - 1) / segmentLength);
        checkpoints = new KetBlock[segments + 1];
        segment = new KetBlock[segmentLength];
        for (int i = 0; i <= segments; i++) {
            checkpoints[i] = block();
        }
        for (int j = 1; j < segmentLength; j++) {
            segment[j] = block();
        }
    }

    /** Kets kept: one a segment, and those inside of one. */
    private int kept(int count) {
        return (count + segmentLength - 1) / segmentLength + segmentLength;
    }

    public Program program() {
        return program;
    }

    public int maxLanes() {
        return maxLanes;
    }

    /** Sets the shared parameters. */
    public void bind(double[] params) {
        for (BoundPass pass : passes) {
            pass.bind(params);
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
        return checkpoints[0];
    }

    /** Like {@link #forward}, from {@link #tapedInput}, keeping what {@link #backward} needs. */
    public KetBlock forwardTaped(int lanes) {
        for (int k = 0; k + 1 < checkpoints.length; k++) {
            runSegment(k, Math.min(passes.length, (k + 1) * segmentLength), lanes);
        }
        return passes.length == 0 ? checkpoints[0] : checkpoints[checkpoints.length - 1];
    }

    private void runSegment(int k, int end, int lanes) {
        for (int p = k * segmentLength; p < end; p++) {
            passes[p].forward(state(k, p), state(k, p + 1), lanes);
        }
    }

    /** The ket before pass p, seen from segment k. */
    private KetBlock state(int k, int p) {
        int j = p - k * segmentLength;
        if (j == 0) {
            return checkpoints[k];
        }
        return j == segmentLength || p == passes.length ? checkpoints[k + 1] : segment[j];
    }

    /** The buffer for the cotangent of the result of {@link #forwardTaped}: (∂L/∂re, ∂L/∂im). */
    public KetBlock cotangent() {
        return lambda;
    }

    /** Forgets the angle gradients summed so far. */
    public void clearSums() {
        Arrays.fill(angleSums, 0);
    }

    /**
     * Takes {@link #cotangent} back through all passes. Derivatives by shared angles are added, lane after lane, to sums that
     * {@link #addSharedGradients} reads; those by angles of each lane go to {@code laneGradients}.
     *
     * @param valid lanes that count
     * @param laneGradients parameter p of lane s at {@code p * lanes + s}, added to; may be null
     * @return the cotangent of {@link #tapedInput}; valid until the next call
     */
    public KetBlock backward(int lanes, int valid, double[] laneGradients) {
        int last = checkpoints.length - 2;
        for (int k = last; k >= 0; k--) {
            int end = Math.min(passes.length, (k + 1) * segmentLength);
            if (k != last) {
                // The ket after the segment's last pass is not needed, and the one before its first is kept.
                runSegment(k, end - 1, lanes);
            }
            for (int p = end - 1; p >= k * segmentLength; p--) {
                reverse(p, state(k, p), lanes, valid, laneGradients);
            }
        }
        return lambda;
    }

    private void reverse(int p, KetBlock x, int lanes, int valid, double[] laneGradients) {
        BoundPass pass = passes[p];
        KetBlock back = pass.reverse(x, lambda, mu, lanes, laneSums);
        if (back == mu) {
            mu = lambda;
            lambda = back;
        }
        for (int j = 0; j < pass.angles(); j++) {
            if (pass.perLane()) {
                Angle angle = pass.angle(j);
                for (int i = 0; i < angle.index().length; i++) {
                    int to = angle.index()[i] * lanes;
                    for (int s = 0; s < lanes; s++) {
                        laneGradients[to + s] =
                                Math.fma(angle.factor()[i], laneSums[j * lanes + s], laneGradients[to + s]);
                    }
                }
            } else {
                double sum = angleSums[firstAngle[p] + j];
                for (int s = 0; s < valid; s++) {
                    sum += laneSums[j * lanes + s];
                }
                angleSums[firstAngle[p] + j] = sum;
            }
        }
    }

    /** Adds the summed derivatives by the shared parameters. */
    public void addSharedGradients(double[] gradient) {
        for (int p = 0; p < passes.length; p++) {
            if (!passes[p].perLane()) {
                for (int j = 0; j < passes[p].angles(); j++) {
                    Angle angle = passes[p].angle(j);
                    for (int i = 0; i < angle.index().length; i++) {
                        gradient[angle.index()[i]] += angle.factor()[i] * angleSums[firstAngle[p] + j];
                    }
                }
            }
        }
    }
}
