package org.everycore.photonics.fock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cat states of small amplitude: an odd one has a^n / √(n! sinh a²) at odd n, and its derivatives follow. */
class SmallCatTest {
    private static ModeKet cat(double a, double phi, double p) {
        return ModeKet.of(Operation.of(GateKind.CAT, new double[] {a, phi, p}, 0), 8);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-8, 1e-6, 1e-4, 1e-3, 1e-2})
    void derivativesOfOddCats(double a) {
        ModeKet ket = cat(a, 0, 1);
        // The phase of an odd cat's amplitudes is that of 1 - e^{i pi}, real. ∂ ln of n = 1: 1/a - a coth a² = -a³/3 +
        // ...
        assertThat(ket.re()[1]).isCloseTo(1 - Math.pow(a, 4) / 12, within(1e-14));
        assertThat(ket.derivativeRe(0)[1]).isCloseTo(-a * a * a / 3, within(1e-15));
        assertThat(ket.derivativeRe(0)[3]).isCloseTo(2 * a / Math.sqrt(6), within(1e-14 + a * a * a * a));
        assertThat(ket.derivativeRe(0)[0]).isZero();
        // By phi: i n times the amplitude. By p: the even amplitudes grow as -iπ/(2a), the odd ones turn by iπ/2.
        assertThat(ket.derivativeIm(1)[1]).isCloseTo(ket.re()[1], within(1e-14));
        assertThat(ket.derivativeIm(2)[0] / (Math.PI / (2 * a))).isCloseTo(-1, within(1e-3));
        assertThat(ket.derivativeIm(2)[1]).isCloseTo(Math.PI / 2, within(1e-6));
        assertThat(ket.derivativeRe(2)[1]).isCloseTo(0, within(1e-9));
    }

    /** Even cats and those in between, against differences. */
    @Test
    void derivativesOfOthers() {
        double h = 1e-6;
        for (double a : new double[] {0.05, 0.3, 0.49, 0.51, 1.4}) {
            for (double p : new double[] {0, 0.4, 0.97, 1, 1.6}) {
                ModeKet ket = cat(a, 0.3, p);
                ModeKet high = cat(a + h, 0.3, p);
                ModeKet low = cat(a - h, 0.3, p);
                for (int n = 0; n < 8; n++) {
                    assertThat(ket.derivativeRe(0)[n]).isCloseTo((high.re()[n] - low.re()[n]) / (2 * h), within(2e-8));
                    assertThat(ket.derivativeIm(0)[n]).isCloseTo((high.im()[n] - low.im()[n]) / (2 * h), within(2e-8));
                }
            }
        }
    }
}
