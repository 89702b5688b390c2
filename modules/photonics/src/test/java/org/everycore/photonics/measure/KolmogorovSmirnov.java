package org.everycore.photonics.measure;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;

/** The Kolmogorov-Smirnov statistic √n sup|F_n - F|; above 1.95 once in a thousand, above 2.3 once in 20,000. */
final class KolmogorovSmirnov {
    static final double LIMIT = 1.95;

    private KolmogorovSmirnov() {}

    static double statistic(double[] draws, DoubleUnaryOperator cumulative) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double f = cumulative.applyAsDouble(sorted[i]);
            largest = Math.max(largest, Math.max(f - (double) i / sorted.length, (i + 1.0) / sorted.length - f));
        }
        return largest * Math.sqrt(sorted.length);
    }

    static double normal(double x) {
        return 0.5 * Erf.erfc(-x / Math.sqrt(2));
    }

    static double normalDensity(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
