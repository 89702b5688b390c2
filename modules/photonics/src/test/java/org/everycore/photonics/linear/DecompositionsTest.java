package org.everycore.photonics.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.support.PhaseSpace;
import org.everycore.photonics.support.RandomGates;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class DecompositionsTest {
    private static final double[] STRENGTHS = {-2.5, -0.3, 0, 1e-9, 0.7, 3};

    @Test
    void controlledAndQuadraticGatesAreWhatTheirPartsAre() {
        for (GateKind kind : List.of(GateKind.QUADRATIC_PHASE, GateKind.CONTROLLED_X, GateKind.CONTROLLED_Z)) {
            for (double s : STRENGTHS) {
                int[] modes = kind.modeCount() == 1 ? new int[] {1} : new int[] {2, 0};
                Operation op = Operation.of(kind, new double[] {s}, modes);
                RealMatrix whole = PhaseSpace.symplectic(List.of(op), 3);
                RealMatrix parts = PhaseSpace.symplectic(Decompositions.expand(op), 3);
                assertThat(parts.subtract(whole).getNorm1())
                        .as("%s(%s)", kind, s)
                        .isLessThan(1e-13);
            }
        }
    }

    @Test
    void derivativesAreThoseOfTheParts() {
        double h = 1e-6;
        for (GateKind kind : List.of(GateKind.QUADRATIC_PHASE, GateKind.CONTROLLED_X, GateKind.CONTROLLED_Z)) {
            for (double s : new double[] {-1.3, 0.4, 2}) {
                int[] modes = kind.modeCount() == 1 ? new int[] {0} : new int[] {0, 1};
                List<Operation> up = Decompositions.expand(Operation.of(kind, new double[] {s + h}, modes));
                List<Operation> down = Decompositions.expand(Operation.of(kind, new double[] {s - h}, modes));
                List<double[]> slopes = Decompositions.derivatives(Operation.of(kind, new double[] {s}, modes));
                assertThat(slopes).hasSameSizeAs(up);
                for (int i = 0; i < up.size(); i++) {
                    for (int j = 0; j < up.get(i).params().length; j++) {
                        double slope = (up.get(i).params()[j] - down.get(i).params()[j]) / (2 * h);
                        assertThat(slopes.get(i)[j]).as("%s %d %d", kind, i, j).isCloseTo(slope, within(1e-9));
                    }
                }
            }
        }
    }

    @Test
    void gaussianTransformsRecompose() {
        SplittableRandom random = new SplittableRandom(3);
        for (int modes = 1; modes <= 5; modes++) {
            for (int gates : new int[] {1, 3, 12}) {
                RealMatrix s = PhaseSpace.symplectic(
                        RandomGates.gates(RandomGates.GAUSSIAN, gates, modes, 0.8, random), modes);
                assertRecomposes(s, modes);
            }
        }
        assertRecomposes(MatrixUtils.createRealIdentityMatrix(6), 3);
    }

    @Test
    void equalSqueezersRecompose() {
        // All singular values coincide in two groups: the hard case of choosing pairs.
        List<Operation> gates = List.of(
                Operation.of(GateKind.SQUEEZING, new double[] {0.5, 0.3}, 0),
                Operation.of(GateKind.SQUEEZING, new double[] {0.5, 1.3}, 1),
                Operation.of(GateKind.SQUEEZING, new double[] {0.5, 4}, 2),
                Operation.of(GateKind.BEAMSPLITTER, new double[] {0.5, 4}, 2, 3));
        assertRecomposes(PhaseSpace.symplectic(gates, 4), 4);
    }

    @Test
    void blochMessiahFactorsAreOrthogonalAndSymplectic() {
        SplittableRandom random = new SplittableRandom(4);
        RealMatrix s = PhaseSpace.symplectic(RandomGates.gates(RandomGates.GAUSSIAN, 20, 4, 0.5, random), 4);
        BlochMessiah parts = BlochMessiah.of(s);
        RealMatrix form = SymplecticBasis.form(4);
        for (RealMatrix o : List.of(parts.o1(), parts.o2())) {
            assertThat(o.multiply(o.transpose())
                            .subtract(MatrixUtils.createRealIdentityMatrix(8))
                            .getNorm1())
                    .isLessThan(1e-12);
            assertThat(o.multiply(form).multiply(o.transpose()).subtract(form).getNorm1())
                    .isLessThan(1e-12);
        }
        for (double sigma : parts.sigma()) {
            assertThat(sigma).isGreaterThanOrEqualTo(1 - 1e-12);
        }
    }

    @Test
    void williamsonDiagonalisesCovariances() {
        SplittableRandom random = new SplittableRandom(5);
        for (int modes = 1; modes <= 4; modes++) {
            double[] nu = new double[2 * modes];
            for (int i = 0; i < modes; i++) {
                nu[i] = 1 + (modes == 3 ? 1 : i * random.nextDouble());
                nu[i + modes] = nu[i];
            }
            RealMatrix s =
                    PhaseSpace.symplectic(RandomGates.gates(RandomGates.GAUSSIAN, 10, modes, 0.4, random), modes);
            RealMatrix v = s.multiply(MatrixUtils.createRealDiagonalMatrix(nu)).multiply(s.transpose());
            Williamson parts = Williamson.of(v);
            RealMatrix form = SymplecticBasis.form(modes);
            assertThat(parts.s()
                            .multiply(form)
                            .multiply(parts.s().transpose())
                            .subtract(form)
                            .getNorm1())
                    .isLessThan(1e-10);
            double[] found = new double[2 * modes];
            System.arraycopy(parts.nu(), 0, found, 0, modes);
            System.arraycopy(parts.nu(), 0, found, modes, modes);
            RealMatrix back = parts.s()
                    .multiply(MatrixUtils.createRealDiagonalMatrix(found))
                    .multiply(parts.s().transpose());
            assertThat(back.subtract(v).getNorm1()).isLessThan(1e-10 * v.getNorm1());
            double[] wanted = java.util.Arrays.copyOf(nu, modes);
            double[] sorted = parts.nu().clone();
            java.util.Arrays.sort(wanted);
            java.util.Arrays.sort(sorted);
            for (int i = 0; i < modes; i++) {
                assertThat(sorted[i]).isCloseTo(wanted[i], within(1e-10));
            }
        }
    }

    @Test
    void williamsonRefusesWhatIsNoCovariance() {
        RealMatrix v = MatrixUtils.createRealDiagonalMatrix(new double[] {1, -1});
        assertThatThrownBy(() -> Williamson.of(v))
                .isInstanceOf(CircuitException.class)
                .hasMessageContaining("-1");
    }

    private static void assertRecomposes(RealMatrix s, int modes) {
        double[] flat = new double[4 * modes * modes];
        double[] d = new double[2 * modes];
        int[] on = new int[modes];
        for (int i = 0; i < 2 * modes; i++) {
            System.arraycopy(s.getRow(i), 0, flat, i * 2 * modes, 2 * modes);
            d[i] = i * 0.3 - 0.4;
            on[i % modes] = i % modes;
        }
        Operation op = Operation.of(GateKind.GAUSSIAN_TRANSFORM, new Payload.Symplectic(modes, flat, d), on);
        List<Operation> parts = Decompositions.expand(op);
        assertThat(PhaseSpace.symplectic(parts, modes).subtract(s).getNorm1())
                .isLessThan(1e-12 * s.getNorm1() * s.getNorm1());
        double[] shift = PhaseSpace.displacement(parts, modes);
        for (int i = 0; i < d.length; i++) {
            assertThat(shift[i]).isCloseTo(d[i], within(1e-13));
        }
    }
}
