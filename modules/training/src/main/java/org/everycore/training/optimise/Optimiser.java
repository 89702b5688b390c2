package org.everycore.training.optimise;

/** Moves weights against a gradient; what it remembers between steps can be saved and restored. */
public interface Optimiser {
    /** Changes the weights in place. */
    void step(double[] weights, double[] gradient, double rate);

    /** What it remembers, in arrays of a fixed number and length; they are the live ones: writing into them restores. */
    double[][] state();
}
