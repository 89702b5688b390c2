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
 * row-major arrays are ND4J's column-major ones transposed, so nothing is reordered on the way. Both products of
 * the operator form, forward and λ x† of gradients, go this way; products of real blocks, which are small, stay in Java.
 */
public final class BlasKernel implements BlockKernel {
    /** Products below this many multiply-adds cost more to call than to compute. */
    private static final long WORTH_A_CALL = 1L << 17;

    private final BlockKernel java = Kernels.fastest();
    private double[] flat = new double[0];
    private double[] operator;
    private INDArray left;
    private INDArray right;
    private INDArray result;
    private INDArray outerLeft;
    private INDArray outerRight;
    private INDArray outerResult;
    private double[] sum;

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
    public void back(
            RealPass pass, Scratch scratch, KetBlock kept, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        java.back(pass, scratch, kept, lambda, to, lanes, sums);
    }

    @Override
    public void slope(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        java.slope(pass, scratch, x, lambda, lanes, sums);
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
    public void add(double[] from, int x, double[] to, int y, int lanes) {
        java.add(from, x, to, y, lanes);
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
        if (4L * rows * inner * lanes < WORTH_A_CALL) {
            java.complex(ur, ui, rows, inner, xr, xi, yr, yi, lanes, add);
        } else if (add) {
            accumulate(ur, ui, rows, inner, xr, xi, yr, yi, lanes);
        } else {
            product(ur, ui, rows, inner, xr, xi, yr, yi, lanes);
        }
    }

    private void product(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        if (operator != ur) {
            fill(ur, ui, rows, inner);
            left = column(2L * inner, 2L * rows);
            pointer(left).put(flat, 0, 4 * rows * inner);
            operator = ur;
            right = null;
        }
        if (right == null || right.rows() != lanes) {
            right = column(lanes, 2L * inner);
            result = column(lanes, 2L * rows);
        }
        multiply(right, left, result, inner, rows, xr, xi, yr, yi, lanes);
    }

    /**
     * Sums of outer products, λ x† of a gradient: both factors are new every time, and the shapes are those of the last call
     * but at the end of a batch.
     */
    private void accumulate(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        fill(ur, ui, rows, inner);
        if (outerLeft == null || outerLeft.rows() != 2 * inner || outerRight.rows() != lanes) {
            outerLeft = column(2L * inner, 2L * rows);
            outerRight = column(lanes, 2L * inner);
            outerResult = column(lanes, 2L * rows);
            sum = new double[2 * rows * lanes];
        }
        pointer(outerLeft).put(flat, 0, 4 * rows * inner);
        int half = rows * lanes;
        multiply(outerRight, outerLeft, outerResult, inner, rows, xr, xi, null, null, lanes);
        pointer(outerResult).get(sum, 0, 2 * half);
        for (int i = 0; i < half; i++) {
            yr[i] += sum[i];
            yi[i] += sum[half + i];
        }
    }

    /** result = right left; read into y unless that is null. */
    private static void multiply(
            INDArray right,
            INDArray left,
            INDArray result,
            int inner,
            int rows,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        DoublePointer in = pointer(right);
        in.position(0).put(xr, 0, inner * lanes);
        in.position((long) inner * lanes).put(xi, 0, inner * lanes);
        in.position(0);
        Nd4j.gemm(right, left, result, false, false, 1, 0);
        if (yr != null) {
            DoublePointer out = pointer(result);
            out.position(0).get(yr, 0, rows * lanes);
            out.position((long) rows * lanes).get(yi, 0, rows * lanes);
            out.position(0);
        }
    }

    private static INDArray column(long rows, long columns) {
        return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows, columns}, 'f');
    }

    /** [[Ur, -Ui], [Ui, Ur]] row by row, which is its transpose column by column. */
    private void fill(double[] ur, double[] ui, int rows, int inner) {
        if (flat.length < 4 * rows * inner) {
            flat = new double[4 * rows * inner];
        }
        for (int i = 0; i < rows; i++) {
            int top = i * 2 * inner;
            int bottom = (rows + i) * 2 * inner;
            for (int k = 0; k < inner; k++) {
                double re = ur[i * inner + k];
                double im = ui[i * inner + k];
                flat[top + k] = re;
                flat[top + inner + k] = -im;
                flat[bottom + k] = im;
                flat[bottom + inner + k] = re;
            }
        }
    }

    private static DoublePointer pointer(INDArray array) {
        return (DoublePointer) array.data().pointer();
    }

    @Override
    public void quadratures(
            double[] weight,
            int dimension,
            int stride,
            double[] re,
            double[] im,
            double[] x,
            double[] p,
            int to,
            int lanes) {
        java.quadratures(weight, dimension, stride, re, im, x, p, to, lanes);
    }

    @Override
    public void pull(
            double[] weight,
            int dimension,
            int stride,
            double[] gx,
            double[] gp,
            int from,
            double[] re,
            double[] im,
            double[] toRe,
            double[] toIm,
            int lanes) {
        java.pull(weight, dimension, stride, gx, gp, from, re, im, toRe, toIm, lanes);
    }
}
