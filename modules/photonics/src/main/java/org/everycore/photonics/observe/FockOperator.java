package org.everycore.photonics.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;

/** A Hermitian operator on the cut space of some modes, known by what it does to columns of amplitudes. */
abstract class FockOperator {
    /** An observable between the levels that are kept of so many modes. */
    static FockOperator of(Observable observable, int modes, int cutoff) {
        if (observable.modes() > modes) {
            throw new CircuitException(
                    "reads mode " + (observable.modes() - 1) + ", the state has " + modes + " modes");
        }
        if (observable instanceof Observable.Overlap overlap) {
            FockState target = overlap.target();
            if (target.modes() != modes || target.cutoff() != cutoff) {
                throw new CircuitException("compares with a state of " + target.modes() + " modes at cutoff "
                        + target.cutoff() + ", this one has " + modes + " at " + cutoff);
            }
            return new OverlapOperator(target);
        }
        ProductOperator operator = new ProductOperator(modes, cutoff);
        if (observable instanceof Observable.Parity parity) {
            double[] signs = new double[cutoff];
            for (int n = 0; n < cutoff; n++) {
                signs[n] = (n & 1) == 0 ? 1 : -1;
            }
            SortedMap<Integer, ModeMatrix> factors = new TreeMap<>();
            List<Integer> on =
                    parity.on().isEmpty() ? IntStream.range(0, modes).boxed().toList() : parity.on();
            on.forEach(mode -> factors.put(mode, ModeMatrix.diagonal(signs)));
            return operator.plus(1, factors);
        }
        if (observable instanceof Observable.PhotonNumbers photons) {
            SortedMap<Integer, ModeMatrix> factors = new TreeMap<>();
            photons.numbers().forEach((mode, n) -> {
                double[] only = new double[cutoff];
                if (n < cutoff) {
                    only[n] = 1;
                }
                factors.put(mode, ModeMatrix.diagonal(only));
            });
            return operator.plus(1, factors);
        }
        for (Observable.Monomial term : ((Observable.Polynomial) observable).terms()) {
            SortedMap<Integer, List<Observable.Letter>> letters = new TreeMap<>();
            term.letters().forEach(letter -> letters.computeIfAbsent(letter.mode(), m -> new ArrayList<>())
                    .add(letter));
            SortedMap<Integer, ModeMatrix> factors = new TreeMap<>();
            letters.forEach((mode, of) -> factors.put(mode, ModeMatrix.product(of, cutoff)));
            // Equal factors make a Hermitian product; of others the adjoint has the opposite order.
            boolean hermitian = letters.values().stream()
                    .allMatch(of -> of.stream().distinct().count() == 1);
            if (hermitian) {
                operator.plus(term.coefficient(), factors);
            } else {
                operator.plusBoth(term.coefficient(), factors);
            }
        }
        return operator;
    }

    /**
     * Adds {@code weight} O x to {@code to}.
     *
     * @param columns kets side by side: amplitude a of ket j at {@code a * columns + j}
     */
    abstract void add(double weight, double[] re, double[] im, int columns, double[] toRe, double[] toIm);

    /** The trace of O with a state, not normalised. */
    double mean(FockState state) {
        if (state.ket().isPresent()) {
            FockKet ket = state.ket().orElseThrow();
            double[] re = new double[ket.re().length];
            double[] im = new double[re.length];
            add(1, ket.re(), ket.im(), 1, re, im);
            double sum = 0;
            for (int a = 0; a < re.length; a++) {
                sum += ket.re()[a] * re[a] + ket.im()[a] * im[a];
            }
            return sum;
        }
        FockDensity density = state.density();
        int d = density.dimension();
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        add(1, density.re(), density.im(), d, re, im);
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += re[i * d + i];
        }
        return sum;
    }

    /** Adds {@code weight} times the derivative of {@link #mean} by the real and imaginary parts of the state's numbers. */
    void addCotangent(double weight, FockState state, double[] re, double[] im) {
        if (state.ket().isPresent()) {
            FockKet ket = state.ket().orElseThrow();
            add(2 * weight, ket.re(), ket.im(), 1, re, im);
            return;
        }
        int d = state.density().dimension();
        double[] one = new double[d * d];
        for (int i = 0; i < d; i++) {
            one[i * d + i] = 1;
        }
        add(weight, one, new double[d * d], d, re, im);
    }
}
