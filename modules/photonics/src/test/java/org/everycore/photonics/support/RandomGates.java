package org.everycore.photonics.support;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;

/** Random operations with parameters small enough for low cutoffs. */
public final class RandomGates {
    private RandomGates() {}

    /** A unitary of size n by Gram-Schmidt on normal columns. */
    public static Payload.Unitary unitary(int n, SplittableRandom random) {
        double[] re = new double[n * n];
        double[] im = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                re[i * n + j] = random.nextGaussian();
                im[i * n + j] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    double dotRe = 0;
                    double dotIm = 0;
                    for (int j = 0; j < n; j++) {
                        int a = i * n + j;
                        int b = k * n + j;
                        dotRe += re[b] * re[a] + im[b] * im[a];
                        dotIm += re[b] * im[a] - im[b] * re[a];
                    }
                    for (int j = 0; j < n; j++) {
                        int a = i * n + j;
                        int b = k * n + j;
                        re[a] -= dotRe * re[b] - dotIm * im[b];
                        im[a] -= dotRe * im[b] + dotIm * re[b];
                    }
                }
            }
            double norm = 0;
            for (int j = 0; j < n; j++) {
                norm += re[i * n + j] * re[i * n + j] + im[i * n + j] * im[i * n + j];
            }
            for (int j = 0; j < n; j++) {
                re[i * n + j] /= Math.sqrt(norm);
                im[i * n + j] /= Math.sqrt(norm);
            }
        }
        return new Payload.Unitary(n, re, im);
    }

    /** Unitaries that are Gaussian, without payloads. */
    public static final List<GateKind> GAUSSIAN = List.of(
            GateKind.DISPLACEMENT,
            GateKind.SQUEEZING,
            GateKind.ROTATION,
            GateKind.BEAMSPLITTER,
            GateKind.MACH_ZEHNDER,
            GateKind.TWO_MODE_SQUEEZING,
            GateKind.QUADRATIC_PHASE,
            GateKind.CONTROLLED_X,
            GateKind.CONTROLLED_Z);

    /** Unitaries that are not. */
    public static final List<GateKind> OTHER = List.of(GateKind.KERR, GateKind.CROSS_KERR, GateKind.CUBIC_PHASE);

    /** A gate of that kind on random modes (in any order); active parameters up to {@code strength}. */
    public static Operation gate(GateKind kind, int modes, double strength, SplittableRandom random) {
        int[] on = choose(kind.modeCount() == GateKind.ANY ? modes : kind.modeCount(), modes, random);
        double active = strength * (2 * random.nextDouble() - 1);
        double angle = 2 * Math.PI * random.nextDouble();
        double[] params =
                switch (kind) {
                    case DISPLACEMENT, SQUEEZING, TWO_MODE_SQUEEZING -> new double[] {active, angle};
                    case BEAMSPLITTER, MACH_ZEHNDER -> new double[] {2 * Math.PI * random.nextDouble(), angle};
                    case ROTATION, KERR, CROSS_KERR -> new double[] {angle};
                    default -> new double[] {active};
                };
        return Operation.of(kind, params, on);
    }

    /** {@code length} gates of the kinds, those that fit the number of modes. */
    public static List<Operation> gates(
            List<GateKind> kinds, int length, int modes, double strength, SplittableRandom random) {
        List<Operation> gates = new ArrayList<>();
        while (gates.size() < length) {
            GateKind kind = kinds.get(random.nextInt(kinds.size()));
            if (kind.modeCount() <= modes) {
                gates.add(gate(kind, modes, strength, random));
            }
        }
        return gates;
    }

    /** {@code count} different modes in random order. */
    public static int[] choose(int count, int modes, SplittableRandom random) {
        int[] all = new int[modes];
        for (int i = 0; i < modes; i++) {
            int j = random.nextInt(i + 1);
            all[i] = all[j];
            all[j] = i;
        }
        return java.util.Arrays.copyOf(all, count);
    }
}
