package org.everycore.training.data;

import java.util.List;
import java.util.Locale;
import org.everycore.training.random.FastNormals;

/** The families that are made of formulas; ranges are those of the 2D QGAN project whose recorded data the tests compare with. */
public enum Shapes implements Family {
    /** A round Gaussian: centre, sigma. */
    GAUSSIAN(0.55, List.of("cx", "cy", "sigma"), -1, 1, -1, 1, 0.3, 0.8) {
        @Override
        double at(double[] p, double u, double v) {
            return StrictMath.exp(-(u * u + v * v) / (2 * p[2] * p[2]));
        }
    },
    /** A ring: centre, radius, width. */
    RING(0.83, List.of("cx", "cy", "radius", "width"), -0.5, 0.5, -0.5, 0.5, 0.8, 1.5, 0.15, 0.35) {
        @Override
        double at(double[] p, double u, double v) {
            double d = (StrictMath.hypot(u, v) - p[2]) / p[3];
            return StrictMath.exp(-0.5 * d * d);
        }
    },
    /** A Gaussian with correlated axes: centre, correlation, scale. */
    CORRELATED(0.9, List.of("cx", "cy", "rho", "scale"), -0.5, 0.5, -0.5, 0.5, 0.4, 0.85, 0.6, 1.2) {
        @Override
        double at(double[] p, double u, double v) {
            double rho = p[2];
            double square = u * u - 2 * rho * u * v + v * v;
            return StrictMath.exp(-square / (2 * p[3] * p[3] * (1 - rho * rho)));
        }
    },
    /** Four round Gaussians at the corners of a square: centre, half its side, sigma. */
    FOUR_GAUSSIANS(1.43, List.of("cx", "cy", "spread", "sigma"), -0.3, 0.3, -0.3, 0.3, 1.0, 1.8, 0.2, 0.4) {
        @Override
        double at(double[] p, double u, double v) {
            double sum = 0;
            for (int corner = 0; corner < 4; corner++) {
                double a = u + ((corner & 1) == 0 ? p[2] : -p[2]);
                double b = v + ((corner & 2) == 0 ? p[2] : -p[2]);
                sum += StrictMath.exp(-(a * a + b * b) / (2 * p[3] * p[3]));
            }
            return sum;
        }
    };

    private final double blob;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> names;

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final double[] ranges;

    Shapes(double blob, List<String> names, double... ranges) {
        this.blob = blob;
        this.names = names;
        this.ranges = ranges;
    }

    /** The density at a distance from the centre, not normalised. */
    abstract double at(double[] parameters, double u, double v);

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> parameters() {
        return names;
    }

    @Override
    public double[] canonical() {
        double[] middle = new double[names.size()];
        java.util.Arrays.setAll(middle, i -> 0.5 * (ranges[2 * i] + ranges[2 * i + 1]));
        return middle;
    }

    @Override
    public double[] draw(FastNormals random) {
        double[] drawn = new double[names.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = ranges[2 * i] + (ranges[2 * i + 1] - ranges[2 * i]) * random.nextDouble();
        }
        return drawn;
    }

    @Override
    public double[] density(double[] parameters, double[] axis) {
        return Densities.of(axis, (x, y) -> at(parameters, x - parameters[0], y - parameters[1]));
    }

    @Override
    public double[] centre(double[] parameters) {
        return new double[] {parameters[0], parameters[1]};
    }

    @Override
    public double blob() {
        return blob;
    }
}
