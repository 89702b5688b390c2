package org.everycore.photonics.blas;

import org.bytedeco.javacpp.DoublePointer;
import org.everycore.photonics.engine.BlockKernel;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.engine.Scratch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kernel whose operator products are one real matrix product each, [[Ur, -Ui], [Ui, Ur]] [Re; Im], by ND4J. Owned by one
 * worker.
 *
 * <p>The library orders its sums as it likes: results agree with the other kernels' to about 1e-13, not bit for bit. Our
 * row-major arrays are ND4J's column-major ones transposed, so nothing is reordered on the way. Products of real blocks and
 * sums of outer products, which are small or change their left factor every time, stay in Java.
 */
public final class BlasKernel implements BlockKernel {
    /** Products below this many multiply-adds cost more to call than to compute. */
    private static final long WORTH_A_CALL = 1L << 17;

    private final BlockKernel java = Kernels.fastest();
    private double[] operator;
    private INDArray left;
    private INDArray right;
    private INDArray result;

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public int preferredLanes() {
        return java.preferredLanes();
    }

    @Override
    public void real(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes) {
        java.real(pass, scratch, x, y, lanes);
    }

    @Override
    public void reverse(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        java.reverse(pass, scratch, x, lambda, lanes, sums);
    }

    @Override
    public void ownReal(
            double[] u,
            int at,
            boolean transposed,
            int[] rows,
            int[] bases,
            int run,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        java.ownReal(u, at, transposed, rows, bases, run, xr, xi, yr, yi, lanes);
    }

    @Override
    public void multiply(
            double[] cr,
            double[] ci,
            int c,
            double sign,
            double[] xr,
            double[] xi,
            int x,
            double[] yr,
            double[] yi,
            int y,
            int lanes) {
        java.multiply(cr, ci, c, sign, xr, xi, x, yr, yi, y, lanes);
    }

    @Override
    public void scale(double cr, double ci, double[] xr, double[] xi, double[] yr, double[] yi, int at, int lanes) {
        java.scale(cr, ci, xr, xi, yr, yi, at, lanes);
    }

    @Override
    public void overlap(
            double weight, double[] re, double[] im, int a, int b, double[] x, double[] p, int to, int lanes) {
        java.overlap(weight, re, im, a, b, x, p, to, lanes);
    }

    @Override
    public void add(double[] from, int x, double[] to, int y, int lanes) {
        java.add(from, x, to, y, lanes);
    }

    @Override
    public void pull(
            double weight,
            double sign,
            double[] gx,
            double[] gp,
            int from,
            double[] re,
            double[] im,
            int b,
            double[] toRe,
            double[] toIm,
            int a,
            int lanes) {
        java.pull(weight, sign, gx, gp, from, re, im, b, toRe, toIm, a, lanes);
    }

    @Override
    public void complex(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            boolean add) {
        if (add || 4L * rows * inner * lanes < WORTH_A_CALL) {
            java.complex(ur, ui, rows, inner, xr, xi, yr, yi, lanes, add);
            return;
        }
        if (operator != ur) {
            left = operator(ur, ui, rows, inner);
            operator = ur;
            right = null;
        }
        if (right == null || right.rows() != lanes) {
            right = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {lanes, 2L * inner}, 'f');
            result = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {lanes, 2L * rows}, 'f');
        }
        DoublePointer in = pointer(right);
        in.position(0).put(xr, 0, inner * lanes);
        in.position((long) inner * lanes).put(xi, 0, inner * lanes);
        in.position(0);
        Nd4j.gemm(right, left, result, false, false, 1, 0);
        DoublePointer out = pointer(result);
        out.position(0).get(yr, 0, rows * lanes);
        out.position((long) rows * lanes).get(yi, 0, rows * lanes);
        out.position(0);
    }

    /** [[Ur, -Ui], [Ui, Ur]] row by row, which is its transpose column by column. */
    private static INDArray operator(double[] ur, double[] ui, int rows, int inner) {
        double[] flat = new double[4 * rows * inner];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                int top = i * 2 * inner + k;
                int bottom = (rows + i) * 2 * inner + k;
                flat[top] = ur[i * inner + k];
                flat[top + inner] = -ui[i * inner + k];
                flat[bottom] = ui[i * inner + k];
                flat[bottom + inner] = ur[i * inner + k];
            }
        }
        INDArray matrix = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {2L * inner, 2L * rows}, 'f');
        pointer(matrix).put(flat, 0, flat.length);
        return matrix;
    }

    private static DoublePointer pointer(INDArray array) {
        return (DoublePointer) array.data().pointer();
    }
}
