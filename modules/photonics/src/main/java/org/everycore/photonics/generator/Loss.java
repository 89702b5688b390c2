package org.everycore.photonics.generator;

/** A loss that is a sum over samples: what each sample adds, and how that changes with its numbers. */
@FunctionalInterface
public interface Loss {
    /**
     * Writes the derivatives of a block of samples by their columns and adds their losses.
     *
     * @param firstSample index of lane 0's sample
     * @param values column c of lane s at {@code c * lanes + s}
     * @param valid lanes that count; the others' derivatives stay 0
     * @param cotangents in the layout of the values, all 0 on entry
     * @param sum what earlier samples added
     * @return {@code sum} and the losses of this block, added lane after lane
     */
    double add(long firstSample, double[] values, int columns, int lanes, int valid, double[] cotangents, double sum);

    /** Σ over samples of the mean of a sample's squared numbers. */
    static Loss meanSquare() {
        return (first, values, columns, lanes, valid, cotangents, sum) -> {
            double total = sum;
            double scale = 1.0 / columns;
            for (int s = 0; s < valid; s++) {
                for (int c = 0; c < columns; c++) {
                    double value = values[c * lanes + s];
                    cotangents[c * lanes + s] = 2 * scale * value;
                    total = Math.fma(scale * value, value, total);
                }
            }
            return total;
        };
    }

    /** Σ of given cotangents times the samples' numbers, whose gradient is the vector-Jacobian product. */
    static Loss product(double[] given) {
        return (first, values, columns, lanes, valid, cotangents, sum) -> {
            double total = sum;
            for (int s = 0; s < valid; s++) {
                for (int c = 0; c < columns; c++) {
                    double weight = given[Math.toIntExact((first + s) * columns + c)];
                    cotangents[c * lanes + s] = weight;
                    total = Math.fma(weight, values[c * lanes + s], total);
                }
            }
            return total;
        };
    }
}
