package org.everycore.photonics.engine;

/**
 * The value that drives one pass, as an affine function of a program's parameters: offset + Σ factor[j] params[index[j]].
 */
public record Angle(double offset, int[] index, double[] factor) {
    private static final int[] NONE = {};

    public static Angle constant(double value) {
        return new Angle(value, NONE, new double[0]);
    }

    public static Angle parameter(int index) {
        return new Angle(0, new int[] {index}, new double[] {1});
    }

    public Angle times(double scale) {
        double[] scaled = factor.clone();
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] *= scale;
        }
        return new Angle(offset * scale, index, scaled);
    }

    public Angle plus(double shift) {
        return new Angle(offset + shift, index, factor);
    }

    boolean fixed() {
        return index.length == 0;
    }

    double at(double[] params) {
        double value = offset;
        for (int j = 0; j < index.length; j++) {
            value = Math.fma(factor[j], params[index[j]], value);
        }
        return value;
    }

    /** The value for each lane; parameter p of lane s lies at {@code p * lanes + s}. */
    public void at(double[] params, int lanes, double[] out) {
        java.util.Arrays.fill(out, 0, lanes, offset);
        for (int j = 0; j < index.length; j++) {
            int from = index[j] * lanes;
            for (int s = 0; s < lanes; s++) {
                out[s] = Math.fma(factor[j], params[from + s], out[s]);
            }
        }
    }
}
