package org.everycore.photonics.engine;

import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;

/**
 * Runs one circuit of preparations and unitaries on one ket, and differentiates it.
 *
 * <p>Throws {@link org.everycore.photonics.circuit.CircuitException} for circuits that make mixed states or need more memory
 * than there is.
 */
public final class PureSimulator {
    private PureSimulator() {}

    /** A loss and its derivative by every parameter of the circuit, in the order of gates and their params. */
    @SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
    public record Gradient(double loss, double[] gradient) {}

    /** The ket before any measurement. */
    public static FockKet run(Circuit circuit) {
        Lowering.Lowered lowered = Lowering.lower(circuit);
        Propagator propagator = new Propagator(lowered.program(), PlainKernel.INSTANCE, 1, null, false);
        propagator.bind(circuit.parameters());
        lowered.start().fill(propagator.input().re, propagator.input().im);
        double before = NormGuard.norm(propagator.input().re, propagator.input().im);
        KetBlock out = propagator.forward(1);
        requireNoGrowth(circuit, lowered, before, out);
        return new FockKet(circuit.modes(), circuit.cutoff(), out.re, out.im);
    }

    private static void requireNoGrowth(Circuit circuit, Lowering.Lowered lowered, double before, KetBlock out) {
        double after = NormGuard.norm(out.re, out.im);
        if (NormGuard.grew(before, after)) {
            KetBlock start = new KetBlock(lowered.program().dimension(), 1);
            lowered.start().fill(start.re, start.im);
            String gate = NormGuard.culprit(lowered.program(), circuit.parameters(), start.re, start.im);
            throw new CircuitException(gate + " lets the norm grow from " + before + " to " + after
                    + ": digits are lost, and no answer is given");
        }
    }

    /** Loss Σ over modes of <x>² + <p>² (traces over the cut ket) and its gradient. */
    public static Gradient quadratureGradient(Circuit circuit) {
        double[] loss = new double[1];
        double[] gradient = vjp(circuit, (ket, re, im) -> {
            QuadratureBlock xp = new QuadratureBlock(circuit.modes(), 1);
            KetBlock block = KetBlock.one(ket.re(), ket.im());
            Quadratures quadratures = new Quadratures(circuit.modes(), circuit.cutoff(), PlainKernel.INSTANCE);
            quadratures.read(block, xp, 1);
            for (int mode = 0; mode < circuit.modes(); mode++) {
                loss[0] += xp.x()[mode] * xp.x()[mode] + xp.p()[mode] * xp.p()[mode];
                xp.x()[mode] *= 2;
                xp.p()[mode] *= 2;
            }
            quadratures.addCotangent(xp, block, KetBlock.one(re, im), 1);
        });
        return new Gradient(loss[0], gradient);
    }

    /** Fills (∂L/∂re, ∂L/∂im) of a loss at a ket. */
    @FunctionalInterface
    public interface Cotangent {
        void fill(FockKet ket, double[] re, double[] im);
    }

    /** A program of unitaries run on a given ket, and what differentiating it needs. One thread's. */
    public static final class Tape {
        private final Lowering.Lowered lowered;
        private final Propagator propagator;
        private final FockKet end;

        private Tape(Circuit circuit, double[] re, double[] im) {
            this.lowered = Lowering.lower(circuit);
            this.propagator = new Propagator(lowered.program(), PlainKernel.INSTANCE, 1, null, true);
            propagator.bind(circuit.parameters());
            System.arraycopy(re, 0, propagator.tapedInput().re, 0, re.length);
            System.arraycopy(im, 0, propagator.tapedInput().im, 0, im.length);
            KetBlock out = propagator.forwardTaped(1);
            this.end = new FockKet(circuit.modes(), circuit.cutoff(), out.re.clone(), out.im.clone());
        }

        /** The ket that comes out. */
        public FockKet end() {
            return end;
        }

        /** Replaces a cotangent of {@link #end} by that of the start, and returns the derivatives by the parameters; once. */
        public double[] back(double[] re, double[] im) {
            System.arraycopy(re, 0, propagator.cotangent().re, 0, re.length);
            System.arraycopy(im, 0, propagator.cotangent().im, 0, im.length);
            KetBlock start = propagator.backward(1, 1, null);
            double[] gradient = new double[lowered.program().parameters()];
            propagator.addSharedGradients(gradient);
            System.arraycopy(start.re, 0, re, 0, re.length);
            System.arraycopy(start.im, 0, im, 0, im.length);
            return gradient;
        }
    }

    /** Runs a circuit of unitaries on a ket that is given instead of the vacuum. */
    public static Tape tape(Circuit unitaries, double[] re, double[] im) {
        return new Tape(unitaries, re, im);
    }

    /** Vector-Jacobian product: the gradient by all parameters of any real loss of the ket. */
    public static double[] vjp(Circuit circuit, Cotangent loss) {
        Lowering.Lowered lowered = Lowering.lower(circuit);
        Propagator propagator = new Propagator(lowered.program(), PlainKernel.INSTANCE, 1, null, true);
        propagator.bind(circuit.parameters());
        lowered.start().fill(propagator.tapedInput().re, propagator.tapedInput().im);
        double before = NormGuard.norm(propagator.tapedInput().re, propagator.tapedInput().im);
        KetBlock out = propagator.forwardTaped(1);
        requireNoGrowth(circuit, lowered, before, out);
        KetBlock lambda = propagator.cotangent();
        loss.fill(new FockKet(circuit.modes(), circuit.cutoff(), out.re, out.im), lambda.re, lambda.im);
        double[] gradient = new double[lowered.program().parameters()];
        KetBlock start = propagator.backward(1, 1, null);
        propagator.addSharedGradients(gradient);
        lowered.start().addGradients(start.re, start.im, gradient);
        return gradient;
    }
}
