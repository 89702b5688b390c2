package org.everycore.photonics.blas;

import org.bytedeco.javacpp.DoublePointer;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Operator;
import org.everycore.photonics.engine.OperatorKernel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kernel whose operator products are one real matrix product each, [[Ur, -Ui], [Ui, Ur]] [Re; Im], by ND4J. Owned by one
 * worker.
 *
 * <p>The library orders its sums as it likes: results agree with the other kernels' to about 1e-13, not bit for bit. Our
 * row-major arrays are ND4J's column-major ones transposed, so nothing is reordered on the way. Both products of
 * the operator form, forward and λ x† of gradients, go this way; passes, whose blocks are small, stay in Java.
 */
public final class BlasKernel implements OperatorKernel {
    /** Products below this many multiply-adds cost more to call than to compute. */
    private static final long WORTH_A_CALL = 1L << 17;

    private final OperatorKernel java = Kernels.fastest().operators();
    private double[] flat = new double[0];
    /** The elements that {@link #left} holds. */
    private double[] loaded;

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
    public void multiply(Operator u, KetBlock x, KetBlock y, int lanes) {
        if (worthwhile(u, lanes)) {
            product(u, x, y, lanes);
        } else {
            java.multiply(u, x, y, lanes);
        }
    }

    @Override
    public void multiplyAdd(Operator u, KetBlock x, KetBlock y, int lanes) {
        if (worthwhile(u, lanes)) {
            accumulate(u, x, y, lanes);
        } else {
            java.multiplyAdd(u, x, y, lanes);
        }
    }

    private static boolean worthwhile(Operator u, int lanes) {
        return 4L * u.rows() * u.columns() * lanes >= WORTH_A_CALL;
    }

    private void product(Operator u, KetBlock x, KetBlock y, int lanes) {
        int rows = u.rows();
        int inner = u.columns();
        if (loaded != u.re()) {
            fill(u);
            left = column(2L * inner, 2L * rows);
            pointer(left).put(flat, 0, 4 * rows * inner);
            loaded = u.re();
            right = null;
        }
        if (right == null || right.rows() != lanes) {
            right = column(lanes, 2L * inner);
            result = column(lanes, 2L * rows);
        }
        multiply(right, left, result, x, inner * lanes);
        DoublePointer out = pointer(result);
        out.position(0).get(y.re, 0, rows * lanes);
        out.position((long) rows * lanes).get(y.im, 0, rows * lanes);
        out.position(0);
    }

    /**
     * Sums of outer products, λ x† of a gradient: both factors are new every time, and the shapes are those of the last call
     * but at the end of a batch.
     */
    private void accumulate(Operator u, KetBlock x, KetBlock y, int lanes) {
        int rows = u.rows();
        int inner = u.columns();
        fill(u);
        if (outerLeft == null || outerLeft.rows() != 2 * inner || outerRight.rows() != lanes) {
            outerLeft = column(2L * inner, 2L * rows);
            outerRight = column(lanes, 2L * inner);
            outerResult = column(lanes, 2L * rows);
            sum = new double[2 * rows * lanes];
        }
        pointer(outerLeft).put(flat, 0, 4 * rows * inner);
        int half = rows * lanes;
        multiply(outerRight, outerLeft, outerResult, x, inner * lanes);
        pointer(outerResult).get(sum, 0, 2 * half);
        for (int i = 0; i < half; i++) {
            y.re[i] += sum[i];
            y.im[i] += sum[half + i];
        }
    }

    /** result = right left, with x as right. */
    private static void multiply(INDArray right, INDArray left, INDArray result, KetBlock x, int size) {
        DoublePointer in = pointer(right);
        in.position(0).put(x.re, 0, size);
        in.position(size).put(x.im, 0, size);
        in.position(0);
        Nd4j.gemm(right, left, result, false, false, 1, 0);
    }

    private static INDArray column(long rows, long columns) {
        return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows, columns}, 'f');
    }

    /** [[Ur, -Ui], [Ui, Ur]] row by row, which is its transpose column by column. */
    private void fill(Operator u) {
        int rows = u.rows();
        int inner = u.columns();
        if (flat.length < 4 * rows * inner) {
            flat = new double[4 * rows * inner];
        }
        for (int i = 0; i < rows; i++) {
            int top = i * 2 * inner;
            int bottom = (rows + i) * 2 * inner;
            for (int k = 0; k < inner; k++) {
                double re = u.re()[i * inner + k];
                double im = u.im()[i * inner + k];
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
}
