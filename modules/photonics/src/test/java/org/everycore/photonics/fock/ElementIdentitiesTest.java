package org.everycore.photonics.fock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every element of a cut unitary, at high photon numbers. */
final class ElementIdentitiesTest {
    private static final double[] PARAMETERS = {1e-8, 1e-3, -0.05, 0.3, -0.7, 1, 1.5, -2.2, 3, 5, -12, 23, 30};

    /** A column has norm 1 where its turning point lies well below the cutoff, and less than that elsewhere. */
    @ParameterizedTest
    @CsvSource({"D, 60", "D, 400", "D, 1024", "D, 2500", "S, 400", "S, 1024"})
    void columnsHaveNormOne(String name, int cutoff) {
        RealGate gate = ExactElementsTest.gate(name, cutoff);
        double[] elements = new double[gate.layout().length()];
        double[] scratch = new double[gate.scratch(1)];
        int whole = 0;
        for (double t : PARAMETERS) {
            if (name.equals("S") && Math.abs(t) > 3) {
                continue;
            }
            gate.elements(new double[] {t}, 1, scratch, elements);
            for (int b = 0; b < gate.layout().blocks(); b++) {
                int m = gate.layout().rows(b).length;
                for (int k = 0; k < m; k++) {
                    double norm = dot(elements, gate.layout().offset(b), m, k, k);
                    int n = gate.layout().rows(b)[k];
                    double turning = name.equals("D")
                            ? Math.pow(Math.sqrt(n) + Math.abs(t), 2) + 8 * (2 + Math.abs(t))
                            : (1.2 * n + 30) * Math.exp(2 * Math.abs(t));
                    boolean within = turning + 40 < cutoff;
                    whole += within ? 1 : 0;
                    if (norm > 1 + 1e-12 || within && norm < 1 - 1e-12) {
                        fail("%s(%s) column %d has norm %s", name, t, n, norm);
                    }
                }
            }
        }
        assertThat(whole).isGreaterThan(cutoff > 60 ? cutoff : 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 200})
    void wholeBlocksOfBeamsplittersAreOrthogonal(int cutoff) {
        BeamsplitterGate gate = new BeamsplitterGate(cutoff);
        double[] elements = new double[gate.layout().length()];
        double[] scratch = new double[gate.scratch(1)];
        for (double t :
                new double[] {1e-8, 1e-3, 0.3, Math.PI / 4, -1.3, 1.5, 1.57, Math.PI / 2, 1.5717, 2.5, 3.1415}) {
            gate.elements(new double[] {t}, 1, scratch, elements);
            for (int total = 0; total < cutoff; total += cutoff > 60 ? 33 : 1) {
                int m = total + 1;
                for (int k = 0; k < m; k++) {
                    for (int l = k; l < m; l++) {
                        double dot = dot(elements, gate.layout().offset(total), m, k, l);
                        if (!(Math.abs(dot - (k == l ? 1 : 0)) < 1e-12)) {
                            fail("BS(%s), block %d, columns %d and %d: %s", t, total, k, l, dot);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"D", "S", "BS", "S2"})
    void nothingIsTheIdentityAndNextToNothingIsNoNaN(String name) {
        RealGate gate = ExactElementsTest.gate(name, 30);
        double[] parameters = {0, -0.0, 1e-300, -4.9e-324};
        int lanes = parameters.length;
        double[] elements = new double[gate.layout().length() * lanes];
        double[] edges = new double[2 * gate.layout().levels() * lanes];
        double[] scratch = new double[gate.scratch(lanes)];
        gate.elements(parameters, lanes, scratch, elements);
        gate.edges(parameters, lanes, scratch, elements, edges);
        for (int b = 0; b < gate.layout().blocks(); b++) {
            int m = gate.layout().rows(b).length;
            for (int e = 0; e < m * m; e++) {
                for (int s = 0; s < lanes; s++) {
                    double element = elements[(gate.layout().offset(b) + e) * lanes + s];
                    double off = Math.abs(element - (e / m == e % m ? 1 : 0));
                    if (!(off <= (s < 2 ? 0 : 1e-15))) {
                        fail("%s(%s) element %d: %s", name, parameters[s], e, element);
                    }
                }
            }
        }
        assertThat(edges).doesNotContain(Double.NaN);
    }

    /** Parameters far beyond what a cutoff can hold leave nothing, and no NaN. */
    @Test
    void hugeParametersLeaveNothing() {
        for (String name : new String[] {"D", "S", "BS", "S2"}) {
            for (int cutoff : new int[] {7, name.length() == 1 ? 600 : 20}) {
                RealGate gate = ExactElementsTest.gate(name, cutoff);
                double[] elements = new double[gate.layout().length()];
                double[] edges = new double[2 * gate.layout().levels()];
                double[] scratch = new double[gate.scratch(1)];
                for (double t : new double[] {60, 700, -1e5, 1e9}) {
                    gate.elements(new double[] {t}, 1, scratch, elements);
                    gate.edges(new double[] {t}, 1, scratch, elements, edges);
                    double most = 0;
                    for (double element : elements) {
                        most = Math.max(most, Math.abs(element));
                    }
                    assertThat(most).as("%s(%s)", name, t).isLessThan(name.equals("BS") ? 1.0000001 : 1e-6);
                    assertThat(edges).doesNotContain(Double.NaN);
                }
            }
        }
    }

    private static double dot(double[] elements, int offset, int m, int k, int l) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            sum = Math.fma(elements[offset + i * m + k], elements[offset + i * m + l], sum);
        }
        return sum;
    }
}
