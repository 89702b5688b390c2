package org.everycore.training.numpy;

import java.util.Arrays;

/**
 * Numbers in C order with their shape; an empty shape is a single number. Arrays are owned by the record.
 *
 * @param complex whether the last axis, of length two, is real and imaginary part
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record NumpyArray(int[] shape, double[] values, boolean complex) {
    /** Real numbers. */
    public NumpyArray(int[] shape, double[] values) {
        this(shape, values, false);
    }

    public NumpyArray {
        long size = 1;
        for (int length : shape) {
            size *= length;
        }
        if (size != values.length) {
            throw new IllegalArgumentException(values.length + " numbers for the shape " + Arrays.toString(shape));
        }
    }

    /** An array of one axis. */
    public static NumpyArray of(double... values) {
        return new NumpyArray(new int[] {values.length}, values);
    }

    /** Rows of equal length. */
    public static NumpyArray rows(double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] all = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * width, width);
        }
        return new NumpyArray(new int[] {rows.length, width}, all);
    }

    /** The numbers cut into as many rows as the first axis is long. */
    public double[][] toRows() {
        int count = shape[0];
        int width = count == 0 ? 0 : values.length / count;
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
        }
        return rows;
    }
}
