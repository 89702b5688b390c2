package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A block-diagonal real pass with its elements shared by all lanes, and the phases before it, in one sweep. */
final class BoundBlocks implements BoundPass {
    private final int index;
    private final Pass.Blocks pass;
    private final PassKernel kernel;
    private final RealPass real;
    /** The phases, or null. */
    private final BoundDiagonal diagonal;

    private final boolean gradients;
    private final double[] angle = new double[1];
    private final double[] edges;
    private final int own;
    /** Which sum each phase's derivative is. */
    private final int[] phaseSum;

    private final double[] sums;

    /**
     * @param index of the pass in its program
     * @param diagonal the phases before it, or null
     * @param workspace of the worker
     */
    BoundBlocks(int index, Pass.Blocks pass, BoundDiagonal diagonal, PassKernel kernel, Workspace workspace) {
        this.index = index;
        this.pass = pass;
        this.diagonal = diagonal;
        this.kernel = kernel;
        this.gradients = workspace.gradients();
        this.edges =
                gradients && pass.gate() != null ? new double[2 * pass.layout().levels()] : null;
        this.own = pass.gate() == null || pass.angle().fixed() ? 0 : 1;
        this.phaseSum = new int[diagonal == null ? 0 : diagonal.angles()];
        List<Pass.Phase> inner = new ArrayList<>();
        List<Pass.Phase> outer = new ArrayList<>();
        if (gradients) {
            share(inner, outer);
        }
        this.real = new RealPass(
                pass,
                inner.stream().map(this::byRow).toArray(double[][][]::new),
                outer.stream().map(this::byColumn).toArray(double[][]::new),
                workspace);
        this.sums = new double[gradients ? real.sums() * workspace.maxLanes() : 0];
    }

    /** Phases of one mode and one function of its photon number share a sum. */
    private void share(List<Pass.Phase> inner, List<Pass.Phase> outer) {
        int[] place = new int[phaseSum.length];
        for (int j = 0; j < phaseSum.length; j++) {
            Pass.Phase phase = diagonal.phase(j);
            List<Pass.Phase> side = mixes(phase.first()) ? inner : outer;
            place[j] = indexOf(side, phase);
            if (place[j] < 0) {
                place[j] = side.size();
                side.add(phase);
            }
        }
        for (int j = 0; j < phaseSum.length; j++) {
            phaseSum[j] = 1 + place[j] + (mixes(diagonal.phase(j).first()) ? 0 : inner.size());
        }
    }

    private double[][] byRow(Pass.Phase phase) {
        int cutoff = diagonal.table().cutoff;
        int stride = diagonal.table().stride(phase.first());
        return Arrays.stream(pass.rows())
                .map(rows -> Arrays.stream(rows)
                        .mapToDouble(row -> phase.f()[row / stride % cutoff])
                        .toArray())
                .toArray(double[][]::new);
    }

    private double[] byColumn(Pass.Phase phase) {
        int cutoff = diagonal.table().cutoff;
        int stride = diagonal.table().stride(phase.first());
        double[] factors = new double[pass.bases().length * pass.run()];
        for (int i = 0; i < factors.length; i++) {
            int a = pass.bases()[i / pass.run()] + i % pass.run();
            factors[i] = phase.f()[a / stride % cutoff];
        }
        return factors;
    }

    private boolean mixes(int mode) {
        return Arrays.stream(pass.modes()).anyMatch(m -> m == mode);
    }

    private static int indexOf(List<Pass.Phase> phases, Pass.Phase wanted) {
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).first() == wanted.first()
                    && Arrays.equals(phases.get(i).f(), wanted.f())) {
                return i;
            }
        }
        return -1;
    }

    RealPass real() {
        return real;
    }

    /** Whether a matrix acts on a mode that this one acts on too. */
    boolean touches(Pass.Blocks other) {
        return Arrays.stream(other.modes()).anyMatch(this::mixes);
    }

    @Override
    public PassView view() {
        return new PassView.Matrices(List.of(real), new boolean[] {own > 0}, phaseSum);
    }

    boolean hasAngle() {
        return own > 0;
    }

    int[] phaseSums() {
        return phaseSum;
    }

    @Override
    public void bind(BoundProgram bound) {
        if (diagonal != null) {
            diagonal.bind(bound);
            real.share(diagonal.table());
        }
        BoundProgram.Matrix matrix = (BoundProgram.Matrix) bound.steps().get(index);
        real.elements = matrix.elements();
        if (gradients && pass.gate() != null) {
            angle[0] = matrix.angle();
            pass.gate().edges(angle, 1, matrix.functions(), matrix.elements(), edges);
        }
        if (gradients) {
            real.transpose(pass.layout(), edges);
        }
    }

    @Override
    public void bindLanes(double[] params, int lanes) {}

    @Override
    public int angles() {
        return own + phaseSum.length;
    }

    @Override
    public Angle angle(int number) {
        return number < own ? pass.angle() : diagonal.angle(number - own);
    }

    @Override
    public boolean perLane() {
        return false;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public double multiplyAdds() {
        return pass.multiplyAdds() + (diagonal == null ? 0 : diagonal.multiplyAdds());
    }

    @Override
    public void forward(KetBlock x, KetBlock y, int lanes) {
        kernel.apply(real, x, y, lanes);
    }

    @Override
    public KetBlock adjoint(KetBlock x, KetBlock lambda, KetBlock spare, int lanes, double[] out) {
        Arrays.fill(sums, 0, real.sums() * lanes, 0);
        kernel.applyAdjoint(real, x, lambda, lanes, sums);
        System.arraycopy(sums, 0, out, 0, own * lanes);
        for (int j = 0; j < phaseSum.length; j++) {
            System.arraycopy(sums, phaseSum[j] * lanes, out, (own + j) * lanes, lanes);
        }
        return lambda;
    }
}
