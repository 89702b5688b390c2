package org.everycore.photonics.fock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.junit.jupiter.api.Test;

/** GKP states against their peaks: e^{-εn} turns a position |x> into a Gaussian, by Mehler's kernel. */
class GkpKetTest {
    private static final double SPACING = Math.sqrt(2 * Math.PI);

    private static ModeKet gkp(double theta, double phi, double epsilon, int cutoff) {
        return ModeKet.of(Operation.of(GateKind.GKP, new double[] {theta, phi, epsilon}, 0), cutoff);
    }

    /**
     * <x| e^{-εn} |y> with hbar = 2: (2π (1 - e^{-2ε}))^{-½} exp(-((x² + y²) cosh ε - 2xy) / (4 sinh ε)).. without the zero-point
     * energy, which Mehler's formula has as e^{-ε/2}.
     */
    private static double mehler(double x, double y, double epsilon) {
        double s = Math.sinh(epsilon);
        double zeroPoint = Math.exp(epsilon / 2);
        return zeroPoint
                / Math.sqrt(4 * Math.PI * s)
                * Math.exp(-((x * x + y * y) * Math.cosh(epsilon) - 2 * x * y) / (4 * s));
    }

    private static double wave(double x, double theta, double epsilon) {
        double sum = 0;
        for (int k = -60; k <= 60; k++) {
            double weight = (k & 1) == 0 ? Math.cos(theta / 2) : Math.sin(theta / 2);
            sum += weight * mehler(x, k * SPACING, epsilon);
        }
        return sum;
    }

    @Test
    void positionWaveIsASumOfDampedPeaks() {
        for (double epsilon : new double[] {0.05, 0.2, 1.0}) {
            for (double theta : new double[] {0, 0.8, Math.PI}) {
                int cutoff = (int) (25 / epsilon) + 30;
                ModeKet ket = gkp(theta, 0, epsilon, cutoff);
                double norm = 0;
                for (double x = -30; x < 30; x += 0.01) {
                    norm += 0.01 * wave(x, theta, epsilon) * wave(x, theta, epsilon);
                }
                for (double x = -5; x <= 5; x += 0.37) {
                    double[] psi = new double[cutoff];
                    org.everycore.photonics.measure.HermiteFunctions.fill(x, cutoff, psi);
                    double got = 0;
                    for (int n = 0; n < cutoff; n++) {
                        got += ket.re()[n] * psi[n];
                    }
                    assertThat(got).isCloseTo(wave(x, theta, epsilon) / Math.sqrt(norm), within(1e-10));
                }
            }
        }
    }

    /** The norm is that of the whole state: a cut one has less, by what lies above, and little energy needs few levels. */
    @Test
    void normTellsWhatTheCutTook() {
        ModeKet whole = gkp(1.1, 0.4, 0.08, 400);
        ModeKet cut = gkp(1.1, 0.4, 0.08, 12);
        double norm = 0;
        for (int n = 0; n < 400; n++) {
            norm += whole.re()[n] * whole.re()[n] + whole.im()[n] * whole.im()[n];
        }
        assertThat(norm).isCloseTo(1, within(1e-13));
        for (int n = 0; n < 12; n++) {
            assertThat(cut.re()[n]).isCloseTo(whole.re()[n], within(1e-15));
            assertThat(cut.im()[n]).isCloseTo(whole.im()[n], within(1e-15));
        }
    }

    @Test
    void derivativesAreDifferences() {
        double[] at = {1.1, 0.4, 0.3};
        ModeKet ket = gkp(at[0], at[1], at[2], 30);
        double h = 1e-5;
        for (int j = 0; j < 3; j++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[j] += h;
            down[j] -= h;
            ModeKet high = gkp(up[0], up[1], up[2], 30);
            ModeKet low = gkp(down[0], down[1], down[2], 30);
            for (int n = 0; n < 30; n++) {
                assertThat(ket.derivativeRe(j)[n]).isCloseTo((high.re()[n] - low.re()[n]) / (2 * h), within(1e-9));
                assertThat(ket.derivativeIm(j)[n]).isCloseTo((high.im()[n] - low.im()[n]) / (2 * h), within(1e-9));
            }
        }
    }
}
