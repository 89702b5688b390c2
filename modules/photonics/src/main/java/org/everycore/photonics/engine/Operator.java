package org.everycore.photonics.engine;

import java.util.Objects;

/** A complex matrix, row by row: element (i, k) is {@code re[i * columns + k] + i im[i * columns + k]}. The arrays are owned by contract. */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record Operator(double[] re, double[] im, int rows, int columns) {
    public Operator {
        Objects.requireNonNull(re, "re is null");
        Objects.requireNonNull(im, "im is null");
        long size = (long) rows * columns;
        if (rows < 1 || columns < 1 || re.length < size || im.length < size) {
            throw new IllegalArgumentException(
                    re.length + " + " + im.length + " elements for " + rows + " x " + columns);
        }
    }
}
