package org.everycore.photonics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.mixed.FockState;
import org.everycore.photonics.readout.Grids;
import org.everycore.photonics.readout.KetDensity;
import org.everycore.photonics.readout.PositionDensity;
import org.everycore.photonics.readout.PositionUnits;
import org.junit.jupiter.api.Test;

/** What samples read from kets, against closed laws and against densities and probabilities computed another way. */
class KetReaderTest {
    private static final int DRAWS = 8_000;
    private static final long SEED = 20;
    private static final int STREAM = 6;

    @Test
    void homodyneDrawsOfASqueezedDisplacedModeAreNormalAtAnyAngle() {
        double r = 0.5;
        FockKet ket = run(1, 40, op(GateKind.SQUEEZING, r, 0, 0), op(GateKind.DISPLACEMENT, 0.7, 0.4, 0));
        for (double phi : new double[] {0, 0.9, Math.PI / 2}) {
            double mean = 1.4 * Math.cos(0.4 - phi);
            double deviation = Math.sqrt(
                    Math.exp(-2 * r) * Math.pow(Math.cos(phi), 2) + Math.exp(2 * r) * Math.pow(Math.sin(phi), 2));
            double[][] rows = draw(new HomodyneDraws(1, 40, new int[] {0}, new double[] {phi}, SEED, STREAM), ket, 1);
            assertLaw(column(rows, 0, 0), x -> KolmogorovSmirnov.normal((x - mean) / deviation));
        }
    }

    @Test
    void homodyneDrawsOfATwoModeSqueezedVacuumAreCorrelatedAsTheyMust() {
        double r = 0.6;
        FockKet ket = run(2, 24, Operation.of(GateKind.TWO_MODE_SQUEEZING, new double[] {r, 0}, 0, 1));
        double[][] x = draw(new HomodyneDraws(2, 24, new int[] {0, 1}, new double[2], SEED, STREAM), ket, 2);
        double half = Math.PI / 2;
        double[][] p =
                draw(new HomodyneDraws(2, 24, new int[] {1, 0}, new double[] {half, half}, SEED, STREAM), ket, 2);
        double narrow = Math.sqrt(2) * Math.exp(-r);
        double wide = Math.sqrt(2) * Math.exp(r);
        assertLaw(column(x, 1, -1), d -> KolmogorovSmirnov.normal(d / narrow));
        assertLaw(column(x, 1, 1), s -> KolmogorovSmirnov.normal(s / wide));
        assertLaw(column(p, 1, 1), s -> KolmogorovSmirnov.normal(s / narrow));
        assertLaw(column(p, 1, -1), d -> KolmogorovSmirnov.normal(d / wide));
    }

    /** A state that is far from Gaussian, two of its three modes read in reverse order: counts in 6 x 6 cells. */
    @Test
    void jointHomodyneDrawsFollowTheJointDensity() {
        int cutoff = 6;
        FockKet ket = tangled(cutoff);
        double[][] rows = draw(new HomodyneDraws(3, cutoff, new int[] {2, 0}, new double[2], SEED, STREAM), ket, 2);
        double[] grid = Grids.linear(-9, 9, 541);
        double[] density = PositionDensity.of(FockState.of(ket), 2, 0, grid, PositionUnits.CONSISTENT);
        double step = grid[1] - grid[0];
        int cells = 6;
        double[] expected = new double[cells * cells];
        double[] counts = new double[cells * cells];
        for (int i = 0; i < density.length; i++) {
            int cell = cell(grid[i / 541], cells) * cells + cell(grid[i % 541], cells);
            expected[cell] += DRAWS * density[i] * step * step / ket.norm();
        }
        for (double[] row : rows) {
            counts[cell(row[0], cells) * cells + cell(row[1], cells)]++;
        }
        assertThat(Arrays.stream(expected).sum()).isCloseTo(DRAWS, within(0.01));
        assertChiSquare(counts, expected);
    }

    private static int cell(double x, int cells) {
        // Edges lie between the points of the grid above, whose step is 1/30.
        return (int) Math.max(0, Math.min(cells - 1, Math.floor((x + 3 + 1 / 60.0) * cells / 6)));
    }

    @Test
    void photonDrawsFollowTheJointProbabilities() {
        int cutoff = 6;
        FockKet ket = tangled(cutoff);
        double[][] rows = draw(new PhotonDraws(3, cutoff, new int[] {2, 0}, SEED, STREAM), ket, 2);
        double[] expected = FockState.of(ket).probabilities(2, 0);
        double[] counts = new double[expected.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= DRAWS / ket.norm();
        }
        for (double[] row : rows) {
            counts[(int) (row[0] * cutoff + row[1])]++;
        }
        assertChiSquare(counts, expected);
        double[] distribution = new double[cutoff * cutoff];
        new PhotonDistribution(3, cutoff, new int[] {2, 0}).read(ket.re(), ket.im(), 0, distribution, 0);
        assertThat(Arrays.stream(distribution).sum()).isCloseTo(ket.norm(), within(1e-14));
        assertThat(distribution[7] * DRAWS / ket.norm()).isCloseTo(expected[7], within(1e-9));
    }

    @Test
    void twoPhotonsLeaveABalancedBeamsplitterTogether() {
        FockKet ket = run(
                2,
                3,
                Operation.of(GateKind.FOCK, new double[] {1}, 0),
                Operation.of(GateKind.FOCK, new double[] {1}, 1),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {Math.PI / 4, 0}, 0, 1));
        int both = 0;
        for (double[] row : draw(new PhotonDraws(2, 3, new int[] {0, 1}, SEED, STREAM), ket, 2)) {
            assertThat(row[0] + row[1]).isEqualTo(2);
            assertThat(row[0]).isNotEqualTo(1);
            both += row[0] == 2 ? 1 : 0;
        }
        assertThat(both).isBetween(DRAWS / 2 - 150, DRAWS / 2 + 150);
    }

    @Test
    void densitiesHaveTheMomentsOfTheKet() {
        FockKet ket = tangled(6);
        FockKet.Moments moments = ket.moments(1);
        double[] grid = Grids.linear(-14, 14, 701);
        double step = grid[1] - grid[0];
        double[] one = new double[701];
        new KetDensity(3, 6, new int[] {1}, grid, PositionUnits.CONSISTENT).read(ket.re(), ket.im(), 0, one, 0);
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < grid.length; i++) {
            sum += step * one[i];
            first += step * one[i] * grid[i];
            second += step * one[i] * grid[i] * grid[i];
        }
        assertThat(sum).isCloseTo(ket.norm(), within(1e-12));
        assertThat(first).isCloseTo(moments.meanX(), within(1e-11));
        assertThat(second - first * first).isCloseTo(moments.varX(), within(1e-10));

        double[] coarse = Grids.linear(-9, 9, 121);
        double cell = coarse[1] - coarse[0];
        double[] two = new double[121 * 121 + 3];
        new KetDensity(3, 6, new int[] {1, 0}, coarse, PositionUnits.CONSISTENT).read(ket.re(), ket.im(), 0, two, 3);
        double mean = 0;
        for (int i = 3; i < two.length; i++) {
            mean += cell * cell * two[i] * coarse[(i - 3) / 121];
        }
        assertThat(mean).isCloseTo(moments.meanX(), within(1e-9));
        double[] shares = new double[40];
        new KetDensity(3, 6, new int[] {1}, Grids.linear(-3, 3, 40), PositionUnits.HERMITE)
                .read(ket.re(), ket.im(), 0, shares, 0);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-14));
    }

    private static FockKet tangled(int cutoff) {
        return run(
                3,
                cutoff,
                op(GateKind.FOCK, 2, 0),
                op(GateKind.COHERENT, 0.8, 0.3, 1),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {0.6, 0.4}, 0, 1),
                Operation.of(GateKind.TWO_MODE_SQUEEZING, new double[] {0.3, 1.1}, 1, 2),
                op(GateKind.KERR, 0.4, 2),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {0.9, -0.7}, 2, 0),
                op(GateKind.CUBIC_PHASE, 0.1, 0));
    }

    private static Operation op(GateKind kind, double... paramsAndMode) {
        int last = paramsAndMode.length - 1;
        return Operation.of(kind, Arrays.copyOf(paramsAndMode, last), (int) paramsAndMode[last]);
    }

    private static FockKet run(int modes, int cutoff, Operation... operations) {
        return PureSimulator.run(new Circuit(modes, cutoff, List.of(operations)));
    }

    private static double[][] draw(KetReader reader, FockKet ket, int columns) {
        double[][] rows = new double[DRAWS][columns];
        for (int i = 0; i < DRAWS; i++) {
            reader.read(ket.re(), ket.im(), i, rows[i], 0);
        }
        return rows;
    }

    private static double[] column(double[][] rows, int other, double sign) {
        return Arrays.stream(rows)
                .mapToDouble(row -> row[0] + (sign == 0 ? 0 : sign * row[other]))
                .toArray();
    }

    private static void assertLaw(double[] draws, DoubleUnaryOperator law) {
        assertThat(KolmogorovSmirnov.statistic(draws, law)).isLessThan(KolmogorovSmirnov.LIMIT);
    }

    /** Cells that expect fewer than 8 are counted together; the limit is passed about once in a thousand. */
    private static void assertChiSquare(double[] counts, double[] expected) {
        double restCount = 0;
        double rest = 0;
        double chi = 0;
        int cells = 0;
        for (int i = 0; i < counts.length; i++) {
            if (expected[i] < 8) {
                restCount += counts[i];
                rest += expected[i];
            } else {
                chi += Math.pow(counts[i] - expected[i], 2) / expected[i];
                cells++;
            }
        }
        if (rest > 8) {
            chi += Math.pow(restCount - rest, 2) / rest;
            cells++;
        } else {
            assertThat(restCount).isLessThan(rest + 25);
        }
        double freedom = cells - 1;
        assertThat(cells).isGreaterThan(8);
        // Wilson and Hilferty's cube: the quantile of 0.999.
        double limit = freedom * Math.pow(1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom)), 3);
        assertThat(chi).isLessThan(limit);
    }
}
