package org.everycore.photonics.blackbird;

import java.util.SortedMap;
import java.util.TreeMap;
import org.everycore.photonics.blackbird.Arguments.Placed;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.GateKind.Role;
import org.everycore.photonics.circuit.MeasuredParameter;
import org.everycore.photonics.circuit.Mesh;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;

/** Turns a call with its arguments into an operation. */
final class OperationBinder {
    private static final double[] NONE = {};
    private static final double DEFAULT_EPSILON = 0.2;

    private OperationBinder() {}

    static Operation bind(Arguments arguments, int[] modes) {
        Token name = arguments.name();
        Alias alias = Alias.named(name.text());
        Signature signature = Signature.named(name.text());
        if (alias == null && signature == null) {
            throw name.error("unknown operation " + name.shown());
        }
        GateKind kind = alias != null ? alias.kind() : signature.kind();
        double[] params;
        Payload payload = Payload.NONE;
        SortedMap<Integer, MeasuredParameter> measured = new TreeMap<>();
        int positions;
        if (alias != null) {
            positions = alias.argument().isEmpty() ? 0 : 1;
            params = alias.params(
                    positions == 0 ? 0 : aliased(required(arguments, 0, alias.argument()), alias.argument(), measured));
        } else {
            params = switch (kind) {
                case SNAP -> phases(arguments);
                case GKP -> lattice(arguments);
                default -> params(arguments, signature, measured);
            };
            positions = kind == GateKind.GKP ? 2 : params.length;
            if (hasPayload(kind)) {
                payload = payload(arguments, kind, modes.length);
                positions = kind == GateKind.GAUSSIAN ? 2 : kind == GateKind.GAUSSIAN_CHANNEL ? 3 : 1;
            }
            signature.ignored().forEach(arguments.named()::remove);
        }
        double[] select = kind.role() == Role.MEASUREMENT ? select(arguments, kind, modes.length, positions) : NONE;
        arguments.requireNoMore(kind.role() == Role.MEASUREMENT ? positions + 1 : positions);
        try {
            return new Operation(kind, params, modes, payload, select, measured);
        } catch (CircuitException e) {
            throw name.error(name.text() + " " + e.getMessage());
        }
    }

    /** Xgate and Zgate take twice what their Dgate is. */
    private static double aliased(Placed given, String key, SortedMap<Integer, MeasuredParameter> measured) {
        if (given.value() instanceof Value.Measured value) {
            measured.put(0, MeasuredParameter.parse("(" + value.parameter().text() + ")/2"));
            return 0;
        }
        return given.real(key);
    }

    private static double[] params(
            Arguments arguments, Signature signature, SortedMap<Integer, MeasuredParameter> measured) {
        double[] params = signature.defaults().clone();
        for (int i = 0; i < params.length; i++) {
            String key = signature.names().get(i);
            Placed given = arguments.take(i, key);
            if (given != null && given.value() instanceof Value.Measured value) {
                measured.put(i, value.parameter());
                params[i] = 0;
            } else if (given != null) {
                params[i] = given.real(key);
            } else if (Double.isNaN(params[i])) {
                throw arguments.name().error(arguments.name().text() + " needs its argument '" + key + "'");
            }
        }
        return params;
    }

    /** SNAPgate(theta_0, theta_1, ...). */
    private static double[] phases(Arguments arguments) {
        double[] phases = new double[arguments.positional().size()];
        for (int n = 0; n < phases.length; n++) {
            phases[n] = arguments.positional().get(n).real("theta");
        }
        return phases;
    }

    /** GKP(state=[theta, phi], epsilon). */
    private static double[] lattice(Arguments arguments) {
        Placed state = arguments.take(0, "state");
        Placed epsilon = arguments.take(1, "epsilon");
        double[] params = {0, 0, epsilon == null ? DEFAULT_EPSILON : epsilon.real("epsilon")};
        if (state != null) {
            if (!(state.value() instanceof Value.Array array) || array.re().length != 2) {
                throw state.at().error("state is " + state.value().kind() + ", must be the list [theta, phi]");
            }
            System.arraycopy(array.re(), 0, params, 0, 2);
        }
        Placed shape = arguments.named().get("shape");
        if (shape != null && !shape.value().equals(new Value.Text("square"))) {
            throw shape.at().error("only GKP states of shape \"square\" are supported");
        }
        return params;
    }

    private static boolean hasPayload(GateKind kind) {
        return switch (kind) {
            case INTERFEROMETER, GAUSSIAN_TRANSFORM, GAUSSIAN, GAUSSIAN_CHANNEL, KET, DENSITY_MATRIX -> true;
            default -> false;
        };
    }

    private static Payload payload(Arguments arguments, GateKind kind, int modes) {
        String key =
                switch (kind) {
                    case INTERFEROMETER -> "U";
                    case GAUSSIAN_TRANSFORM -> "S";
                    case GAUSSIAN -> "V";
                    case GAUSSIAN_CHANNEL -> "X";
                    default -> "state";
                };
        Placed given = required(arguments, 0, key);
        Value.Array array = array(given, key);
        try {
            Payload payload =
                    switch (kind) {
                        case KET -> new Payload.Ket(array.re(), array.im());
                        case INTERFEROMETER -> {
                            requireSquare(array, modes);
                            yield new Payload.Unitary(modes, array.re(), array.im(), mesh(arguments));
                        }
                        case DENSITY_MATRIX -> {
                            requireSquare(array, array.rows());
                            yield new Payload.Density(array.rows(), array.re(), array.im());
                        }
                        case GAUSSIAN -> {
                            requireQuadratures(array, modes);
                            yield new Payload.Moments(modes, array.re(), vector(arguments, 1, "r", 2 * modes));
                        }
                        case GAUSSIAN_CHANNEL -> {
                            requireQuadratures(array, modes);
                            Value.Array noise = array(required(arguments, 1, "Y"), "Y");
                            requireQuadratures(noise, modes);
                            yield new Payload.Channel(
                                    modes, array.re(), noise.re(), vector(arguments, 2, "d", 2 * modes));
                        }
                        default -> {
                            requireQuadratures(array, modes);
                            yield new Payload.Symplectic(modes, array.re(), new double[2 * modes]);
                        }
                    };
            return Payload.moderate(payload);
        } catch (CircuitException e) {
            throw given.at().error(arguments.name().text() + " " + e.getMessage());
        }
    }

    private static Value.Array array(Placed given, String key) {
        if (given.value() instanceof Value.Array array) {
            return array;
        }
        throw given.at().error(key + " is " + given.value().kind() + ", must be an array");
    }

    /** An argument of so many real numbers; zeros when it is left out. */
    private static double[] vector(Arguments arguments, int position, String key, int size) {
        Placed given = arguments.take(position, key);
        if (given == null) {
            return new double[size];
        }
        Value.Array array = array(given, key);
        requireReal(array);
        if (array.re().length != size) {
            throw given.at().error(key + " has " + array.re().length + " numbers, not " + size);
        }
        return array.re();
    }

    private static Mesh mesh(Arguments arguments) {
        Placed given = arguments.take(1, "mesh");
        if (given == null) {
            return Mesh.RECTANGULAR;
        }
        if (given.value() instanceof Value.Text name) {
            return Mesh.named(name.value());
        }
        throw given.at().error("mesh is " + given.value().kind() + ", must be a text");
    }

    private static void requireQuadratures(Value.Array array, int modes) {
        requireSquare(array, 2 * modes);
        requireReal(array);
    }

    private static void requireSquare(Value.Array array, int size) {
        if (array.rows() != size || array.columns() != size) {
            throw new CircuitException("takes a " + size + " x " + size + " array, not " + array.kind());
        }
    }

    private static void requireReal(Value.Array array) {
        for (double im : array.im()) {
            if (im != 0) {
                throw new CircuitException("takes a real array");
            }
        }
    }

    private static Placed required(Arguments arguments, int position, String key) {
        Placed given = arguments.take(position, key);
        if (given == null) {
            throw arguments.name().error(arguments.name().text() + " needs its argument '" + key + "'");
        }
        return given;
    }

    private static double[] select(Arguments arguments, GateKind kind, int modes, int position) {
        if (arguments.named().containsKey("dark_counts")) {
            throw arguments.named().get("dark_counts").at().error("dark_counts is not supported");
        }
        Placed given = arguments.take(position, "select");
        if (given == null) {
            return NONE;
        }
        if (given.value() instanceof Value.Scalar number) {
            if (kind == GateKind.MEASURE_HETERODYNE) {
                return new double[] {number.re(), number.im()};
            }
            return new double[] {given.real("select")};
        }
        if (given.value() instanceof Value.Array array && array.rows() == 1 && array.columns() == modes) {
            requireReal(array);
            return array.re();
        }
        throw given.at().error("select is " + given.value().kind() + ", must be a number or a list of " + modes);
    }
}
