package org.everycore.photonics.measure;

import org.everycore.jobs.random.SampleRandom;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.mixed.FockState;

/** One measurement of one state: draws outcomes, and says what state the last outcome leaves. */
abstract class OutcomeDraw {
    /**
     * Prepares to draw.
     *
     * @param often whether many draws will follow, so that tables pay
     */
    static OutcomeDraw of(FockState state, Operation op, boolean often) {
        return switch (op.kind()) {
            case MEASURE_FOCK, MEASURE_THRESHOLD -> new Photons(state, op);
            case MEASURE_HOMODYNE -> new Homodyne(state, op, often);
            case MEASURE_HETERODYNE -> new Heterodyne(state, op);
            default -> throw new IllegalArgumentException(op.kind() + " is not a measurement");
        };
    }

    /** Draws an outcome into {@code out} from {@code at}; returns how many numbers it has. */
    abstract int next(SampleRandom random, double[] out, int at);

    /** The state after the outcome drawn last, not normalised. */
    abstract FockState conditioned(FockState state);

    /** Photon numbers of modes, or whether there were any. */
    private static final class Photons extends OutcomeDraw {
        private final int[] modes;
        private final int cutoff;
        private final boolean threshold;
        private final double[] sums;
        private final int[] numbers;

        Photons(FockState state, Operation op) {
            this.modes = op.modes();
            this.cutoff = state.cutoff();
            this.threshold = op.kind() == GateKind.MEASURE_THRESHOLD;
            this.sums = CumulativeTable.of(state.probabilities(modes));
            this.numbers = new int[modes.length];
        }

        @Override
        int next(SampleRandom random, double[] out, int at) {
            int index = CumulativeTable.find(sums, random.nextDouble());
            for (int i = modes.length - 1; i >= 0; i--) {
                numbers[i] = index % cutoff;
                index /= cutoff;
                out[at + i] = threshold ? Math.min(1, numbers[i]) : numbers[i];
            }
            return modes.length;
        }

        /** Of a threshold detector too, one branch of the mixture: later draws follow the right distribution. */
        @Override
        FockState conditioned(FockState state) {
            FockState now = state;
            for (int i = 0; i < modes.length; i++) {
                now = Projection.number(now, modes[i], numbers[i]);
            }
            return now;
        }
    }

    private static final class Homodyne extends OutcomeDraw {
        private final int mode;
        private final double phi;
        private final QuadratureDistribution distribution;
        private final boolean often;
        private double last;

        Homodyne(FockState state, Operation op, boolean often) {
            this.mode = op.modes()[0];
            this.phi = op.params()[0];
            this.distribution = new QuadratureDistribution(state.reduced(mode), phi);
            this.often = often;
        }

        @Override
        int next(SampleRandom random, double[] out, int at) {
            double u = random.nextDouble();
            last = often ? distribution.quantileByTable(u) : distribution.quantile(u);
            out[at] = last;
            return 1;
        }

        @Override
        FockState conditioned(FockState state) {
            return Projection.quadrature(state, mode, phi, last);
        }
    }

    private static final class Heterodyne extends OutcomeDraw {
        private final int mode;
        private final HusimiDistribution distribution;
        private final double[] last = new double[2];

        Heterodyne(FockState state, Operation op) {
            this.mode = op.modes()[0];
            this.distribution = new HusimiDistribution(state.reduced(mode));
        }

        @Override
        int next(SampleRandom random, double[] out, int at) {
            distribution.draw(random, last, 0);
            out[at] = last[0];
            out[at + 1] = last[1];
            return 2;
        }

        @Override
        FockState conditioned(FockState state) {
            return Projection.coherent(state, mode, last[0], last[1]);
        }
    }
}
