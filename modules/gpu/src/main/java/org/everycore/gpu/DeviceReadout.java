package org.everycore.gpu;

import org.everycore.photonics.fock.Roots;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleReadout;
import org.everycore.photonics.mixed.ModeLayout;
import org.everycore.photonics.readout.PositionUnits;

/** Reads kets on a device into the columns of samples, and takes cotangents of columns back to kets. */
final class DeviceReadout {
    private final DeviceWork work;
    private final SampleReadout readout;
    private final int modes;
    private final int cutoff;
    private final int dimension;
    private final int columns;
    private final int points;
    private final boolean shares;
    private final int levelCount;
    private final int otherCount;
    private final long weight;
    private final long levels;
    private final long others;
    private final long basis;
    private final long half;
    private final long norms;
    private final long out;

    DeviceReadout(DeviceWork work, GeneratorSpec spec, Reading reading, int most) {
        this.work = work;
        this.readout = reading.readout();
        this.modes = spec.modes();
        this.cutoff = spec.cutoff();
        this.dimension = spec.dimension();
        this.columns = reading.columns();
        double[] root = Roots.upTo(cutoff);
        double[] weights = new double[cutoff - 1];
        for (int n = 0; n + 1 < cutoff; n++) {
            weights[n] = 2 * root[n + 1];
        }
        this.weight = work.shared(weights);
        this.norms = work.room(most);
        this.out = onDevice(readout) ? work.room((long) columns * most) : norms;
        boolean density = readout == SampleReadout.DENSITY;
        ModeLayout layout = new ModeLayout(modes, cutoff);
        boolean listed = density || readout == SampleReadout.PHOTON_DISTRIBUTION;
        int[] on = listed ? layout.offsets(reading.on()) : new int[0];
        int[] rest = listed ? layout.others(reading.on()) : new int[0];
        this.levelCount = on.length;
        this.otherCount = rest.length;
        this.levels = listed ? work.shared(on) : 0;
        this.others = listed ? work.shared(rest) : 0;
        this.points = density ? reading.grid().points() : 0;
        this.shares = density && reading.grid().units() == PositionUnits.HERMITE;
        this.basis = density
                ? work.shared(reading.grid().units().basis(reading.grid().axis(), cutoff))
                : 0;
        this.half = density && reading.on().length == 2 ? work.room(2L * points * cutoff * most) : 0;
    }

    /** Whether a device reads it; outcomes that are drawn need functions that it has not, and the host reads the kets. */
    static boolean onDevice(SampleReadout readout) {
        return readout != SampleReadout.HOMODYNE && readout != SampleReadout.PHOTONS;
    }

    /** Bytes of each lane. */
    static long bytesPerLane(Reading reading) {
        boolean two = reading.readout() == SampleReadout.DENSITY && reading.on().length == 2;
        long half = two ? 2L * reading.grid().points() * reading.cutoff() : 0;
        return Double.BYTES * (1 + half + (onDevice(reading.readout()) ? reading.columns() : 0));
    }

    int columns() {
        return columns;
    }

    /** Where column c of lane s is after {@link #read}, at {@code c * lanes + s}. */
    long out() {
        return out;
    }

    /** Writes the norms of kets. */
    void norms(Kets ket, double[] to, int lanes) {
        work.lanes("ec_norms", 1, lanes, dimension, ket.re(), ket.im(), norms);
        work.get(norms, to, lanes);
    }

    void read(Kets ket, int lanes) {
        switch (readout) {
            case X, P, XP ->
                work.lanes(
                        "ec_quadratures",
                        modes,
                        lanes,
                        weight,
                        modes,
                        cutoff,
                        dimension,
                        ket.re(),
                        ket.im(),
                        xAt(),
                        pAt(),
                        out);
            case PHOTON_NUMBER ->
                work.lanes("ec_numbers", modes, lanes, modes, cutoff, dimension, ket.re(), ket.im(), out);
            case PHOTON_DISTRIBUTION ->
                work.lanes(
                        "ec_distribution",
                        levelCount,
                        lanes,
                        levels,
                        levelCount,
                        others,
                        otherCount,
                        ket.re(),
                        ket.im(),
                        out);
            case DENSITY -> density(ket, lanes);
            default -> throw new IllegalStateException(readout.label() + " is read by the host");
        }
    }

    private int xAt() {
        return readout == SampleReadout.P ? -1 : 0;
    }

    private int pAt() {
        return readout == SampleReadout.X ? -1 : readout == SampleReadout.P ? 0 : modes;
    }

    private void density(Kets ket, int lanes) {
        if (half == 0) {
            work.lanes(
                    "ec_density",
                    points,
                    lanes,
                    levels,
                    cutoff,
                    others,
                    otherCount,
                    basis,
                    points,
                    ket.re(),
                    ket.im(),
                    out);
        } else {
            work.lanes(
                    "ec_density_of_two",
                    points,
                    lanes,
                    levels,
                    cutoff,
                    others,
                    otherCount,
                    basis,
                    points,
                    ket.re(),
                    ket.im(),
                    half,
                    out);
        }
        if (shares) {
            work.lanes("ec_shares", 1, lanes, columns, out);
        }
    }

    /** Writes the cotangents of kets, given those of the columns. */
    void adjoint(long cotangents, Kets ket, Kets to, int lanes) {
        if (readout == SampleReadout.of(Readout.PHOTON_NUMBER)) {
            work.lanes(
                    "ec_numbers_back",
                    dimension,
                    lanes,
                    modes,
                    cutoff,
                    dimension,
                    cotangents,
                    ket.re(),
                    ket.im(),
                    to.re(),
                    to.im());
        } else {
            work.lanes(
                    "ec_quadratures_back",
                    dimension,
                    lanes,
                    weight,
                    modes,
                    cutoff,
                    dimension,
                    xAt(),
                    pAt(),
                    cotangents,
                    ket.re(),
                    ket.im(),
                    to.re(),
                    to.im());
        }
    }
}
