package org.everycore.photonics.fock;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Operation;

/**
 * The ket of one freshly prepared mode, exact and cut: amplitudes and their derivatives by the preparation's parameters.
 *
 * <p>D(α) S(ζ)|0>: with T = tanh r_s, e = e^{i phi_s} the ket is annihilated by a combination of ladder operators, which
 * gives √(n+1) c[n+1] = (α + e T α*) c[n] - e T √n c[n-1] with c[0] = √sech r_s exp(-½|α|² - ½ e T α*²). Derivatives follow
 * by differentiating the recurrence.
 */
public final class ModeKet {
    /** Below, a cat's amplitude is taken for 0 where its derivative is divided by it. */
    private static final double SMALLEST = 1e-100;

    private final double[] re;
    private final double[] im;
    private final double[][] derivativeRe;
    private final double[][] derivativeIm;

    private ModeKet(int cutoff, int params) {
        this.re = new double[cutoff];
        this.im = new double[cutoff];
        this.derivativeRe = new double[params][cutoff];
        this.derivativeIm = new double[params][cutoff];
    }

    public double[] re() {
        return re;
    }

    public double[] im() {
        return im;
    }

    /** Derivative of the real part by the preparation's parameter. */
    public double[] derivativeRe(int param) {
        return derivativeRe[param];
    }

    public double[] derivativeIm(int param) {
        return derivativeIm[param];
    }

    /** The ket that a pure single-mode preparation makes. */
    public static ModeKet of(Operation op, int cutoff) {
        double[] p = op.params();
        return switch (op.kind()) {
            case VACUUM -> number(0, cutoff, 0);
            case FOCK -> number((int) p[0], cutoff, 1);
            case COHERENT -> displacedSqueezed(p[0], p[1], 0, 0, cutoff, new int[] {0, 1});
            case SQUEEZED -> displacedSqueezed(0, 0, p[0], p[1], cutoff, new int[] {2, 3});
            case DISPLACED_SQUEEZED -> displacedSqueezed(p[0], p[1], p[2], p[3], cutoff, new int[] {0, 1, 2, 3});
            case CAT -> cat(p[0], p[1], p[2], cutoff);
            case GKP -> gkp(p[0], p[1], p[2], cutoff);
            default -> throw new CircuitException(op.kind().gateName() + " is not a pure preparation of one mode");
        };
    }

    /** The vacuum. */
    public static ModeKet vacuum(int cutoff) {
        return number(0, cutoff, 0);
    }

    private static ModeKet number(int n, int cutoff, int params) {
        if (n >= cutoff) {
            throw new CircuitException("n is " + n + ", not below the cutoff " + cutoff);
        }
        ModeKet ket = new ModeKet(cutoff, params);
        ket.re[n] = 1;
        return ket;
    }

    private static ModeKet gkp(double theta, double phi, double epsilon, int cutoff) {
        ModeKet ket = new ModeKet(cutoff, 3);
        new GkpKet(epsilon, cutoff).fill(theta, phi, ket.re, ket.im, ket.derivativeRe, ket.derivativeIm);
        return ket;
    }

    private static ModeKet displacedSqueezed(double rd, double phid, double rs, double phis, int cutoff, int[] params) {
        ModeKet ket = new ModeKet(cutoff, params.length);
        Complex alphaPhase = Complex.phase(phid);
        Complex alpha = alphaPhase.times(rd);
        Complex e = Complex.phase(phis);
        double tanh = StrictMath.tanh(rs);
        double sech = 1 / StrictMath.cosh(rs);
        Complex squeeze = e.times(tanh);
        Complex drive = alpha.plus(squeeze.times(alpha.conjugate()));
        Complex exponent = new Complex(-0.5 * rd * rd, 0)
                .plus(squeeze.times(alpha.conjugate().square()).times(-0.5));
        Complex[] c = new Complex[cutoff];
        c[0] = exponent.exp().times(Math.sqrt(sech));
        recur(c, drive, squeeze);
        ket.store(c, ket.re, ket.im);
        for (int j = 0; j < params.length; j++) {
            Complex dAlpha = params[j] == 0 ? alphaPhase : params[j] == 1 ? alpha.timesI() : Complex.ZERO;
            Complex dSqueeze = params[j] == 2 ? e.times(sech * sech) : params[j] == 3 ? squeeze.timesI() : Complex.ZERO;
            Complex dDrive = dAlpha.plus(dSqueeze.times(alpha.conjugate())).plus(squeeze.times(dAlpha.conjugate()));
            // d log c0: of -½|α|² - ½ e T α*² and of ½ log sech.
            Complex dLog = new Complex(-(alpha.re() * dAlpha.re() + alpha.im() * dAlpha.im()), 0)
                    .plus(dSqueeze.times(alpha.conjugate().square()).times(-0.5))
                    .plus(squeeze.times(alpha.conjugate())
                            .times(dAlpha.conjugate())
                            .times(-1))
                    .plus(new Complex(params[j] == 2 ? -0.5 * tanh : 0, 0));
            Complex[] d = new Complex[cutoff];
            d[0] = c[0].times(dLog);
            for (int n = 0; n + 1 < cutoff; n++) {
                Complex sum = dDrive.times(c[n]).plus(drive.times(d[n]));
                if (n > 0) {
                    Complex back = dSqueeze.times(c[n - 1]).plus(squeeze.times(d[n - 1]));
                    sum = sum.plus(back.times(-Math.sqrt(n)));
                }
                d[n + 1] = sum.times(1 / Math.sqrt(n + 1));
            }
            ket.store(d, ket.derivativeRe[j], ket.derivativeIm[j]);
        }
        return ket;
    }

    private static void recur(Complex[] c, Complex drive, Complex squeeze) {
        for (int n = 0; n + 1 < c.length; n++) {
            Complex sum = drive.times(c[n]);
            if (n > 0) {
                sum = sum.plus(squeeze.times(c[n - 1]).times(-Math.sqrt(n)));
            }
            c[n + 1] = sum.times(1 / Math.sqrt(n + 1));
        }
    }

    /** (|α> + e^{i pi p}|-α>) / √(2 + 2 e^{-2|α|²} cos(pi p)), α = a e^{i phi}. */
    private static ModeKet cat(double a, double phi, double p, int cutoff) {
        ModeKet plus = displacedSqueezed(a, phi, 0, 0, cutoff, new int[] {0, 1});
        ModeKet ket = new ModeKet(cutoff, 3);
        double overlap = StrictMath.exp(-2 * a * a);
        // 2 + 2 e^{-2a²} cos(pi p) without cancelling: 2 (1 - e^{-2a²}) + 4 e^{-2a²} cos²(pi p/2); a is taken out of
        // the first root.
        double square2 = 2 * a * a;
        double apart = square2 < 1e-16 ? 1 : -StrictMath.expm1(-square2) / square2;
        double half = 0.5 * p - Math.rint(0.5 * p);
        double cosine = StrictMath.sin(Math.PI * (0.5 - Math.abs(half)));
        double sine = StrictMath.sin(Math.PI * half);
        double norm = 1 / Math.hypot(2 * a * Math.sqrt(apart), 2 * Math.sqrt(overlap) * cosine);
        // 1 + e^{i pi p} = 2 cos(pi p/2) e^{i pi p/2}, and 1 - e^{i pi p} = -2i sin(pi p/2) e^{i pi p/2}; both halves
        // turn alike.
        Complex halfTurn = new Complex(cosine, sine);
        Complex even = halfTurn.times(2 * cosine);
        Complex odd = new Complex(sine, -cosine).times(2 * sine);
        // e^{i pi p} of the same half turn, so that p = 1 has no sine at all.
        Complex turn = new Complex(cosine * cosine - sine * sine, 2 * sine * cosine);
        // d norm = -½ norm³ d square
        double byA = -0.5 * norm * norm * norm * (-8 * a * overlap * turn.re());
        double byP = -0.5 * norm * norm * norm * (-2 * Math.PI * overlap * turn.im());
        double square = 4 * a * a * apart + 4 * overlap * cosine * cosine;
        for (int n = 0; n < cutoff; n++) {
            double sign = (n & 1) == 0 ? 1 : -1;
            Complex both = (n & 1) == 0 ? even : odd;
            Complex c = new Complex(plus.re[n], plus.im[n]);
            ket.set(n, c.times(both).times(norm), ket.re, ket.im);
            boolean small = Math.abs(a) > SMALLEST && n > 0 && a * a < 0.25;
            if (small) {
                // ∂ ln = n/a - a - ½ (square)'/square, put over one denominator so that nothing large cancels.
                double rest =
                        2 * square2 * ((n - 1) * apart + lag(square2)) + 4 * overlap * cosine * cosine * (n + square2);
                double log = rest / (a * square) - a;
                ket.set(n, new Complex(ket.re[n], ket.im[n]).times(log), ket.derivativeRe[0], ket.derivativeIm[0]);
            }
            for (int j = small ? 1 : 0; j < 2; j++) {
                Complex d = new Complex(plus.derivativeRe[j][n], plus.derivativeIm[j][n]);
                Complex moved = d.times(both).times(norm).plus(c.times(both).times(j == 0 ? byA : 0));
                ket.set(n, moved, ket.derivativeRe[j], ket.derivativeIm[j]);
            }
            Complex turned = c.times(turn.timesI())
                    .times(sign * Math.PI * norm)
                    .plus(c.times(both).times(byP));
            ket.set(n, turned, ket.derivativeRe[2], ket.derivativeIm[2]);
        }
        return ket;
    }

    /** (1 - e^{-s}) / s - e^{-s}, by its series where s is small. */
    private static double lag(double s) {
        if (s > 0.5) {
            return -StrictMath.expm1(-s) / s - StrictMath.exp(-s);
        }
        // Σ (-1)^k s^k k / (k+1)! from k = 1, negated.
        double sum = 0;
        double term = 1;
        for (int k = 1; k < 20; k++) {
            term *= -s / (k + 1);
            sum -= term * k;
        }
        return sum;
    }

    private void store(Complex[] c, double[] toRe, double[] toIm) {
        for (int n = 0; n < c.length; n++) {
            set(n, c[n], toRe, toIm);
        }
    }

    private void set(int n, Complex value, double[] toRe, double[] toIm) {
        toRe[n] = value.re();
        toIm[n] = value.im();
    }
}
