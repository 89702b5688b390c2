package org.everycore.photonics.engine;

import java.util.List;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.fock.ModeKet;
import org.everycore.photonics.linear.GaussianElements;

/** The ket that a circuit's preparations make: a product of factors, each on its own modes; the rest is vacuum. */
final class InitialKet {
    private final int modes;
    private final int cutoff;
    private final List<Operation> preparations;
    private final List<Integer> firstParam;

    /** @param firstParam index of each preparation's first parameter in the circuit's */
    InitialKet(int modes, int cutoff, List<Operation> preparations, List<Integer> firstParam) {
        this.modes = modes;
        this.cutoff = cutoff;
        this.preparations = List.copyOf(preparations);
        this.firstParam = List.copyOf(firstParam);
    }

    /** Writes the amplitudes of one ket. */
    void fill(double[] re, double[] im) {
        fill(re, im, -1, -1);
    }

    /** Adds Re<λ, ∂ket/∂param> for every parameter of a preparation. */
    void addGradients(double[] lambdaRe, double[] lambdaIm, double[] gradient) {
        double[] re = null;
        double[] im = null;
        for (int j = 0; j < preparations.size(); j++) {
            for (int param = 0; param < preparations.get(j).params().length; param++) {
                if (re == null) {
                    re = new double[lambdaRe.length];
                    im = new double[lambdaRe.length];
                }
                fill(re, im, j, param);
                double sum = 0;
                for (int a = 0; a < re.length; a++) {
                    sum = Math.fma(lambdaIm[a], im[a], Math.fma(lambdaRe[a], re[a], sum));
                }
                gradient[firstParam.get(j) + param] += sum;
            }
        }
    }

    private void fill(double[] re, double[] im, int derived, int param) {
        java.util.Arrays.fill(re, 0);
        java.util.Arrays.fill(im, 0);
        re[0] = 1;
        // Later preparations of the same untouched mode do not occur: a circuit with them is not pure.
        for (int j = 0; j < preparations.size(); j++) {
            Operation op = preparations.get(j);
            if (op.payload() instanceof Payload.Ket given) {
                spread(re, im, op.modes(), given.re(), given.im());
            } else if (op.payload() instanceof Payload.Moments moments) {
                double[][] gaussian = GaussianElements.ket(moments, cutoff);
                spread(re, im, op.modes(), gaussian[0], gaussian[1]);
            } else {
                ModeKet ket = ModeKet.of(op, cutoff);
                boolean here = j == derived;
                spread(
                        re,
                        im,
                        op.modes(),
                        here ? ket.derivativeRe(param) : ket.re(),
                        here ? ket.derivativeIm(param) : ket.im());
            }
        }
    }

    /** Multiplies a factor on modes that are in |0> so far into the ket. */
    private void spread(double[] re, double[] im, int[] on, double[] factorRe, double[] factorIm) {
        int[] offset = new int[factorRe.length];
        for (int level = 0; level < offset.length; level++) {
            int digits = level;
            for (int i = on.length - 1; i >= 0; i--) {
                int stride = 1;
                for (int m = modes - 1; m > on[i]; m--) {
                    stride *= cutoff;
                }
                offset[level] += digits % cutoff * stride;
                digits /= cutoff;
            }
        }
        for (int a = 0; a < re.length; a++) {
            if (re[a] == 0 && im[a] == 0) {
                continue;
            }
            if (!vacuum(a, on)) {
                continue;
            }
            double r = re[a];
            double i = im[a];
            // Level 0 last, because it overwrites the amplitude that the others are made of.
            for (int level = offset.length - 1; level >= 0; level--) {
                re[a + offset[level]] = r * factorRe[level] - i * factorIm[level];
                im[a + offset[level]] = r * factorIm[level] + i * factorRe[level];
            }
        }
    }

    private boolean vacuum(int a, int[] on) {
        for (int mode : on) {
            int stride = 1;
            for (int m = modes - 1; m > mode; m--) {
                stride *= cutoff;
            }
            if (a / stride % cutoff != 0) {
                return false;
            }
        }
        return true;
    }
}
