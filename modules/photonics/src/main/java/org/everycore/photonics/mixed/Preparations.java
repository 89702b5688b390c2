package org.everycore.photonics.mixed;

import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.fock.ModeKet;

/** Puts modes of a density matrix into a given state: whatever was there is traced out. */
final class Preparations {
    private Preparations() {}

    static FockDensity apply(FockDensity state, Operation op) {
        FockDensity fresh = prepared(op, state.cutoff());
        ModeLayout layout = new ModeLayout(state.modes(), state.cutoff());
        int[] levels = layout.offsets(op.modes());
        int[] others = layout.others(op.modes());
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
    static FockDensity prepared(Operation op, int cutoff) {
        int modes = op.modes().length;
        if (op.payload() instanceof Payload.Ket ket) {
            return FockDensity.of(new FockKet(modes, cutoff, ket.re(), ket.im()));
        }
        if (op.payload() instanceof Payload.Density given) {
            return new FockDensity(modes, cutoff, given.re(), given.im());
        }
        return switch (op.kind()) {
            case THERMAL -> thermal(op.params()[0], cutoff);
            default -> {
                ModeKet ket = ModeKet.of(op, cutoff);
                yield FockDensity.of(new FockKet(1, cutoff, ket.re(), ket.im()));
            }
        };
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
