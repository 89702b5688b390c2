package org.everycore.training.train;

import java.util.List;
import org.everycore.training.optimise.Optimiser;

/**
 * One sort of loss: what an opponent does before the generator's step, and what the generator's values are worth. Owned by one
 * loop.
 */
interface Trainer {
    /** What the opponent learns in an epoch, from generated values of the epoch's critic draws. */
    default void opponent(int epoch, double rate, double[] generated, EpochRow row) {}

    /** How many generated samples {@link #opponent} wants. */
    default int generatedForOpponent() {
        return 0;
    }

    /**
     * Writes the derivatives of the loss by the generated values.
     *
     * @param values samples x columns
     * @param wanted whether the loss itself is wanted too (a row is written)
     * @return the loss, or NaN where it was not wanted
     */
    double loss(int epoch, double[] values, int samples, double[] cotangents, boolean wanted);

    /** The opponent's weights, for checkpoints; empty for none. */
    default double[] opponentWeights() {
        return new double[0];
    }

    /** Everything else to keep, and the weights again after {@link #restored}. */
    default List<Optimiser> optimisers() {
        return List.of();
    }

    /** Called after the opponent's weights were changed from outside. */
    default void restored() {}
}
