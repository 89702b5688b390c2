package org.everycore.photonics.mixed;

import java.util.Locale;
import java.util.Optional;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.FockKet.Moments;

/** A state in Fock space, held as a ket where it is pure and as a density matrix where it is not. */
public final class FockState {
    private static final double VANISHED = 1e-12;

    private final FockKet ket;
    private final FockDensity density;

    private FockState(FockKet ket, FockDensity density) {
        this.ket = ket;
        this.density = density;
    }

    public static FockState of(FockKet ket) {
        return new FockState(ket, null);
    }

    public static FockState of(FockDensity density) {
        return new FockState(null, density);
    }

    /** The ket, when there is one. */
    public Optional<FockKet> ket() {
        return Optional.ofNullable(ket);
    }

    /** The density matrix; made from the ket when there is one. */
    public FockDensity density() {
        return density == null ? FockDensity.of(ket) : density;
    }

    public int modes() {
        return ket == null ? density.modes() : ket.modes();
    }

    public int cutoff() {
        return ket == null ? density.cutoff() : ket.cutoff();
    }

    /** The trace, which is Σ|c|² of a ket. */
    public double norm() {
        return ket == null ? density.norm() : ket.norm();
    }

    /** Refuses a state of which the cut left nothing, so that nothing is read from rounding errors. */
    public void requireSome() {
        double norm = norm();
        if (!(norm > VANISHED)) {
            throw new CircuitException(String.format(
                    Locale.ROOT,
                    "cutoff %d leaves nothing of the state (norm %.1e): use a higher cutoff",
                    cutoff(),
                    norm));
        }
    }

    /** Every joint photon number's probability, C order. */
    public double[] probabilities() {
        return ket == null ? density.probabilities() : ket.probabilities();
    }

    /** The joint photon-number probabilities of some modes, first listed slowest. */
    public double[] probabilities(int... on) {
        double[] all = probabilities();
        ModeLayout layout = new ModeLayout(modes(), cutoff());
        int[] levels = layout.offsets(on);
        int[] others = layout.others(on);
        double[] marginal = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            for (int rest : others) {
                marginal[i] += all[levels[i] + rest];
            }
        }
        return marginal;
    }

    public Moments moments(int mode) {
        return ket == null ? density.moments(mode) : ket.moments(mode);
    }

    /** The state of some modes, in the order listed, the others traced out. */
    public FockDensity reduced(int... on) {
        return ket == null ? density.reduced(on) : FockDensity.reduced(ket, on);
    }

    /** Re and im of every array element times a factor: the arrays are new. */
    public FockState scaled(double factor) {
        if (ket == null) {
            return of(new FockDensity(
                    density.modes(), density.cutoff(), times(density.re(), factor), times(density.im(), factor)));
        }
        double root = Math.sqrt(factor);
        return of(new FockKet(ket.modes(), ket.cutoff(), times(ket.re(), root), times(ket.im(), root)));
    }

    private static double[] times(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }
}
