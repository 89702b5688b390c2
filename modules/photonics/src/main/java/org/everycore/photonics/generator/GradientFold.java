package org.everycore.photonics.generator;

/**
 * How a gradient's sums are folded, from the generator and the number of samples alone, so that no cut, lease or number of lanes
 * changes a bit.
 *
 * <p>A unit is so many samples in a row. Within it samples are added in order, each with its own loss and its own cotangents; units
 * are added in order of their index, from 0. Where the gradient goes by the operator, a unit brings Σ λ x† (d² complex numbers), and
 * the way from there to the weights is taken once, after the fold; else it brings the derivatives by the weights.
 *
 * @param operator whether samples go by the operator
 * @param unit samples a unit, a power of two
 */
public record GradientFold(boolean operator, int unit) {
    private static final int SMALL_UNIT = 8;
    private static final int OPERATOR_UNIT = 64;
    private static final int LARGEST_UNIT = 1024;
    /** Flops of a sample's gradient by the passes, against those of the passes forward. */
    private static final double BY_PASSES = 3.5;
    /** A unit that takes longer at nominal speed has fewer samples, down to one, so that few samples of heavy circuits spread. */
    private static final double LONG_SECONDS = 1e-3;
    /** And none is made larger than this for the sake of there being fewer. */
    private static final double LONGEST_SECONDS = 0.05;

    private static final long MANY_UNITS = 1024;
    private static final long MANY_OPERATOR_UNITS = 64;

    public GradientFold {
        if (unit < 1 || Integer.bitCount(unit) != 1) {
            throw new IllegalArgumentException("a unit of " + unit + " samples is no power of two");
        }
    }

    /** The fold of so many samples. */
    public static GradientFold of(GeneratorSpec spec, ExecutionPlan plan, long samples) {
        if (spec.engine() == EngineChoice.ND4J) {
            return new GradientFold(!plan.gradientByPasses(samples), LARGEST_UNIT);
        }
        if (!plan.gradientByPasses(samples)) {
            return new GradientFold(true, grown(OPERATOR_UNIT, samples, MANY_OPERATOR_UNITS, 0));
        }
        double seconds = BY_PASSES * 2 * plan.passAdds() / ExecutionPlan.NOMINAL_FLOPS;
        int unit = SMALL_UNIT;
        while (unit > 1 && unit * seconds > LONG_SECONDS) {
            unit >>= 1;
        }
        return new GradientFold(false, grown(unit, samples, MANY_UNITS, seconds));
    }

    /** Larger units where there would be very many, because each travels and is merged. */
    private static int grown(int least, long samples, long many, double seconds) {
        int unit = least;
        while (unit < LARGEST_UNIT && samples / unit > many && 2 * unit * seconds <= LONGEST_SECONDS) {
            unit <<= 1;
        }
        return unit;
    }

    /** Units of so many samples. */
    public int units(int samples) {
        return (samples + unit - 1) / unit;
    }

    /** Adds a unit to the sum of those before it. */
    public static void add(double[] units, int at, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += units[at + i];
        }
    }
}
