package org.everycore.photonics.mixed;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.fock.ModeKet;
import org.everycore.photonics.linear.GaussianElements;

/** Puts modes of a density matrix into a given state: whatever was there is traced out. */
public final class Preparations {
    private Preparations() {}

    static FockDensity apply(FockDensity state, Operation op) {
        return apply(state, prepared(op, state.cutoff()), op.modes());
    }

    /** The state with some modes put into a state of their own. */
    public static FockDensity apply(FockDensity state, FockDensity fresh, int... on) {
        ModeLayout layout = new ModeLayout(state.modes(), state.cutoff());
        int[] levels = layout.offsets(on);
        int[] others = layout.others(on);
        int d = state.dimension();
        int k = levels.length;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int ket : others) {
            for (int bra : others) {
                double traceRe = 0;
                double traceIm = 0;
                for (int level : levels) {
                    int at = (ket + level) * d + bra + level;
                    traceRe += state.re()[at];
                    traceIm += state.im()[at];
                }
                for (int i = 0; i < k; i++) {
                    for (int j = 0; j < k; j++) {
                        int at = (ket + levels[i]) * d + bra + levels[j];
                        double a = fresh.re()[i * k + j];
                        double b = fresh.im()[i * k + j];
                        re[at] = traceRe * a - traceIm * b;
                        im[at] = traceRe * b + traceIm * a;
                    }
                }
            }
        }
        return new FockDensity(state.modes(), state.cutoff(), re, im);
    }

    /** The state that a preparation makes, alone on its modes. */
    public static FockDensity prepared(Operation op, int cutoff) {
        int modes = op.modes().length;
        if (op.payload() instanceof Payload.Ket ket) {
            return FockDensity.of(new FockKet(modes, cutoff, ket.re(), ket.im()));
        }
        if (op.payload() instanceof Payload.Density given) {
            return new FockDensity(modes, cutoff, given.re(), given.im());
        }
        if (op.payload() instanceof Payload.Moments moments) {
            double[][] elements = GaussianElements.density(moments, cutoff);
            return new FockDensity(modes, cutoff, elements[0], elements[1]);
        }
        return switch (op.kind()) {
            case THERMAL -> thermal(op.params()[0], cutoff);
            default -> {
                ModeKet ket = ModeKet.of(op, cutoff);
                yield FockDensity.of(new FockKet(1, cutoff, ket.re(), ket.im()));
            }
        };
    }

    /** The derivatives of {@link #prepared} by the preparation's parameters; whole numbers have none. */
    public static List<FockDensity> derivatives(Operation op, int cutoff) {
        if (op.params().length == 0 || op.kind() == GateKind.FOCK) {
            return List.of();
        }
        List<FockDensity> slopes = new ArrayList<>();
        if (op.kind() == GateKind.THERMAL) {
            double mean = op.params()[0];
            double[] re = new double[cutoff * cutoff];
            for (int k = 0; k < cutoff; k++) {
                // d n^k (1 + n)^{-k-1} = (k n^{k-1} - (k+1) n^k / (1 + n)) (1 + n)^{-k-1}
                double rising = k == 0 ? 0 : k * StrictMath.pow(mean, k - 1);
                re[k * cutoff + k] =
                        (rising - (k + 1) * StrictMath.pow(mean, k) / (1 + mean)) * StrictMath.pow(1 + mean, -k - 1);
            }
            return List.of(new FockDensity(1, cutoff, re, new double[re.length]));
        }
        ModeKet ket = ModeKet.of(op, cutoff);
        for (int param = 0; param < op.params().length; param++) {
            slopes.add(product(ket, ket.derivativeRe(param), ket.derivativeIm(param), cutoff));
        }
        return slopes;
    }

    /** |d><c| + |c><d|. */
    private static FockDensity product(ModeKet ket, double[] slopeRe, double[] slopeIm, int cutoff) {
        double[] re = new double[cutoff * cutoff];
        double[] im = new double[cutoff * cutoff];
        for (int i = 0; i < cutoff; i++) {
            for (int j = 0; j < cutoff; j++) {
                double first = slopeRe[i] * ket.re()[j] + slopeIm[i] * ket.im()[j];
                double second = ket.re()[i] * slopeRe[j] + ket.im()[i] * slopeIm[j];
                re[i * cutoff + j] = first + second;
                im[i * cutoff + j] = slopeIm[i] * ket.re()[j]
                        - slopeRe[i] * ket.im()[j]
                        + ket.im()[i] * slopeRe[j]
                        - ket.re()[i] * slopeIm[j];
            }
        }
        return new FockDensity(1, cutoff, re, im);
    }

    /** The cotangent before a preparation, from that after it: each trace meets what was made of it. */
    public static FockDensity adjoint(FockDensity cotangent, FockDensity fresh, int... on) {
        ModeLayout layout = new ModeLayout(cotangent.modes(), cotangent.cutoff());
        int[] levels = layout.offsets(on);
        int[] others = layout.others(on);
        int d = cotangent.dimension();
        int k = levels.length;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (int ket : others) {
            for (int bra : others) {
                double sumRe = 0;
                double sumIm = 0;
                for (int i = 0; i < k; i++) {
                    for (int j = 0; j < k; j++) {
                        int at = (ket + levels[i]) * d + bra + levels[j];
                        double a = fresh.re()[i * k + j];
                        double b = fresh.im()[i * k + j];
                        sumRe += a * cotangent.re()[at] + b * cotangent.im()[at];
                        sumIm += a * cotangent.im()[at] - b * cotangent.re()[at];
                    }
                }
                for (int level : levels) {
                    re[(ket + level) * d + bra + level] = sumRe;
                    im[(ket + level) * d + bra + level] = sumIm;
                }
            }
        }
        return new FockDensity(cotangent.modes(), cotangent.cutoff(), re, im);
    }

    /** Probabilities n^k / (1 + n)^{k+1}. */
    private static FockDensity thermal(double mean, int cutoff) {
        double[] re = new double[cutoff * cutoff];
        double probability = 1 / (1 + mean);
        for (int k = 0; k < cutoff; k++) {
            re[k * cutoff + k] = probability;
            probability *= mean / (1 + mean);
        }
        return new FockDensity(1, cutoff, re, new double[re.length]);
    }
}
