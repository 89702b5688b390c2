package org.everycore.training.critic;

/** What a density goes through before a critic sees it: an optional blur, then division by its peak. */
public final class CriticInput {
    private static final double FLOOR = 1e-10;

    private CriticInput() {}

    /** Divides a density in place by its largest value + 1e-10; returns that divisor. */
    public static double peak(double[] values, int from, int length) {
        double divisor = values[peakAt(values, from, length)] + FLOOR;
        for (int i = from; i < from + length; i++) {
            values[i] /= divisor;
        }
        return divisor;
    }

    /** Index of the largest value; of equal ones the first. */
    public static int peakAt(double[] values, int from, int length) {
        int at = from;
        double most = values[from];
        for (int i = from + 1; i < from + length; i++) {
            if (values[i] > most) {
                most = values[i];
                at = i;
            }
        }
        return at;
    }

    /** Turns the derivatives by a density that {@link #peak} divided into those by the density before, in place. */
    public static void peakBack(double[] divided, int from, int length, double divisor, int peak, double[] gradient) {
        double along = 0;
        for (int i = from; i < from + length; i++) {
            along = Math.fma(gradient[i], divided[i], along);
            gradient[i] /= divisor;
        }
        gradient[peak] -= along / divisor;
    }

    /** Adds noise, cuts below 0 and divides by the peak again. */
    public static void noisy(double[] values, int from, int length, double[] normals, int at, double deviation) {
        for (int i = 0; i < length; i++) {
            values[from + i] = Math.max(0, values[from + i] + deviation * normals[at + i]);
        }
        peak(values, from, length);
    }
}
