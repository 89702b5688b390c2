package org.everycore.photonics.generator;

import java.nio.DoubleBuffer;

/** A loss that is a sum over samples: what each sample adds, and how that changes with its numbers. */
@FunctionalInterface
public interface Loss {
    /** Writes each lane's loss and its derivatives by the lane's numbers. */
    void write(LossLanes lanes);

    /** Σ over samples of the mean of a sample's squared numbers. */
    static Loss meanSquare() {
        return lanes -> {
            double scale = 1.0 / lanes.columns();
            for (int s = 0; s < lanes.valid(); s++) {
                double loss = 0;
                for (int c = 0; c < lanes.columns(); c++) {
                    int at = c * lanes.count() + s;
                    double value = lanes.values()[at];
                    lanes.cotangents()[at] = 2 * scale * value;
                    loss = Math.fma(scale * value, value, loss);
                }
                lanes.losses()[s] = loss;
            }
        };
    }

    /** Σ of given cotangents times the samples' numbers, whose gradient is the vector-Jacobian product. */
    static Loss product(double[] given) {
        return product(DoubleBuffer.wrap(given));
    }

    /** The same, from memory of any kind. */
    static Loss product(DoubleBuffer given) {
        return lanes -> {
            for (int s = 0; s < lanes.valid(); s++) {
                double loss = 0;
                for (int c = 0; c < lanes.columns(); c++) {
                    int at = c * lanes.count() + s;
                    double weight = given.get((lanes.first() + s) * lanes.columns() + c);
                    lanes.cotangents()[at] = weight;
                    loss = Math.fma(weight, lanes.values()[at], loss);
                }
                lanes.losses()[s] = loss;
            }
        };
    }
}
