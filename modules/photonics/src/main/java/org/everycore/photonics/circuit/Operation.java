package org.everycore.photonics.circuit;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.everycore.photonics.circuit.GateKind.Role;

/**
 * One step of a circuit: a kind, its parameters, the modes it acts on, and the arrays it carries.
 *
 * <p>Arrays are owned by the record: do not write to them, and compare operations by {@link #sameAs}.
 *
 * @param params continuous parameters, {@link GateKind#paramCount} of them
 * @param modes distinct mode numbers from 0, in the order that the kind's formula names them
 * @param payload {@link Payload#NONE} but for Interferometer, GaussianTransform, GaussianChannel, Gaussian, Ket and DensityMatrix
 * @param measured parameters, by their place, that shots compute from outcomes; the place holds 0 in {@code params}
 * @param select outcomes to post-select on, one a mode (two, re and im of α, for heterodyne); empty for a free draw
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; equality is sameAs
public record Operation(
        GateKind kind,
        double[] params,
        int[] modes,
        Payload payload,
        double[] select,
        SortedMap<Integer, MeasuredParameter> measured) {
    private static final double[] NO_NUMBERS = {};
    /** Finite energy: below, a state has tens of thousands of photons; above, it is the vacuum. */
    private static final double LEAST_EPSILON = 1e-3;

    private static final double MOST_EPSILON = 10;

    /** Parameters, and array elements in files, are at most this large, so that powers of them never overflow. */
    public static final double MAX_VALUE = 1e9;

    public Operation {
        requireNonNull(kind, "kind is null");
        requireNonNull(params, "params is null");
        requireNonNull(modes, "modes is null");
        requireNonNull(payload, "payload is null");
        requireNonNull(select, "select is null");
        if (kind.paramCount() == GateKind.ANY ? params.length == 0 : params.length != kind.paramCount()) {
            String wanted = kind.paramCount() == GateKind.ANY ? "one or more" : Integer.toString(kind.paramCount());
            throw new CircuitException("takes " + wanted + " params, not " + params.length);
        }
        for (int i = 0; i < params.length; i++) {
            if (!(Math.abs(params[i]) <= MAX_VALUE)) {
                throw new CircuitException("params[" + i + "] is " + params[i] + ", must be within ±" + MAX_VALUE);
            }
        }
        checkModes(kind, modes);
        checkPayload(kind, modes.length, payload);
        measured = Collections.unmodifiableSortedMap(new TreeMap<>(measured));
        if (measured.isEmpty()) {
            checkDomain(kind, params);
        } else {
            checkMeasured(kind, params, measured);
        }
        checkSelect(kind, modes.length, select);
    }

    public Operation(GateKind kind, double[] params, int[] modes, Payload payload, double[] select) {
        this(kind, params, modes, payload, select, Collections.emptySortedMap());
    }

    /** A gate without arrays. */
    public static Operation of(GateKind kind, double[] params, int... modes) {
        return new Operation(kind, params, modes, Payload.NONE, NO_NUMBERS);
    }

    /** An operation that carries arrays and has no parameters. */
    public static Operation of(GateKind kind, Payload payload, int... modes) {
        return new Operation(kind, NO_NUMBERS, modes, payload, NO_NUMBERS);
    }

    /** Whether it leaves a pure state pure, seen from the start of a circuit. */
    public boolean pure() {
        return kind.pure() && !(payload instanceof Payload.Moments moments && !moments.pure());
    }

    /** The same operation with other parameters. */
    public Operation withParams(double[] others) {
        return new Operation(kind, others, modes, payload, select, measured);
    }

    /** The same operation with all its parameters known. */
    Operation resolved(double[] known) {
        return new Operation(kind, known, modes, payload, select);
    }

    /** A parameter as files write it: a number, or what is taken from outcomes. */
    public String parameter(int index) {
        return measured.containsKey(index) ? measured.get(index).text() : Double.toString(params[index]);
    }

    /** Whether kind, parameters, modes and selection are equal and the payload is of the same form. */
    public boolean sameAs(Operation other) {
        return kind == other.kind
                && Arrays.equals(params, other.params)
                && Arrays.equals(modes, other.modes)
                && Arrays.equals(select, other.select)
                && measured.keySet().equals(other.measured.keySet())
                && measured.keySet().stream().allMatch(i -> parameter(i).equals(other.parameter(i)))
                && payload.getClass() == other.payload.getClass();
    }

    private static void checkModes(GateKind kind, int[] modes) {
        if (modes.length == 0 || kind.modeCount() != GateKind.ANY && modes.length != kind.modeCount()) {
            String wanted = kind.modeCount() == GateKind.ANY ? "one or more" : Integer.toString(kind.modeCount());
            throw new CircuitException("takes " + wanted + " modes, not " + modes.length);
        }
        for (int i = 0; i < modes.length; i++) {
            if (modes[i] < 0) {
                throw new CircuitException("mode " + modes[i] + " is negative");
            }
            for (int j = 0; j < i; j++) {
                if (modes[i] == modes[j]) {
                    throw new CircuitException("mode " + modes[i] + " is repeated");
                }
            }
        }
    }

    private static void checkMeasured(GateKind kind, double[] params, SortedMap<Integer, MeasuredParameter> measured) {
        if (kind.role() == Role.MEASUREMENT) {
            throw new CircuitException("is a measurement, whose angle is a number");
        }
        for (int place : measured.keySet()) {
            if (place < 0 || place >= params.length || params[place] != 0) {
                throw new CircuitException("params[" + place + "] is no place for a measured parameter");
            }
        }
    }

    private static void checkPayload(GateKind kind, int modes, Payload payload) {
        Class<? extends Payload> wanted =
                switch (kind) {
                    case INTERFEROMETER -> Payload.Unitary.class;
                    case GAUSSIAN_TRANSFORM -> Payload.Symplectic.class;
                    case KET -> Payload.Ket.class;
                    case DENSITY_MATRIX -> Payload.Density.class;
                    case GAUSSIAN -> Payload.Moments.class;
                    case GAUSSIAN_CHANNEL -> Payload.Channel.class;
                    default -> Payload.None.class;
                };
        if (!wanted.isInstance(payload)) {
            throw new CircuitException(
                    "carries " + payload.getClass().getSimpleName() + ", not " + wanted.getSimpleName());
        }
        if (payload instanceof Payload.Unitary unitary && unitary.size() != modes) {
            throw new CircuitException(
                    "has a " + unitary.size() + " x " + unitary.size() + " unitary for " + modes + " modes");
        }
        if (payload instanceof Payload.Symplectic symplectic && symplectic.modes() != modes) {
            throw new CircuitException("has S for " + symplectic.modes() + " modes on " + modes + " modes");
        }
        if (payload instanceof Payload.Moments moments && moments.modes() != modes) {
            throw new CircuitException("has V for " + moments.modes() + " modes on " + modes + " modes");
        }
        if (payload instanceof Payload.Channel channel && channel.modes() != modes) {
            throw new CircuitException("has X for " + channel.modes() + " modes on " + modes + " modes");
        }
    }

    private static void checkDomain(GateKind kind, double[] params) {
        switch (kind) {
            case FOCK ->
                require(params[0] >= 0 && params[0] == Math.rint(params[0]), "n", params[0], "a whole number from 0");
            case THERMAL -> require(params[0] >= 0, "n", params[0], "at least 0");
            case CAT ->
                require(
                        Math.abs(params[0]) > 1e-150 || 1 + StrictMath.cos(Math.PI * params[2]) > 1e-12,
                        "a",
                        params[0],
                        "other than 0: the two halves cancel");
            case GKP ->
                require(
                        params[2] >= LEAST_EPSILON && params[2] <= MOST_EPSILON,
                        "epsilon",
                        params[2],
                        "in [" + LEAST_EPSILON + ", " + MOST_EPSILON + "]");
            case AMPLIFIER -> require(params[0] >= 1, "G", params[0], "at least 1");
            case THERMAL_AMPLIFIER -> {
                require(params[0] >= 1, "G", params[0], "at least 1");
                require(params[1] >= 0, "nbar", params[1], "at least 0");
            }
            case PHASE_NOISE -> require(params[0] >= 0, "sigma", params[0], "at least 0");
            case LOSS -> require(params[0] >= 0 && params[0] <= 1, "T", params[0], "in [0, 1]");
            case THERMAL_LOSS -> {
                require(params[0] >= 0 && params[0] <= 1, "T", params[0], "in [0, 1]");
                require(params[1] >= 0, "nbar", params[1], "at least 0");
            }
            default -> {}
        }
    }

    private static void checkSelect(GateKind kind, int modes, double[] select) {
        if (select.length == 0) {
            return;
        }
        if (kind.role() != Role.MEASUREMENT) {
            throw new CircuitException("select belongs to measurements");
        }
        int wanted = kind == GateKind.MEASURE_HETERODYNE ? 2 : modes;
        if (select.length != wanted) {
            throw new CircuitException("takes " + wanted + " select values, not " + select.length);
        }
        for (double value : select) {
            boolean fits =
                    switch (kind) {
                        case MEASURE_FOCK -> value >= 0 && value == Math.rint(value) && value < Integer.MAX_VALUE;
                        case MEASURE_THRESHOLD -> value == 0 || value == 1;
                        default -> Math.abs(value) <= MAX_VALUE;
                    };
            if (!fits) {
                throw new CircuitException("select holds " + value);
            }
        }
    }

    private static void require(boolean holds, String name, double value, String wanted) {
        if (!holds) {
            throw new CircuitException(name + " is " + value + ", must be " + wanted);
        }
    }
}
