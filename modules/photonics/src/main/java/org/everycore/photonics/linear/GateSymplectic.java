package org.everycore.photonics.linear;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;

/**
 * What a Gaussian unitary does to the quadratures of its modes: (x1.., p1..) to S (x1.., p1..) + d in the Heisenberg picture.
 *
 * <p>A gate that takes a to A a + B a† + α takes x = a + a† to Re(A + B) x - Im(A - B) p + 2 Re α and p = -i(a - a†) to
 * Im(A + B) x + Re(A - B) p + 2 Im α (hbar = 2).
 *
 * @param modes number of modes k
 * @param s 2k x 2k, row by row
 * @param d 2k numbers
 */
public record GateSymplectic(int modes, double[] s, double[] d) {
    /** The action of a gate; refuses kinds that are not Gaussian unitaries. */
    public static GateSymplectic of(Operation op) {
        double[] p = op.params();
        return switch (op.kind()) {
            case DISPLACEMENT -> displacement(p[0], p[1]);
            case ROTATION -> one(StrictMath.cos(p[0]), StrictMath.sin(p[0]), 0, 0);
            case SQUEEZING -> squeezing(p[0], p[1]);
            case BEAMSPLITTER -> passive(beamsplitter(p[0], p[1]));
            case MACH_ZEHNDER -> passive(machZehnder(p[0], p[1]));
            case TWO_MODE_SQUEEZING -> twoModeSqueezing(p[0], p[1]);
            case QUADRATIC_PHASE -> new GateSymplectic(1, new double[] {1, 0, p[0], 1}, new double[2]);
            case CONTROLLED_X -> plain(2, new double[] {1, 0, 0, 0, p[0], 1, 0, 0, 0, 0, 1, -p[0], 0, 0, 0, 1});
            case CONTROLLED_Z -> plain(2, new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, p[0], 1, 0, p[0], 0, 0, 1});
            case INTERFEROMETER -> {
                Payload.Unitary u = (Payload.Unitary) op.payload();
                yield passive(new ComplexMatrix(u.size(), u.re(), u.im()));
            }
            case GAUSSIAN_TRANSFORM -> {
                Payload.Symplectic t = (Payload.Symplectic) op.payload();
                yield new GateSymplectic(t.modes(), t.s(), t.d());
            }
            default -> throw new CircuitException(op.kind().gateName() + " is not a Gaussian unitary");
        };
    }

    /** The symplectic form of a passive unitary: [[Re U, -Im U], [Im U, Re U]]. */
    public static GateSymplectic passive(ComplexMatrix u) {
        int k = u.size();
        int n = 2 * k;
        double[] s = new double[n * n];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                s[i * n + j] = u.re()[i * k + j];
                s[(i + k) * n + j + k] = u.re()[i * k + j];
                s[i * n + j + k] = -u.im()[i * k + j];
                s[(i + k) * n + j] = u.im()[i * k + j];
            }
        }
        return plain(k, s);
    }

    /** a to Σ_j M_ij a_j of BS(theta, phi). */
    static ComplexMatrix beamsplitter(double theta, double phi) {
        double c = StrictMath.cos(theta);
        double s = StrictMath.sin(theta);
        double re = StrictMath.cos(phi) * s;
        double im = StrictMath.sin(phi) * s;
        return new ComplexMatrix(2, new double[] {c, -re, re, c}, new double[] {0, im, im, 0});
    }

    private static ComplexMatrix machZehnder(double in, double ex) {
        ComplexMatrix half = beamsplitter(Math.PI / 4, Math.PI / 2);
        return half.times(firstPhase(in)).times(half).times(firstPhase(ex));
    }

    private static ComplexMatrix firstPhase(double phi) {
        return new ComplexMatrix(
                2, new double[] {StrictMath.cos(phi), 0, 0, 1}, new double[] {StrictMath.sin(phi), 0, 0, 0});
    }

    /** e^{-r} along half the angle and e^r across it: no difference of large numbers. */
    private static GateSymplectic squeezing(double r, double phi) {
        double c = StrictMath.cos(phi / 2);
        double s = StrictMath.sin(phi / 2);
        double along = StrictMath.exp(-r);
        double across = StrictMath.exp(r);
        double cross = c * s * (along - across);
        return plain(1, new double[] {c * c * along + s * s * across, cross, cross, s * s * along + c * c * across});
    }

    private static GateSymplectic displacement(double r, double phi) {
        return new GateSymplectic(
                1, new double[] {1, 0, 0, 1}, new double[] {2 * r * StrictMath.cos(phi), 2 * r * StrictMath.sin(phi)});
    }

    private static GateSymplectic twoModeSqueezing(double r, double phi) {
        double c = StrictMath.cosh(r);
        double re = StrictMath.cos(phi) * StrictMath.sinh(r);
        double im = StrictMath.sin(phi) * StrictMath.sinh(r);
        return plain(2, new double[] {c, re, 0, im, re, c, im, 0, 0, im, c, -re, im, 0, -re, c});
    }

    /** One mode with a to A a + B a†. */
    private static GateSymplectic one(double aRe, double aIm, double bRe, double bIm) {
        return plain(1, new double[] {aRe + bRe, -(aIm - bIm), aIm + bIm, aRe - bRe});
    }

    private static GateSymplectic plain(int modes, double[] s) {
        return new GateSymplectic(modes, s, new double[2 * modes]);
    }
}
