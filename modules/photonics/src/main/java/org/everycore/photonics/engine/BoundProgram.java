package org.everycore.photonics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program with its parameters given: what each pass multiplies by. Immutable, so that workers share it and a device uploads it.
 *
 * @param program the passes, with their modes, rows and bases
 * @param steps what each pass multiplies by, pass after pass
 */
public record BoundProgram(Program program, List<Step> steps) {
    public BoundProgram {
        steps = List.copyOf(steps);
        if (steps.size() != program.passes().size()) {
            throw new IllegalArgumentException(
                    steps.size() + " steps for " + program.passes().size() + " passes");
        }
    }

    /** One pass, bound. Arrays are owned by the program: read them only. */
    public sealed interface Step {}

    /** Phases by amplitude: exp(i Σ angle f(n)) is {@code re[a] + i im[a]}. */
    @SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
    public record Phases(Pass.Diagonal pass, double[] re, double[] im) implements Step {}

    /**
     * A real matrix of blocks; {@link org.everycore.photonics.fock.BlockLayout#offset} says where a block's elements begin, row by row.
     *
     * @param angle the gate's, 0 for a matrix without
     * @param functions what the gate made of the angle on the way to the elements
     */
    @SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
    public record Matrix(Pass.Blocks pass, double angle, double[] functions, double[] elements) implements Step {}

    /** A pass whose values every lane has its own of, and which is bound when those are known. */
    public record PerLane(Pass pass) implements Step {}

    /**
     * Binds a program.
     *
     * @param laneParams which parameters have a value of their own for every lane; null for none
     */
    public static BoundProgram of(Program program, double[] params, boolean[] laneParams) {
        List<Step> steps = new ArrayList<>();
        for (Pass pass : program.passes()) {
            if (perLane(pass, laneParams)) {
                steps.add(new PerLane(pass));
            } else if (pass instanceof Pass.Blocks blocks) {
                steps.add(matrix(blocks, params));
            } else {
                steps.add(new PhaseTable(program, (Pass.Diagonal) pass).bind(params));
            }
        }
        return new BoundProgram(program, steps);
    }

    /** Whether lanes have values of their own for a pass. */
    static boolean perLane(Pass pass, boolean[] laneParams) {
        return pass instanceof Pass.Blocks blocks
                ? varies(blocks.angle(), laneParams)
                : ((Pass.Diagonal) pass).phases().stream().anyMatch(phase -> varies(phase.angle(), laneParams));
    }

    private static boolean varies(Angle angle, boolean[] laneParams) {
        return laneParams != null && Arrays.stream(angle.index()).anyMatch(p -> laneParams[p]);
    }

    private static Matrix matrix(Pass.Blocks pass, double[] params) {
        if (pass.gate() == null) {
            return new Matrix(pass, 0, new double[0], pass.fixed());
        }
        double[] angle = {pass.angle().at(params)};
        double[] scratch = new double[pass.gate().scratch(1)];
        double[] elements = new double[pass.layout().length()];
        pass.gate().elements(angle, 1, scratch, elements);
        return new Matrix(pass, angle[0], Arrays.copyOf(scratch, 2), elements);
    }
}
