package org.everycore.photonics.fock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elements against exponentials of the generators at a cutoff where their own cut does not show. */
final class RealGateTest {
    enum Kind {
        DISPLACEMENT(DisplacementGate::new, 1),
        SQUEEZING(SqueezingGate::new, 1),
        BEAMSPLITTER(BeamsplitterGate::new, 2),
        TWO_MODE_SQUEEZING(TwoModeSqueezingGate::new, 2);

        @SuppressWarnings("ImmutableEnumChecker") // constructor references hold no state
        final IntFunction<RealGate> make;

        final int modes;

        Kind(IntFunction<RealGate> make, int modes) {
            this.make = make;
            this.modes = modes;
        }

        /** The generator on the levels up to {@code high}, flat. */
        double[] generator(int high) {
            int d = modes == 1 ? high : high * high;
            double[] g = new double[d * d];
            for (int m = 0; m < high; m++) {
                switch (this) {
                    case DISPLACEMENT -> add(g, d, m, m + 1 < high ? m + 1 : -1, Math.sqrt(m + 1));
                    case SQUEEZING -> add(g, d, m, m + 2 < high ? m + 2 : -1, -0.5 * Math.sqrt((m + 1.0) * (m + 2)));
                    default -> {
                        for (int n = 0; n < high; n++) {
                            if (this == BEAMSPLITTER) {
                                int to = m > 0 && n + 1 < high ? (m - 1) * high + n + 1 : -1;
                                add(g, d, m * high + n, to, Math.sqrt(m * (n + 1.0)));
                            } else {
                                int to = m + 1 < high && n + 1 < high ? (m + 1) * high + n + 1 : -1;
                                add(g, d, m * high + n, to, Math.sqrt((m + 1.0) * (n + 1)));
                            }
                        }
                    }
                }
            }
            return g;
        }

        /** Adds |to><from| - |from><to| times the value. */
        private static void add(double[] g, int d, int from, int to, double value) {
            if (to >= 0) {
                g[to * d + from] += value;
                g[from * d + to] -= value;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void elementsAreTheCutExponential(Kind kind) {
        int cutoff = kind.modes == 1 ? 9 : 4;
        int high = kind.modes == 1 ? 60 : 14;
        for (double t : new double[] {0, 0.3, -0.45}) {
            double[] exact = dense(kind, cutoff, t);
            int d = kind.modes == 1 ? high : high * high;
            double[] exponential = exp(kind.generator(high), d, t);
            double tolerance = kind == Kind.TWO_MODE_SQUEEZING ? 1e-4 : 1e-11;
            for (int i = 0; i < levels(kind, cutoff); i++) {
                for (int j = 0; j < levels(kind, cutoff); j++) {
                    double expected = exponential[wide(kind, i, cutoff, high) * d + wide(kind, j, cutoff, high)];
                    assertThat(exact[i * levels(kind, cutoff) + j])
                            .as("%s(%s) [%d, %d]", kind, t, i, j)
                            .isCloseTo(expected, within(tolerance));
                }
            }
        }
    }

    /** M' = M G, where what G takes out of the cut meets the edges. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void couplingsAndEdgesMakeTheSlopesOfTheElements(Kind kind) {
        for (int cutoff : new int[] {1, 2, 3, kind.modes == 1 ? 12 : 6}) {
            RealGate gate = kind.make.apply(cutoff);
            int length = gate.layout().length();
            double[] t = {0.0, 0.4, -0.7};
            double h = 1e-5;
            double[] low = new double[length * 3];
            double[] high = new double[length * 3];
            double[] here = new double[length * 3];
            double[] edges = new double[2 * gate.layout().levels() * 3];
            double[] functions = new double[gate.scratch(3)];
            gate.elements(new double[] {t[0] - h, t[1] - h, t[2] - h}, 3, functions, low);
            gate.elements(new double[] {t[0] + h, t[1] + h, t[2] + h}, 3, functions, high);
            gate.elements(t, 3, functions, here);
            gate.edges(t, 3, functions, here, edges);
            for (int b = 0; b < gate.layout().blocks(); b++) {
                int m = gate.layout().rows(b).length;
                for (int e = 0; e < m * m * 3; e++) {
                    int at = gate.layout().offset(b) * 3 + e;
                    assertThat(slope(gate, b, e / 3 / m, e / 3 % m, e % 3, here, edges))
                            .as("%s cutoff %d block %d element %d", kind, cutoff, b, e)
                            .isCloseTo((high[at] - low[at]) / (2 * h), within(1e-8));
                }
            }
        }
    }

    private static double slope(RealGate gate, int b, int i, int k, int s, double[] elements, double[] edges) {
        int m = gate.layout().rows(b).length;
        int row = gate.layout().offset(b) + i * m;
        int edge = 2 * gate.layout().levelsBefore(b) + i;
        double sum = 0;
        if (k + 1 < m) {
            sum += gate.coupling(b, k + 1) * elements[(row + k + 1) * 3 + s];
        } else if (gate.leavesLast(b)) {
            sum += edges[(edge + m) * 3 + s];
        }
        if (k > 0) {
            sum -= gate.coupling(b, k) * elements[(row + k - 1) * 3 + s];
        } else if (gate.leavesFirst(b)) {
            sum += edges[edge * 3 + s];
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void lanesDoNotKnowOfEachOther(Kind kind) {
        RealGate gate = kind.make.apply(7);
        int length = gate.layout().length();
        double[] t = {0.1, -0.5, 0.9, 0.2};
        double[] together = new double[4 * length];
        gate.elements(t, 4, new double[gate.scratch(4)], together);
        for (int s = 0; s < 4; s++) {
            double[] alone = new double[length];
            gate.elements(new double[] {t[s]}, 1, new double[gate.scratch(1)], alone);
            for (int e = 0; e < length; e++) {
                assertThat(together[e * 4 + s]).isEqualTo(alone[e]);
            }
        }
    }

    private static int levels(Kind kind, int cutoff) {
        return kind.modes == 1 ? cutoff : cutoff * cutoff;
    }

    private static int wide(Kind kind, int level, int cutoff, int high) {
        return kind.modes == 1 ? level : level / cutoff * high + level % cutoff;
    }

    private static double[] dense(Kind kind, int cutoff, double t) {
        RealGate gate = kind.make.apply(cutoff);
        double[] elements = new double[gate.layout().length()];
        gate.elements(new double[] {t}, 1, new double[gate.scratch(1)], elements);
        int d = levels(kind, cutoff);
        double[] full = new double[d * d];
        for (int b = 0; b < gate.layout().blocks(); b++) {
            int[] rows = gate.layout().rows(b);
            for (int i = 0; i < rows.length; i++) {
                for (int k = 0; k < rows.length; k++) {
                    full[rows[i] * d + rows[k]] = elements[gate.layout().offset(b) + i * rows.length + k];
                }
            }
        }
        return full;
    }

    /** exp(t g) by scaling and squaring of a Taylor series. */
    private static double[] exp(double[] g, int d, double t) {
        int halvings = 6;
        double[] scaled = new double[d * d];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = g[i] * t / (1 << halvings);
        }
        double[] sum = new double[d * d];
        double[] term = new double[d * d];
        for (int i = 0; i < d; i++) {
            sum[i * d + i] = 1;
            term[i * d + i] = 1;
        }
        for (int order = 1; order <= 18; order++) {
            term = product(term, scaled, d);
            for (int i = 0; i < term.length; i++) {
                term[i] /= order;
                sum[i] += term[i];
            }
        }
        for (int i = 0; i < halvings; i++) {
            sum = product(sum, sum, d);
        }
        return sum;
    }

    private static double[] product(double[] a, double[] b, int d) {
        double[] c = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                double value = a[i * d + k];
                if (value != 0) {
                    for (int j = 0; j < d; j++) {
                        c[i * d + j] += value * b[k * d + j];
                    }
                }
            }
        }
        return c;
    }
}
