package org.everycore.photonics.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.FockKet.Moments;
import org.everycore.photonics.engine.PureSimulator;
import org.junit.jupiter.api.Test;

/** States whose amplitudes stand in every textbook. */
class KnownStatesTest {
    @Test
    void coherentStates() {
        double r = 0.9;
        double phi = 2.2;
        for (GateKind kind : List.of(GateKind.DISPLACEMENT, GateKind.COHERENT)) {
            FockKet ket = run(1, 20, Operation.of(kind, new double[] {r, phi}, 0));
            double factorial = 1;
            for (int n = 0; n < 20; n++) {
                factorial *= Math.max(1, n);
                double size = Math.exp(-r * r / 2) * Math.pow(r, n) / Math.sqrt(factorial);
                assertThat(ket.re()[n]).isCloseTo(size * Math.cos(n * phi), within(1e-15));
                assertThat(ket.im()[n]).isCloseTo(size * Math.sin(n * phi), within(1e-15));
            }
        }
    }

    @Test
    void squeezedVacuum() {
        double r = 0.6;
        double phi = 1.3;
        for (GateKind kind : List.of(GateKind.SQUEEZING, GateKind.SQUEEZED)) {
            FockKet ket = run(1, 21, Operation.of(kind, new double[] {r, phi}, 0));
            // √sech r Σ (-e^{iφ} tanh r)^k √(2k)! / (2^k k!) |2k>
            double size = 1 / Math.sqrt(Math.cosh(r));
            for (int k = 0; k <= 10; k++) {
                double sign = k % 2 == 0 ? 1 : -1;
                assertThat(ket.re()[2 * k]).isCloseTo(sign * size * Math.cos(k * phi), within(1e-14));
                assertThat(ket.im()[2 * k]).isCloseTo(sign * size * Math.sin(k * phi), within(1e-14));
                if (2 * k + 1 < 21) {
                    assertThat(Math.hypot(ket.re()[2 * k + 1], ket.im()[2 * k + 1]))
                            .isZero();
                }
                size *= Math.tanh(r) * Math.sqrt((2 * k + 1.0) * (2 * k + 2.0)) / (2 * (k + 1));
            }
        }
    }

    @Test
    void twoModeSqueezedVacuum() {
        double r = 0.8;
        double phi = -0.7;
        FockKet ket = run(2, 9, Operation.of(GateKind.TWO_MODE_SQUEEZING, new double[] {r, phi}, 1, 0));
        for (int n = 0; n < 9; n++) {
            double size = Math.pow(Math.tanh(r), n) / Math.cosh(r);
            assertThat(ket.re()[n * 9 + n]).isCloseTo(size * Math.cos(n * phi), within(1e-14));
            assertThat(ket.im()[n * 9 + n]).isCloseTo(size * Math.sin(n * phi), within(1e-14));
        }
        assertThat(ket.norm()).isCloseTo(1 - Math.pow(Math.tanh(r), 18), within(1e-13));
    }

    @Test
    void twoPhotonsBunchOnABalancedBeamsplitter() {
        double phi = 0.4;
        FockKet ket = run(
                2,
                3,
                Operation.of(GateKind.FOCK, new double[] {1}, 0),
                Operation.of(GateKind.FOCK, new double[] {1}, 1),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {Math.PI / 4, phi}, 0, 1));
        assertThat(Math.hypot(ket.re()[4], ket.im()[4])).isLessThan(1e-15);
        // a1† a2† to ½(e^{iφ} a2†² - e^{-iφ} a1†²).
        assertThat(ket.re()[2]).isCloseTo(Math.cos(phi) / Math.sqrt(2), within(1e-15));
        assertThat(ket.im()[2]).isCloseTo(Math.sin(phi) / Math.sqrt(2), within(1e-15));
        assertThat(ket.re()[6]).isCloseTo(-Math.cos(phi) / Math.sqrt(2), within(1e-15));
        assertThat(ket.im()[6]).isCloseTo(Math.sin(phi) / Math.sqrt(2), within(1e-15));
    }

    @Test
    void catStates() {
        double a = 1.2;
        double overlap = Math.exp(-2 * a * a);
        FockKet even = run(1, 24, Operation.of(GateKind.CAT, new double[] {a, 0, 0}, 0));
        FockKet odd = run(1, 24, Operation.of(GateKind.CAT, new double[] {a, 0, 1}, 0));
        double factorial = 1;
        for (int n = 0; n < 24; n++) {
            factorial *= Math.max(1, n);
            double single = Math.exp(-a * a / 2) * Math.pow(a, n) / Math.sqrt(factorial);
            assertThat(even.re()[n]).isCloseTo(n % 2 == 0 ? 2 * single / Math.sqrt(2 + 2 * overlap) : 0, within(1e-14));
            assertThat(odd.re()[n]).isCloseTo(n % 2 == 1 ? 2 * single / Math.sqrt(2 - 2 * overlap) : 0, within(1e-14));
        }
        Moments m = even.moments(0);
        assertThat(m.meanN()).isCloseTo(a * a * Math.tanh(a * a), within(1e-9));
        assertThat(m.varX()).isCloseTo(1 + 4 * a * a / (1 + overlap), within(1e-8));
    }

    @Test
    void kerrBringsACoherentStateBackAfterAPeriod() {
        Operation coherent = Operation.of(GateKind.COHERENT, new double[] {1, 0.3}, 0);
        FockKet before = run(1, 18, coherent);
        FockKet after = run(1, 18, coherent, Operation.of(GateKind.KERR, new double[] {2 * Math.PI}, 0));
        for (int n = 0; n < 18; n++) {
            assertThat(after.re()[n]).isCloseTo(before.re()[n], within(1e-12));
        }
        // Half a period flips the odd levels: exp(iπ n²) = (-1)^n.
        FockKet half = run(1, 18, coherent, Operation.of(GateKind.KERR, new double[] {Math.PI}, 0));
        assertThat(half.moments(0).meanX()).isCloseTo(-before.moments(0).meanX(), within(1e-10));
    }

    private static FockKet run(int modes, int cutoff, Operation... operations) {
        return PureSimulator.run(new Circuit(modes, cutoff, List.of(operations)));
    }
}
