package org.everycore.photonics.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.measure.HomodyneDraws;
import org.everycore.photonics.measure.KetReader;
import org.everycore.photonics.measure.PhotonDistribution;
import org.everycore.photonics.measure.PhotonDraws;
import org.everycore.photonics.readout.KetDensity;

/**
 * A readout with what it needs to know, fitted to a generator: which modes, at which angles, on which grid.
 *
 * @param on the modes that are read, in the order of their columns
 * @param angles one for each mode of a homodyne readout, in radians; empty for others
 * @param grid of a density; null for others
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record Reading(SampleReadout readout, int modes, int cutoff, int[] on, double[] angles, DensityGrid grid) {
    /** The most numbers that a sample may have. */
    public static final int MAX_COLUMNS = 1 << 16;

    private static final double ROUNDING = 1e-12;

    /** Expectation values of all modes. */
    public static Reading of(Readout readout, GeneratorSpec spec) {
        return of(SampleReadout.of(readout), spec, null, null, null);
    }

    /**
     * Fits a readout to a generator.
     *
     * @param readModes null for all modes, for a density the first two
     * @param angles null for x of every mode; one for all modes, or one for each
     * @param grid null for the default one
     * @throws SpecException when they do not fit
     */
    public static Reading of(
            SampleReadout readout, GeneratorSpec spec, List<Integer> readModes, List<Double> angles, DensityGrid grid) {
        boolean density = readout == SampleReadout.DENSITY;
        belongs(angles, readout == SampleReadout.HOMODYNE, "angles", "the homodyne readout");
        belongs(grid, density, "grid", "the density readout");
        belongs(readModes, readout.mean().isEmpty(), "readModes", "homodyne, photons, photon_distribution and density");
        int most = density ? Math.min(2, spec.modes()) : spec.modes();
        int[] on = readModes == null ? IntStream.range(0, most).toArray() : modes(readModes, spec.modes(), most);
        double[] phi = new double[readout == SampleReadout.HOMODYNE ? on.length : 0];
        for (int i = 0; angles != null && i < phi.length; i++) {
            if (angles.size() != 1 && angles.size() != on.length) {
                throw new SpecException(
                        "angles", angles, "must be one angle, or one for each of " + on.length + " modes");
            }
            Double angle = angles.get(angles.size() == 1 ? 0 : i);
            if (angle == null || !(Math.abs(angle) <= 1e6)) {
                throw new SpecException("angles[" + i + "]", angle, "must be a finite angle in radians");
            }
            phi[i] = angle;
        }
        Reading reading = new Reading(
                readout,
                spec.modes(),
                spec.cutoff(),
                on,
                phi,
                density && grid == null ? new DensityGrid(null, null, null, null) : grid);
        if (reading.width() > MAX_COLUMNS) {
            throw new SpecException(
                    "readout",
                    readout.label(),
                    String.format(
                                    java.util.Locale.ROOT,
                                    "a sample would have %.0f numbers, over the limit of ",
                                    reading.width())
                            + MAX_COLUMNS + ": name fewer modes in readModes");
        }
        return reading;
    }

    private static void belongs(Object given, boolean fits, String field, String to) {
        if (given != null && !fits) {
            throw new SpecException(field, given, "belongs to " + to);
        }
    }

    private static int[] modes(List<Integer> named, int modes, int most) {
        if (named.isEmpty() || named.size() > most) {
            throw new SpecException("readModes", named, "must name 1 to " + most + " modes");
        }
        for (int i = 0; i < named.size(); i++) {
            Integer mode = named.get(i);
            if (mode == null || mode < 0 || mode >= modes) {
                throw new SpecException("readModes[" + i + "]", mode, "must be 0 to " + (modes - 1));
            }
            if (named.indexOf(mode) < i) {
                throw new SpecException("readModes[" + i + "]", mode, "is named twice");
            }
        }
        return named.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Numbers a sample. */
    public int columns() {
        return (int) width();
    }

    private double width() {
        return switch (readout) {
            case XP -> 2.0 * modes;
            case X, P, PHOTON_NUMBER -> modes;
            case HOMODYNE, PHOTONS -> on.length;
            case PHOTON_DISTRIBUTION -> Math.pow(cutoff, on.length);
            case DENSITY -> Math.pow(grid.points(), on.length);
        };
    }

    /** A name for each column: x0, p1, n0, prob_0_3 (photon numbers), density_12_40 (points of the grid). */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns(); c++) {
            names.add(
                    switch (readout) {
                        case X -> "x" + c;
                        case P -> "p" + c;
                        case XP -> (c < modes ? "x" : "p") + c % modes;
                        case PHOTON_NUMBER -> "n" + c;
                        case HOMODYNE -> quadrature(angles[c]) + on[c];
                        case PHOTONS -> "n" + on[c];
                        case PHOTON_DISTRIBUTION -> "prob" + digits(c, cutoff);
                        case DENSITY -> "density" + digits(c, grid.points());
                    });
        }
        return names;
    }

    /** x, p, or q for a quadrature in between. */
    private static String quadrature(double angle) {
        return angle == 0 ? "x" : Math.abs(angle - Math.PI / 2) < ROUNDING ? "p" : "q";
    }

    private String digits(int column, int base) {
        StringBuilder text = new StringBuilder();
        int rest = column;
        for (int i = 0; i < on.length; i++) {
            text.insert(0, "_" + rest % base);
            rest /= base;
        }
        return text.toString();
    }

    /** Reads one ket after the other, for readouts that are no expectation values. */
    public KetReader reader(long seed) {
        return switch (readout) {
            case HOMODYNE -> new HomodyneDraws(modes, cutoff, on, angles, seed, Streams.OUTCOME);
            case PHOTONS -> new PhotonDraws(modes, cutoff, on, seed, Streams.OUTCOME);
            case PHOTON_DISTRIBUTION -> new PhotonDistribution(modes, cutoff, on);
            case DENSITY -> new KetDensity(modes, cutoff, on, grid.axis(), grid.units());
            default -> throw new IllegalStateException(readout.label() + " is read lane by lane");
        };
    }

    /** About how many flops reading one ket takes. */
    public double flops() {
        double dimension = Math.pow(cutoff, modes);
        double levels = Math.pow(cutoff, on.length);
        return switch (readout) {
            case X, P, XP, PHOTON_NUMBER -> 0;
            case HOMODYNE -> 6 * dimension * cutoff + on.length * (60.0 * cutoff * cutoff + 10_000);
            case PHOTONS, PHOTON_DISTRIBUTION -> 4 * dimension + 2 * levels;
            case DENSITY ->
                4 * (dimension / levels) * (on.length == 1 ? grid.points() * cutoff : grid.points() * levels)
                        + (on.length == 1 ? 0 : 4 * (dimension / levels) * columns() * cutoff);
        };
    }
}
