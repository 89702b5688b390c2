package org.everycore.engine;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Numbers with a shape, in C order (the last index runs fastest). The arrays are owned by the record.
 *
 * @param shape lengths, slowest first; empty for a single number
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
record NumberArray(int[] shape, double[] values) {
    NumberArray {
        requireNonNull(shape, "shape is null");
        requireNonNull(values, "values is null");
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " numbers for the shape " + Arrays.toString(shape));
        }
    }

    static NumberArray of(double[] values, int... shape) {
        return new NumberArray(shape, values);
    }

    static NumberArray row(double[] values) {
        return new NumberArray(new int[] {values.length}, values);
    }

    /** How many numbers have this shape; -1 where a length is negative or the product leaves 31 bits. */
    static long size(int[] shape) {
        long size = 1;
        for (int length : shape) {
            if (length < 0) {
                return -1;
            }
            size *= length;
            if (size > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return size;
    }
}
