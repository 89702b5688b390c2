package org.everycore.photonics.engine;

import java.util.List;
import org.everycore.photonics.fock.BlockLayout;
import org.everycore.photonics.fock.RealGate;

/** One sweep over the amplitudes of a ket: a diagonal of phases, or a block-diagonal real matrix. */
public sealed interface Pass {
    /** Real multiply-adds of one ket. */
    double multiplyAdds();

    /** What it does, for people. */
    String label();

    /**
     * exp(i angle f(n)) on one mode, or exp(i angle f(n1) g(n2)) on two.
     *
     * @param second the second mode, or -1
     */
    record Phase(String label, Angle angle, int first, double[] f, int second, double[] g) {
        boolean touches(int mode) {
            return mode == first || mode == second;
        }
    }

    /** Phases of any number of gates, multiplied in one sweep. */
    record Diagonal(List<Phase> phases, int dimension) implements Pass {
        @Override
        public double multiplyAdds() {
            return 4.0 * dimension;
        }

        @Override
        public String label() {
            return "phases of " + phases.size() + " rotations and Kerr gates";
        }
    }

    /**
     * A real matrix on one or two modes.
     *
     * @param gate the one-parameter gate, or null when the matrix is fixed
     * @param fixed elements of a matrix without parameter, or null
     * @param rows indices of each block's amplitudes, for the other modes in their vacuum
     * @param bases what to add for each state of the other modes before the last run
     * @param run amplitudes side by side that differ only in modes after the gate's
     */
    record Blocks(
            String label,
            RealGate gate,
            double[] fixed,
            Angle angle,
            BlockLayout layout,
            int[][] rows,
            int[] bases,
            int run,
            int[] modes)
            implements Pass {
        @Override
        public double multiplyAdds() {
            return 2.0 * layout.length() * bases.length * run;
        }
    }
}
