package org.everycore.photonics.circuit;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.everycore.photonics.circuit.GateKind.Role;

/**
 * A list of operations on a number of modes that start in the vacuum, each mode held up to a cutoff.
 *
 * @param name a label, may be empty
 * @param description free text, may be empty
 * @param modes number of modes, 1 to {@value #MAX_MODES}
 * @param cutoff levels a mode, n = 0..cutoff-1, 1 to {@value #MAX_CUTOFF}
 */
public record Circuit(String name, String description, int modes, int cutoff, List<Operation> operations) {
    public static final int MAX_MODES = 1024;
    public static final int MAX_CUTOFF = 16_384;
    /** Bytes of one complex amplitude. */
    private static final double AMPLITUDE_BYTES = 16;
    /** State, result and scratch: how many arrays of a state's size a simulation holds at once. */
    private static final int STATE_COPIES = 3;

    public Circuit {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        if (modes < 1 || modes > MAX_MODES) {
            throw new CircuitException("modes is " + modes + ", must be 1 to " + MAX_MODES);
        }
        if (cutoff < 1 || cutoff > MAX_CUTOFF) {
            throw new CircuitException("cutoff is " + cutoff + ", must be 1 to " + MAX_CUTOFF);
        }
        operations = List.copyOf(operations);
        int[] heterodyne = new int[modes];
        for (int i = 0; i < operations.size(); i++) {
            try {
                check(operations.get(i), modes, cutoff);
                checkOutcomes(operations.get(i), heterodyne);
            } catch (CircuitException e) {
                throw new CircuitException(place(i, operations.get(i)) + e.getMessage());
            }
        }
    }

    public Circuit(int modes, int cutoff, List<Operation> operations) {
        this("", "", modes, cutoff, operations);
    }

    public Circuit withCutoff(int other) {
        return new Circuit(name, description, modes, other, operations);
    }

    public Circuit withOperations(List<Operation> others) {
        return new Circuit(name, description, modes, cutoff, others);
    }

    /** Whether every operation is Gaussian, so that phase space suffices. */
    public boolean gaussian() {
        return operations.stream().allMatch(op -> op.kind().gaussian());
    }

    /**
     * Whether the state before any measurement is a ket: no channel, no mixed preparation, and preparations only on
     * modes that nothing has touched yet.
     */
    public boolean pure() {
        boolean[] touched = new boolean[modes];
        for (Operation op : operations) {
            if (!op.pure()) {
                return false;
            }
            for (int mode : op.modes()) {
                if (op.kind().role() == Role.PREPARATION && touched[mode]) {
                    return false;
                }
                touched[mode] = true;
            }
        }
        return true;
    }

    /** Whether a measurement selects its outcome. */
    public boolean selects() {
        return operations.stream().anyMatch(op -> op.select().length > 0);
    }

    /** Whether an operation takes a parameter from measured outcomes. */
    public boolean feedsForward() {
        return operations.stream().anyMatch(op -> !op.measured().isEmpty());
    }

    /** What the selected outcomes have together: a probability, or a density where one is continuous. */
    public String selectedBy() {
        return operations.stream()
                        .anyMatch(op -> op.select().length > 0
                                && (op.kind() == GateKind.MEASURE_HOMODYNE || op.kind() == GateKind.MEASURE_HETERODYNE))
                ? "probability density"
                : "probability";
    }

    /** Whether it has a measurement. */
    public boolean measured() {
        return operations.stream().anyMatch(op -> op.kind().role() == Role.MEASUREMENT);
    }

    /** cutoff^modes, exact while below 2^53. */
    public double dimension() {
        return Math.pow(cutoff, modes);
    }

    /** All continuous parameters, in the order of operations and their params. */
    public double[] parameters() {
        return operations.stream()
                .flatMapToDouble(op -> java.util.Arrays.stream(op.params()))
                .toArray();
    }

    /** The same circuit with other parameters, in the order of {@link #parameters}. */
    public Circuit withParameters(double[] values) {
        List<Operation> changed = new ArrayList<>(operations.size());
        int at = 0;
        for (Operation op : operations) {
            int next = at + op.params().length;
            if (next > values.length) {
                throw new CircuitException("has more than " + values.length + " parameters");
            }
            changed.add(op.withParams(java.util.Arrays.copyOfRange(values, at, next)));
            at = next;
        }
        if (at != values.length) {
            throw new CircuitException("has " + at + " parameters, not " + values.length);
        }
        return withOperations(changed);
    }

    /** Bytes that a Fock-space simulation of one ket (or one density matrix, when mixed) holds at once. */
    public double fockBytes(boolean densityMatrix) {
        double state = densityMatrix ? dimension() * dimension() : dimension();
        double gate = Math.pow(cutoff, modes == 1 ? 2 : 3);
        return AMPLITUDE_BYTES * (STATE_COPIES * state + gate);
    }

    /** Refuses, with the figure, a simulation that three quarters of this JVM's heap could not hold. */
    public void requireFockMemory(boolean densityMatrix) {
        double needed = fockBytes(densityMatrix);
        double limit = Math.min(0.75 * Runtime.getRuntime().maxMemory(), AMPLITUDE_BYTES * Integer.MAX_VALUE / 2.0);
        if (needed > limit) {
            throw new CircuitException(String.format(
                    Locale.ROOT,
                    "%d modes at cutoff %d need %.3g GiB for a %s, over the limit of %.3g GiB",
                    modes,
                    cutoff,
                    needed / (1L << 30),
                    densityMatrix ? "density matrix" : "ket",
                    limit / (1L << 30)));
        }
    }

    private static void check(Operation op, int modes, int cutoff) {
        for (int mode : op.modes()) {
            if (mode >= modes) {
                throw new CircuitException("mode " + mode + " is out of range, the circuit has " + modes);
            }
        }
        double dimension = Math.pow(cutoff, op.modes().length);
        if (op.kind() == GateKind.FOCK && op.params()[0] >= cutoff) {
            throw new CircuitException("n is " + (long) op.params()[0] + ", not below the cutoff " + cutoff);
        }
        if (op.kind() == GateKind.SNAP && op.params().length > cutoff) {
            throw new CircuitException("has " + op.params().length + " phases, more than the cutoff " + cutoff);
        }
        if (op.payload() instanceof Payload.Ket ket && ket.re().length != dimension) {
            throw new CircuitException(
                    "has " + ket.re().length + " amplitudes, not cutoff^modes = " + (long) dimension);
        }
        if (op.payload() instanceof Payload.Density density && density.dimension() != dimension) {
            throw new CircuitException(
                    "has dimension " + density.dimension() + ", not cutoff^modes = " + (long) dimension);
        }
    }

    /**
     * That what an operation takes from outcomes has been measured before it.
     *
     * @param known by mode: 0 not measured yet, 1 measured, 2 measured by heterodyne
     */
    private static void checkOutcomes(Operation op, int[] known) {
        op.measured().values().forEach(value -> {
            for (int mode : value.modes()) {
                if (mode >= known.length || known[mode] == 0) {
                    throw new CircuitException("takes q" + mode + ", which is not measured before it");
                }
                if (known[mode] == 2 != value.complexModes().contains(mode)) {
                    throw new CircuitException(
                            known[mode] == 2
                                    ? "takes q" + mode + ", a complex outcome of heterodyne: re(q" + mode + ") or im(q"
                                            + mode + ")"
                                    : "takes a part of q" + mode + ", which is a real outcome");
                }
            }
        });
        if (op.kind().role() == Role.MEASUREMENT) {
            for (int mode : op.modes()) {
                known[mode] = op.kind() == GateKind.MEASURE_HETERODYNE ? 2 : 1;
            }
        }
    }

    /** "gate 3 (BSgate): ", how every complaint names an operation. */
    static String place(int index, Operation op) {
        return "gate " + index + " (" + op.kind().gateName() + "): ";
    }
}
