package org.everycore.photonics.observe;

import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;

/** A number read off a state that expressions are made of, with its derivative by the state's numbers. */
sealed interface Quantity {
    /**
     * @param selected probability (density) of what the circuit selected
     */
    double of(FockState state, double selected);

    /** Adds {@code weight} times the derivative by the state's real and imaginary parts. */
    void addCotangent(double weight, FockState state, double[] re, double[] im);

    /** Tr(ρ O). */
    record Mean(Observable observable) implements Quantity {
        @Override
        public double of(FockState state, double selected) {
            return operator(state).mean(state);
        }

        @Override
        public void addCotangent(double weight, FockState state, double[] re, double[] im) {
            operator(state).addCotangent(weight, state, re, im);
        }

        private FockOperator operator(FockState state) {
            return FockOperator.of(observable, state.modes(), state.cutoff());
        }
    }

    /** The fidelity to a state. */
    record Fidelity(FockState target) implements Quantity {
        @Override
        public double of(FockState state, double selected) {
            return StateInspection.of(state).fidelity(target);
        }

        @Override
        public void addCotangent(double weight, FockState state, double[] re, double[] im) {
            if (target.ket().isEmpty() && state.ket().isEmpty()) {
                throw new CircuitException("the fidelity of two mixed states has no gradient here: one must be a ket");
            }
            new Mean(new Observable.Overlap(target)).addCotangent(weight, state, re, im);
        }
    }

    /** The trace, which is Σ|c|² of a ket. */
    record Norm() implements Quantity {
        @Override
        public double of(FockState state, double selected) {
            return state.norm();
        }

        @Override
        public void addCotangent(double weight, FockState state, double[] re, double[] im) {
            if (state.ket().isPresent()) {
                addScaled(2 * weight, state.ket().orElseThrow().re(), re);
                addScaled(2 * weight, state.ket().orElseThrow().im(), im);
            } else {
                addDiagonal(weight, state.density().dimension(), re);
            }
        }
    }

    /** Tr ρ² / (Tr ρ)². */
    record Purity() implements Quantity {
        @Override
        public double of(FockState state, double selected) {
            return StateInspection.of(state).purity();
        }

        @Override
        public void addCotangent(double weight, FockState state, double[] re, double[] im) {
            if (state.ket().isPresent()) {
                return;
            }
            FockDensity density = state.density();
            double norm = density.norm();
            double factor = 2 * weight / (norm * norm);
            addScaled(factor, density.re(), re);
            addScaled(factor, density.im(), im);
            addDiagonal(-2 * weight * density.purity() / norm, density.dimension(), re);
        }
    }

    /** The probability (density) of what the circuit selected; the way to it is not through the state. */
    record Selected() implements Quantity {
        @Override
        public double of(FockState state, double selected) {
            return selected;
        }

        @Override
        public void addCotangent(double weight, FockState state, double[] re, double[] im) {
            // The state is normalised after a selection: what it weighed is another number.
        }
    }

    private static void addScaled(double factor, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    private static void addDiagonal(double value, int dimension, double[] re) {
        for (int i = 0; i < dimension; i++) {
            re[i * dimension + i] += value;
        }
    }
}
