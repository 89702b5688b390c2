package org.everycore.photonics.engine;

import java.util.Arrays;

/** A block-diagonal real pass with its elements, shared by all lanes or one set a lane. */
final class BoundBlocks implements BoundPass {
    private final Pass.Blocks pass;
    private final BlockKernel kernel;
    private final boolean perLane;
    private final boolean gradients;
    private final double[] angle;
    private final double[] functions;
    private final double[] elements;
    private final double[] transposed;
    private final double[] derivatives;

    BoundBlocks(Pass.Blocks pass, BlockKernel kernel, boolean perLane, int maxLanes, boolean gradients) {
        this.pass = pass;
        this.kernel = kernel;
        this.perLane = perLane;
        this.gradients = gradients;
        int sets = perLane ? maxLanes : 1;
        int length = Math.multiplyExact(pass.layout().length(), sets);
        this.angle = new double[sets];
        this.functions = new double[2 * sets];
        this.elements = pass.fixed() != null ? pass.fixed() : new double[length];
        this.transposed = gradients && !perLane ? new double[length] : null;
        this.derivatives = gradients && pass.gate() != null ? new double[length] : null;
        if (pass.fixed() != null && transposed != null) {
            transpose();
        }
    }

    /** Computes the elements for shared parameters. */
    void bind(double[] params) {
        if (perLane || pass.gate() == null) {
            return;
        }
        angle[0] = pass.angle().at(params);
        fill(1);
        if (gradients) {
            transpose();
        }
    }

    /** Computes the elements of each lane. */
    void bindLanes(double[] params, int lanes) {
        if (perLane) {
            pass.angle().at(params, lanes, angle);
            fill(lanes);
        }
    }

    private void fill(int lanes) {
        pass.gate().elements(angle, lanes, functions, elements);
        if (derivatives != null) {
            pass.gate().derivatives(angle, lanes, functions, elements, derivatives);
        }
    }

    private void transpose() {
        for (int b = 0; b < pass.layout().blocks(); b++) {
            int m = pass.layout().rows(b).length;
            int at = pass.layout().offset(b);
            for (int i = 0; i < m; i++) {
                for (int k = 0; k < m; k++) {
                    transposed[at + k * m + i] = elements[at + i * m + k];
                }
            }
        }
    }

    @Override
    public int angles() {
        return pass.gate() == null || pass.angle().fixed() ? 0 : 1;
    }

    @Override
    public Angle angle(int index) {
        return pass.angle();
    }

    @Override
    public boolean perLane() {
        return perLane;
    }

    @Override
    public void forward(KetBlock x, KetBlock y, int lanes) {
        apply(elements, false, x, y, lanes);
    }

    @Override
    public void backward(KetBlock lambda, KetBlock mu, int lanes) {
        apply(perLane ? elements : transposed, perLane, lambda, mu, lanes);
    }

    private void apply(double[] u, boolean transpose, KetBlock x, KetBlock y, int lanes) {
        for (int b = 0; b < pass.layout().blocks(); b++) {
            int at = pass.layout().offset(b);
            int[] rows = pass.rows()[b];
            if (perLane) {
                kernel.ownReal(u, at, transpose, rows, pass.bases(), pass.run(), x.re, x.im, y.re, y.im, lanes);
            } else {
                kernel.real(u, at, rows, pass.bases(), pass.run(), x.re, x.im, y.re, y.im, lanes);
            }
        }
    }

    @Override
    public void angleGradients(KetBlock x, KetBlock y, KetBlock lambda, KetBlock scratch, int lanes, double[] out) {
        apply(derivatives, false, x, scratch, lanes);
        Arrays.fill(out, 0, lanes, 0);
        int dimension = pass.layout().levels() * pass.bases().length * pass.run();
        kernel.dots(lambda.re, lambda.im, scratch.re, scratch.im, dimension, out, lanes);
    }
}
