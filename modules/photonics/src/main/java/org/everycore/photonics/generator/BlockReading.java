package org.everycore.photonics.generator;

import java.util.Arrays;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.PassKernel;
import org.everycore.photonics.mixed.ModeLayout;
import org.everycore.photonics.readout.BlockDensity;
import org.everycore.photonics.readout.PositionUnits;

/**
 * A readout of blocks of kets that has derivatives: columns out, cotangents of columns back to the kets. Owned by one worker.
 * Columns are laid out lane by lane: column c of lane s at {@code c * lanes + s}.
 */
interface BlockReading {
    int columns();

    void read(KetBlock ket, int lanes, double[] out);

    /**
     * Writes the cotangent of the kets.
     *
     * @param values what {@link #read} wrote
     */
    void pull(double[] cotangents, double[] values, KetBlock ket, int lanes, KetBlock to);

    static BlockReading of(Reading reading, PassKernel kernel, int maxLanes) {
        return switch (reading.readout()) {
            case X, P, XP, PHOTON_NUMBER ->
                new Means(new LaneReadout(
                        reading.readout().mean().orElseThrow(), reading.modes(), reading.cutoff(), kernel, maxLanes));
            case DENSITY -> new Density(reading, maxLanes);
            case PHOTON_DISTRIBUTION -> new Distribution(reading);
            case HOMODYNE, PHOTONS ->
                throw new IllegalArgumentException(
                        "readout " + reading.readout().label()
                                + " draws outcomes and has no gradient: use x, p, xp, photon_number, photon_distribution or density");
        };
    }

    /** Expectation values. */
    record Means(LaneReadout readout) implements BlockReading {
        @Override
        public int columns() {
            return readout.columns();
        }

        @Override
        public void read(KetBlock ket, int lanes, double[] out) {
            readout.read(ket, lanes, out);
        }

        @Override
        public void pull(double[] cotangents, double[] values, KetBlock ket, int lanes, KetBlock to) {
            readout.adjoint(cotangents, ket, lanes, to);
        }
    }

    /** Position densities; in hermite units divided by their sum, P / Σ P, whose derivative is (g_i - Σ g p) / Σ P. */
    final class Density implements BlockReading {
        private final BlockDensity density;
        private final boolean shares;
        private final double[] sums;
        private final double[] dots;
        private final double[] scaled;

        Density(Reading reading, int maxLanes) {
            this.density = new BlockDensity(
                    reading.modes(),
                    reading.cutoff(),
                    reading.on(),
                    reading.grid().axis(),
                    reading.grid().units(),
                    maxLanes);
            this.shares = reading.grid().units() == PositionUnits.HERMITE;
            this.sums = new double[maxLanes];
            this.dots = new double[maxLanes];
            this.scaled = new double[density.points() * maxLanes];
        }

        @Override
        public int columns() {
            return density.points();
        }

        @Override
        public void read(KetBlock ket, int lanes, double[] out) {
            density.read(ket, lanes, out);
            if (!shares) {
                return;
            }
            Arrays.fill(sums, 0, lanes, 0);
            for (int p = 0; p < density.points(); p++) {
                for (int s = 0; s < lanes; s++) {
                    sums[s] += out[p * lanes + s];
                }
            }
            for (int p = 0; p < density.points(); p++) {
                for (int s = 0; s < lanes; s++) {
                    out[p * lanes + s] /= sums[s];
                }
            }
        }

        @Override
        public void pull(double[] cotangents, double[] values, KetBlock ket, int lanes, KetBlock to) {
            Arrays.fill(to.re, 0);
            Arrays.fill(to.im, 0);
            if (!shares) {
                density.pull(cotangents, ket, lanes, to);
                return;
            }
            Arrays.fill(dots, 0, lanes, 0);
            for (int p = 0; p < density.points(); p++) {
                for (int s = 0; s < lanes; s++) {
                    dots[s] = Math.fma(cotangents[p * lanes + s], values[p * lanes + s], dots[s]);
                }
            }
            for (int p = 0; p < density.points(); p++) {
                for (int s = 0; s < lanes; s++) {
                    // A lane that holds no sample has no sum either.
                    scaled[p * lanes + s] = sums[s] > 0 ? (cotangents[p * lanes + s] - dots[s]) / sums[s] : 0;
                }
            }
            density.pull(scaled, ket, lanes, to);
        }
    }

    /** Probabilities of joint photon numbers: sums of |c|² over the other modes, ascending. */
    final class Distribution implements BlockReading {
        private final int[] column;
        private final int columns;

        Distribution(Reading reading) {
            this.columns = reading.columns();
            ModeLayout layout = new ModeLayout(reading.modes(), reading.cutoff());
            int[] levels = layout.offsets(reading.on());
            this.column = new int[layout.dimension()];
            for (int rest : layout.others(reading.on())) {
                for (int i = 0; i < levels.length; i++) {
                    column[levels[i] + rest] = i;
                }
            }
        }

        @Override
        public int columns() {
            return columns;
        }

        @Override
        public void read(KetBlock ket, int lanes, double[] out) {
            Arrays.fill(out, 0, columns * lanes, 0);
            for (int a = 0; a < column.length; a++) {
                int to = column[a] * lanes;
                for (int s = 0; s < lanes; s++) {
                    double re = ket.re[a * lanes + s];
                    double im = ket.im[a * lanes + s];
                    out[to + s] = Math.fma(im, im, Math.fma(re, re, out[to + s]));
                }
            }
        }

        @Override
        public void pull(double[] cotangents, double[] values, KetBlock ket, int lanes, KetBlock to) {
            for (int a = 0; a < column.length; a++) {
                int from = column[a] * lanes;
                for (int s = 0; s < lanes; s++) {
                    double twice = 2 * cotangents[from + s];
                    to.re[a * lanes + s] = twice * ket.re[a * lanes + s];
                    to.im[a * lanes + s] = twice * ket.im[a * lanes + s];
                }
            }
        }
    }
}
