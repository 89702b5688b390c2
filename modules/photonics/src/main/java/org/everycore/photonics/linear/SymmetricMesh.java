package org.everycore.photonics.linear;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;

/**
 * A unitary as the rectangular mesh whose cells are Mach-Zehnder interferometers between balanced beamsplitters, as chips are
 * built: MZ(in, ex) = R1(π/2 + in/2) R2(π/2 + in/2) BS(π/2 - in/2) R2(π) R1(ex), rightmost first, so that every beamsplitter is
 * one with in = π - 2 theta and phases, which run on to the next cell on their mode and become its ex there.
 */
final class SymmetricMesh {
    private SymmetricMesh() {}

    static List<Operation> operations(ComplexMatrix unitary, int... modes) {
        List<Operation> all = new ArrayList<>();
        double[] waiting = new double[java.util.Arrays.stream(modes).max().orElse(0) + 1];
        for (Operation op : RectangularMesh.operations(unitary, modes)) {
            if (op.kind() == GateKind.ROTATION) {
                waiting[op.modes()[0]] += op.params()[0];
                continue;
            }
            int first = op.modes()[0];
            int second = op.modes()[1];
            double in = Math.PI - 2 * op.params()[0];
            // A phase on both modes commutes with the cell: the second mode's becomes common, the rest the first mode's
            // ex.
            double common = waiting[second] - Math.PI;
            double ex = Math.IEEEremainder(waiting[first] - common, 2 * Math.PI);
            all.add(Operation.of(GateKind.MACH_ZEHNDER, new double[] {in, ex}, first, second));
            waiting[first] = common - (Math.PI + in) / 2;
            waiting[second] = common - (Math.PI + in) / 2;
        }
        for (int mode : modes) {
            RectangularMesh.rotation(all, Math.IEEEremainder(waiting[mode], 2 * Math.PI), mode);
        }
        return all;
    }
}
