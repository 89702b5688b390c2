package org.everycore.photonics.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.everycore.photonics.measure.KolmogorovSmirnov.normal;
import static org.everycore.photonics.measure.KolmogorovSmirnov.normalDensity;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ShotsTest {
    private static final int DRAWS = 6_000;

    @Test
    void homodyneDrawsFollowTheLawsOfKnownStates() {
        assertHomodyneLaws(DRAWS);
    }

    @Test
    @Tag("slow")
    void homodyneDrawsFollowTheLawsOfKnownStatesInAMillionDraws() {
        assertHomodyneLaws(1_000_000);
    }

    private static void assertHomodyneLaws(int draws) {
        assertHomodyne(draws, 1, 0, KolmogorovSmirnov::normal);
        // A coherent state seen at an angle: mean 2 r cos(phase - angle), variance 1.
        assertHomodyne(draws, 30, 0.4, x -> normal(x - 3 * Math.cos(1.0 - 0.4)), op(GateKind.COHERENT, 0, 1.5, 1.0));
        assertHomodyne(draws, 50, 0, x -> normal(x * Math.exp(0.6)), op(GateKind.SQUEEZED, 0, 0.6, 0));
        assertHomodyne(draws, 50, Math.PI / 2, x -> normal(x * Math.exp(-0.6)), op(GateKind.SQUEEZED, 0, 0.6, 0));
        assertHomodyne(draws, 3, 0.7, x -> normal(x) - x * normalDensity(x), op(GateKind.FOCK, 0, 1));
        assertHomodyne(draws, 60, 1.2, x -> normal(x / Math.sqrt(3)), op(GateKind.THERMAL, 0, 1));
        double alpha = 1.3;
        double overlap = Math.exp(-2 * alpha * alpha);
        DoubleUnaryOperator cat =
                x -> (normal(x - 2 * alpha) + normal(x + 2 * alpha) - 2 * overlap * normal(x)) / (2 - 2 * overlap);
        assertHomodyne(draws, 30, 0, cat, op(GateKind.CAT, 0, alpha, 0, 1));
    }

    private static void assertHomodyne(
            int draws, int cutoff, double phi, DoubleUnaryOperator law, Operation... preparation) {
        Operation[] all = Arrays.copyOf(preparation, preparation.length + 1);
        all[preparation.length] = op(GateKind.MEASURE_HOMODYNE, 0, phi);
        double[] column = column(draw(new Circuit(1, cutoff, List.of(all)), draws), 0);
        assertThat(KolmogorovSmirnov.statistic(column, law)).isLessThan(KolmogorovSmirnov.LIMIT);
    }

    @Test
    void aShotDependsOnItsNumberAlone() {
        Circuit circuit = new Circuit(
                2,
                8,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, 0.6, 0.2),
                        op(GateKind.MEASURE_HOMODYNE, 0, 0.3),
                        op(GateKind.MEASURE_HETERODYNE, 1)));
        double[][] all = new Shots(circuit).draw(5, 0, 40);
        double[][] later = new Shots(circuit).draw(5, 17, 3);
        for (int i = 0; i < later.length; i++) {
            assertThat(later[i]).containsExactly(all[17 + i]);
        }
        assertThat(new Shots(circuit).columns()).containsExactly("x0", "re1", "im1");
        assertThat(new Shots(circuit).draw(6, 0, 1)[0]).isNotEqualTo(all[0]);
    }

    @Test
    void twoPhotonsLeaveABalancedBeamsplitterTogether() {
        Circuit circuit = new Circuit(
                2,
                3,
                List.of(
                        op(GateKind.FOCK, 0, 1),
                        op(GateKind.FOCK, 1, 1),
                        op(GateKind.BEAMSPLITTER, new int[] {0, 1}, Math.PI / 4, 0),
                        Operation.of(GateKind.MEASURE_FOCK, new double[0], 0, 1)));
        int both = 0;
        for (double[] row : draw(circuit, 2000)) {
            assertThat(row[0] + row[1]).isEqualTo(2);
            assertThat(row[0]).isNotEqualTo(1);
            both += row[0] == 2 ? 1 : 0;
        }
        assertThat(both).isBetween(900, 1100);
    }

    @Test
    void photonDrawsFollowThePoissonLaw() {
        Circuit circuit = new Circuit(1, 20, List.of(op(GateKind.COHERENT, 0, 1.2, 0.7), op(GateKind.MEASURE_FOCK, 0)));
        double[] counts = new double[20];
        for (double[] row : draw(circuit, DRAWS)) {
            counts[(int) row[0]]++;
        }
        double chi = 0;
        double p = Math.exp(-1.44);
        for (int n = 0; n < 7; n++) {
            chi += Math.pow(counts[n] - DRAWS * p, 2) / (DRAWS * p);
            p *= 1.44 / (n + 1);
        }
        assertThat(chi).isLessThan(24); // 7 degrees of freedom: once in a thousand
    }

    @Test
    void heterodyneDrawsFollowTheHusimiFunction() {
        double[][] rows = draw(
                new Circuit(1, 25, List.of(op(GateKind.COHERENT, 0, 1.1, 0.9), op(GateKind.MEASURE_HETERODYNE, 0))),
                DRAWS);
        double re = 1.1 * Math.cos(0.9);
        double im = 1.1 * Math.sin(0.9);
        assertThat(KolmogorovSmirnov.statistic(column(rows, 0), x -> normal((x - re) * Math.sqrt(2))))
                .isLessThan(KolmogorovSmirnov.LIMIT);
        assertThat(KolmogorovSmirnov.statistic(column(rows, 1), x -> normal((x - im) * Math.sqrt(2))))
                .isLessThan(KolmogorovSmirnov.LIMIT);
        rows = draw(new Circuit(1, 2, List.of(op(GateKind.FOCK, 0, 1), op(GateKind.MEASURE_HETERODYNE, 0))), DRAWS);
        double[] squares = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            squares[i] = rows[i][0] * rows[i][0] + rows[i][1] * rows[i][1];
        }
        assertThat(KolmogorovSmirnov.statistic(squares, s -> 1 - (1 + s) * Math.exp(-s)))
                .isLessThan(KolmogorovSmirnov.LIMIT);
    }

    @Test
    void halvesOfATwoModeSqueezedVacuumAgree() {
        double r = 1;
        Circuit circuit = new Circuit(
                2,
                24,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, r, 0),
                        op(GateKind.MEASURE_HOMODYNE, 0, 0),
                        op(GateKind.MEASURE_HOMODYNE, 1, 0)));
        double[][] rows = draw(circuit, 2000);
        double[] differences = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            differences[i] = rows[i][0] - rows[i][1];
        }
        // Variance of x0 - x1 is 2 e^{-2r}.
        assertThat(KolmogorovSmirnov.statistic(differences, d -> normal(d * Math.exp(r) / Math.sqrt(2))))
                .isLessThan(KolmogorovSmirnov.LIMIT);
    }

    @Test
    void selectionHeraldsPhotons() {
        double r = 0.7;
        Circuit circuit = new Circuit(
                2,
                12,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, r, 0.4),
                        select(GateKind.MEASURE_FOCK, 1, 2)));
        FockRun run = FockRun.of(circuit);
        assertThat(run.selected()).isCloseTo(Math.pow(Math.tanh(r), 4) / Math.pow(Math.cosh(r), 2), within(1e-6));
        assertThat(run.state().probabilities(0)[2]).isCloseTo(1, within(1e-14));
        assertThat(run.state().probabilities(1)[0]).isCloseTo(1, within(1e-14));
    }

    @Test
    void selectionAfterADrawKeepsTheJointLaw() {
        Circuit circuit = new Circuit(
                2,
                6,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, 0.9, 0.4),
                        op(GateKind.MEASURE_FOCK, 0),
                        select(GateKind.MEASURE_FOCK, 1, 2)));
        for (double[] row : draw(circuit, 50)) {
            assertThat(row).containsExactly(2, 2);
        }
    }

    @Test
    void aHomodyneOutcomeCollapsesTheOtherHalf() {
        Circuit circuit = new Circuit(
                2,
                40,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, 0.5, 0),
                        select(GateKind.MEASURE_HOMODYNE, 0, new double[] {0}, 0.8)));
        FockRun run = FockRun.of(circuit);
        double c = Math.cosh(1);
        double s = Math.sinh(1);
        assertThat(run.selected()).isCloseTo(normalDensity(0.8 / Math.sqrt(c)) / Math.sqrt(c), within(1e-9));
        assertThat(run.state().moments(1).meanX()).isCloseTo(0.8 * s / c, within(1e-8));
        assertThat(run.state().moments(1).varX()).isCloseTo(1 / c, within(1e-6));
    }

    @Test
    void aClickLeavesAMixture() {
        double r = 0.6;
        Circuit circuit = new Circuit(
                2,
                14,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, r, 0),
                        select(GateKind.MEASURE_THRESHOLD, 1, 1)));
        FockRun run = FockRun.of(circuit);
        double t = Math.pow(Math.tanh(r), 2);
        assertThat(run.selected()).isCloseTo(t, within(1e-6));
        assertThat(run.state().ket()).isEmpty();
        assertThat(run.state().probabilities(0)[0]).isCloseTo(0, within(1e-15));
        assertThat(run.state().probabilities(0)[2] / run.state().probabilities(0)[1])
                .isCloseTo(t, within(1e-12));
    }

    @Test
    void aMeasuredModeStartsAgainFromTheVacuum() {
        Circuit circuit = new Circuit(
                2,
                24,
                List.of(
                        op(GateKind.TWO_MODE_SQUEEZING, new int[] {0, 1}, 0.4, 0),
                        op(GateKind.MEASURE_THRESHOLD, 0),
                        op(GateKind.COHERENT, 0, 1, 0),
                        op(GateKind.MEASURE_HOMODYNE, 0, 0)));
        double[][] rows = draw(circuit, 400);
        assertThat(KolmogorovSmirnov.statistic(column(rows, 1), x -> normal(x - 2)))
                .isLessThan(KolmogorovSmirnov.LIMIT);
        double clicks = Arrays.stream(column(rows, 0)).sum() / rows.length;
        assertThat(clicks).isCloseTo(Math.pow(Math.tanh(0.4), 2), within(0.05));
    }

    @Test
    void saysWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new Shots(new Circuit(1, 4, List.of(op(GateKind.FOCK, 0, 1)))))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("no measurement");
        Circuit impossible = new Circuit(1, 4, List.of(op(GateKind.FOCK, 0, 1), select(GateKind.MEASURE_FOCK, 0, 2)));
        assertThatThrownBy(() -> FockRun.of(impossible))
                .isInstanceOf(CircuitException.class)
                .hasMessage("gate 1 (MeasureFock): MeasureFock selects an outcome of probability 0");
        Circuit reused = new Circuit(1, 4, List.of(op(GateKind.MEASURE_FOCK, 0), op(GateKind.ROTATION, 0, 1)));
        assertThatThrownBy(() -> FockRun.of(reused)).hasMessageContaining("draw shots instead");
    }

    @Test
    void theDistributionFunctionIsTheIntegralOfTheDensity() {
        double[] re = new double[25];
        double[] im = new double[25];
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        for (int i = 0; i < 5; i++) {
            re[i] = random.nextGaussian();
            im[i] = random.nextGaussian();
        }
        Operation ket = Operation.of(GateKind.KET, new Payload.Ket(Arrays.copyOf(re, 5), Arrays.copyOf(im, 5)), 0);
        QuadratureDistribution law = new QuadratureDistribution(
                FockRun.of(new Circuit(1, 5, List.of(ket))).state().density(), 0.6);
        double sum = 0;
        double h = 1e-3;
        for (int i = -15_000; i < 4_000; i++) {
            sum += h * law.density((i + 0.5) * h);
        }
        assertThat(law.cumulative(4)).isCloseTo(sum, within(1e-7));
        for (double u : new double[] {0, 1e-12, 0.1, 0.5, 0.77, 1 - 1e-12}) {
            assertThat(law.cumulative(law.quantile(u))).isCloseTo(u, within(1e-14));
            assertThat(law.quantileByTable(u))
                    .isCloseTo(law.quantile(u), within(1e-9 + (u < 1e-9 || u > 1 - 1e-9 ? 1 : 0)));
        }
    }

    private static double[][] draw(Circuit circuit, int count) {
        return new Shots(circuit).draw(11, 0, count);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static Operation op(GateKind kind, int mode, double... params) {
        return Operation.of(kind, params, mode);
    }

    private static Operation op(GateKind kind, int[] modes, double... params) {
        return Operation.of(kind, params, modes);
    }

    private static Operation select(GateKind kind, int mode, double outcome) {
        return select(kind, mode, new double[0], outcome);
    }

    private static Operation select(GateKind kind, int mode, double[] params, double outcome) {
        return new Operation(kind, params, new int[] {mode}, Payload.NONE, new double[] {outcome});
    }
}
