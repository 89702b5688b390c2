package org.everycore.photonics.engine;

import java.util.Arrays;

/** A block-diagonal real pass whose elements every lane has its own of: element e of lane s lies at {@code e * lanes + s}. */
final class OwnBlocks implements BoundPass {
    private final Pass.Blocks pass;
    private final PassKernel kernel;
    private final boolean gradients;
    private final double[] angle;
    private final double[] scratch;
    private final LanePass own;
    private final double[] edges;
    private final double[] dotRe;
    private final double[] dotIm;

    OwnBlocks(Pass.Blocks pass, PassKernel kernel, Workspace workspace) {
        int maxLanes = workspace.maxLanes();
        this.pass = pass;
        this.kernel = kernel;
        this.gradients = workspace.gradients();
        this.angle = new double[maxLanes];
        this.scratch = new double[pass.gate().scratch(maxLanes)];
        this.own = new LanePass(pass, maxLanes);
        this.edges = gradients ? new double[Math.multiplyExact(2 * pass.layout().levels(), maxLanes)] : null;
        this.dotRe = new double[maxLanes];
        this.dotIm = new double[maxLanes];
    }

    @Override
    public PassView view() {
        return new PassView.Own(pass);
    }

    @Override
    public void bind(BoundProgram bound) {}

    @Override
    public void bindLanes(double[] params, int lanes) {
        pass.angle().at(params, lanes, angle);
        pass.gate().elements(angle, lanes, scratch, own.elements);
        if (gradients) {
            pass.gate().edges(angle, lanes, scratch, own.elements, edges);
        }
    }

    @Override
    public int angles() {
        return 1;
    }

    @Override
    public Angle angle(int number) {
        return pass.angle();
    }

    @Override
    public boolean perLane() {
        return true;
    }

    @Override
    public boolean inPlace() {
        return false;
    }

    @Override
    public double multiplyAdds() {
        return pass.multiplyAdds();
    }

    @Override
    public void forward(KetBlock x, KetBlock y, int lanes) {
        kernel.apply(own, x, y, lanes);
    }

    @Override
    public KetBlock adjoint(KetBlock x, KetBlock lambda, KetBlock spare, int lanes, double[] out) {
        kernel.applyAdjoint(own, lambda, spare, lanes);
        Arrays.fill(out, 0, lanes, 0);
        for (int b = 0; b < pass.layout().blocks(); b++) {
            for (int first : pass.bases()) {
                for (int base = first; base < first + pass.run(); base++) {
                    angleGradient(b, base, x, lambda, spare, lanes, out);
                }
            }
        }
        return spare;
    }

    /** One block's share of the derivative, by {@link org.everycore.photonics.fock.RealGate}'s formula. */
    private void angleGradient(int b, int base, KetBlock x, KetBlock lambda, KetBlock mu, int lanes, double[] out) {
        int[] rows = pass.rows()[b];
        int m = rows.length;
        int edge = 2 * pass.layout().levelsBefore(b);
        if (pass.gate().leavesFirst(b)) {
            edge(edge, rows, base, lambda, x, (base + rows[0]) * lanes, lanes, out);
        }
        for (int i = 1; i < m; i++) {
            coupled(
                    pass.gate().coupling(b, i),
                    mu,
                    x,
                    (base + rows[i - 1]) * lanes,
                    (base + rows[i]) * lanes,
                    lanes,
                    out);
        }
        if (pass.gate().leavesLast(b)) {
            edge(edge + m, rows, base, lambda, x, (base + rows[m - 1]) * lanes, lanes, out);
        }
    }

    private static void coupled(double w, KetBlock mu, KetBlock x, int before, int here, int lanes, double[] out) {
        for (int s = 0; s < lanes; s++) {
            double up = Math.fma(mu.im[here + s], x.im[before + s], mu.re[here + s] * x.re[before + s]);
            double down = Math.fma(mu.im[before + s], x.im[here + s], mu.re[before + s] * x.re[here + s]);
            out[s] = Math.fma(w, up - down, out[s]);
        }
    }

    private void edge(int at, int[] rows, int base, KetBlock lambda, KetBlock x, int row, int lanes, double[] out) {
        Arrays.fill(dotRe, 0, lanes, 0);
        Arrays.fill(dotIm, 0, lanes, 0);
        for (int k = 0; k < rows.length; k++) {
            dot(edges, (at + k) * lanes, lambda, (base + rows[k]) * lanes, dotRe, dotIm, lanes);
        }
        for (int s = 0; s < lanes; s++) {
            out[s] = Math.fma(x.im[row + s], dotIm[s], Math.fma(x.re[row + s], dotRe[s], out[s]));
        }
    }

    private static void dot(double[] e, int at, KetBlock lambda, int from, double[] re, double[] im, int lanes) {
        for (int s = 0; s < lanes; s++) {
            re[s] = Math.fma(e[at + s], lambda.re[from + s], re[s]);
            im[s] = Math.fma(e[at + s], lambda.im[from + s], im[s]);
        }
    }
}
