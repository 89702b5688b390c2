package org.everycore.photonics.blackbird;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.Operation;

/**
 * A program of type tdm: its operations are those of one time bin, in which arrays p0, p1, ... stand for their element of that bin.
 *
 * <p>As Strawberry Fields unrolls it: all arrays are as long as there are bins, the whole repeats {@code copies} times, and from bin
 * to bin the modes move on by one, so that the mode that was measured comes back as a fresh one.
 */
final class TimeDomain {
    private static final int MAX_COPIES = 1_000_000;

    private final Token type;
    private final int copies;
    private final List<Integer> lines = new ArrayList<>();
    private final Map<String, Value.Array> arrays = new TreeMap<>();
    private int length;

    private TimeDomain(Token type, int copies) {
        this.type = type;
        this.copies = copies;
    }

    /** {@code tdm (temporal_modes=3, copies=1)}. */
    static TimeDomain read(Expressions rest) {
        Token type = rest.name("a type of program");
        if (!type.is("tdm")) {
            throw type.error("programs of type " + type.shown() + " are not supported, only tdm");
        }
        Arguments options = Arguments.read(type, rest);
        rest.end();
        int copies = 1;
        if (options.named().get("copies") != null) {
            double value = options.named().get("copies").real("copies");
            if (value != Math.rint(value) || value < 1 || value > MAX_COPIES) {
                throw options.named()
                        .get("copies")
                        .at()
                        .error("copies is " + value + ", must be a whole number from 1 to " + MAX_COPIES);
            }
            copies = (int) value;
        }
        return new TimeDomain(type, copies);
    }

    /** Whether a line is done in every bin: an operation or a loop. */
    boolean repeats(Line line) {
        return line.first().is("for") || line.tokens().stream().anyMatch(token -> token.is("|"));
    }

    void add(int line) {
        lines.add(line);
    }

    /** Numbers of the lines that are done in every bin. */
    List<Integer> lines() {
        return lines;
    }

    /** How many bins there are, copies and all. */
    int bins(Scope scope) {
        scope.arrays("p\\d+").forEach(arrays::put);
        length = 0;
        arrays.forEach((name, array) -> {
            if (length != 0 && array.re().length != length) {
                throw type.error("array " + name + " has " + array.re().length + " numbers where another has " + length
                        + ": one a time bin");
            }
            length = array.re().length;
        });
        if (length == 0) {
            throw type.error("a tdm program needs arrays p0, p1, ... with a number for each time bin");
        }
        if ((long) length * copies > ProgramParser.MAX_OPERATIONS) {
            throw type.error("the program has more than " + ProgramParser.MAX_OPERATIONS + " time bins");
        }
        return length * copies;
    }

    /** Sets the arrays to their elements of a bin. */
    void enter(int bin, Scope scope) {
        int at = bin % length;
        arrays.forEach((name, array) -> scope.set(name, new Value.Scalar(array.re()[at], array.im()[at])));
    }

    /** Modes that are there at once: one more than the highest of a bin, in which one is measured. */
    int concurrentModes(List<Operation> bin) {
        int highest = 0;
        int measured = 0;
        for (Operation op : bin) {
            for (int mode : op.modes()) {
                highest = Math.max(highest, mode);
            }
            measured += op.kind().role() == Role.MEASUREMENT ? op.modes().length : 0;
        }
        if (measured != 1) {
            throw type.error("a time bin of a tdm program measures one mode, this one " + measured);
        }
        return highest + 1;
    }

    /** The operation where the modes have moved on. */
    Operation shifted(Operation op, int shift, int modes) {
        if (!op.measured().isEmpty()) {
            throw type.error("a tdm program takes no parameters from measured modes");
        }
        int[] on = op.modes().clone();
        for (int i = 0; i < on.length; i++) {
            on[i] = (on[i] + shift) % modes;
        }
        return new Operation(op.kind(), op.params(), on, op.payload(), op.select());
    }
}
