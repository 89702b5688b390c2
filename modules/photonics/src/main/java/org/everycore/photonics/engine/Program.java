package org.everycore.photonics.engine;

import java.util.List;

/**
 * A circuit of unitaries as passes over a ket, driven by a vector of parameters. Immutable; workers may share it.
 *
 * @param dimension cutoff^modes
 */
public record Program(int modes, int cutoff, int dimension, int parameters, List<Pass> passes) {
    public Program {
        passes = List.copyOf(passes);
    }

    /** Real multiply-adds to take one ket through all passes. */
    public double multiplyAdds() {
        return passes.stream().mapToDouble(Pass::multiplyAdds).sum();
    }

    /** Real multiply-adds of the whole circuit as one complex matrix. */
    public double denseMultiplyAdds() {
        return 4.0 * dimension * dimension;
    }
}
