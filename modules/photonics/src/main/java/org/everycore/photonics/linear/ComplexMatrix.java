package org.everycore.photonics.linear;

import static java.util.Objects.requireNonNull;

/**
 * A square complex matrix, row by row, real and imaginary parts apart.
 *
 * <p>Arrays are owned: whoever shares them does not write to them.
 */
public record ComplexMatrix(int size, double[] re, double[] im) {
    public ComplexMatrix {
        requireNonNull(re, "re is null");
        requireNonNull(im, "im is null");
        if (re.length != size * size || im.length != size * size) {
            throw new IllegalArgumentException(
                    "re and im have " + re.length + " and " + im.length + " numbers for size " + size);
        }
    }

    public static ComplexMatrix identity(int size) {
        double[] re = new double[size * size];
        for (int i = 0; i < size; i++) {
            re[i * size + i] = 1;
        }
        return new ComplexMatrix(size, re, new double[size * size]);
    }

    /** this · other. */
    public ComplexMatrix times(ComplexMatrix other) {
        if (other.size != size) {
            throw new IllegalArgumentException("sizes are " + size + " and " + other.size);
        }
        double[] outRe = new double[size * size];
        double[] outIm = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double a = re[i * size + k];
                double b = im[i * size + k];
                for (int j = 0; j < size; j++) {
                    double c = other.re[k * size + j];
                    double d = other.im[k * size + j];
                    outRe[i * size + j] += a * c - b * d;
                    outIm[i * size + j] += a * d + b * c;
                }
            }
        }
        return new ComplexMatrix(size, outRe, outIm);
    }

    /** The conjugate transpose. */
    public ComplexMatrix adjoint() {
        double[] outRe = new double[size * size];
        double[] outIm = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                outRe[j * size + i] = re[i * size + j];
                outIm[j * size + i] = -im[i * size + j];
            }
        }
        return new ComplexMatrix(size, outRe, outIm);
    }

    /** The largest absolute difference of two elements at the same place. */
    public double distance(ComplexMatrix other) {
        double largest = 0;
        for (int i = 0; i < re.length; i++) {
            largest = Math.max(largest, Math.hypot(re[i] - other.re[i], im[i] - other.im[i]));
        }
        return largest;
    }
}
