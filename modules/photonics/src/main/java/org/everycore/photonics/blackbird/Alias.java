package org.everycore.photonics.blackbird;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.everycore.photonics.circuit.GateKind;

/**
 * A gate of Strawberry Fields that is another one with fixed parameters: Xgate(x) = Dgate(x/2, 0), Zgate(p) = Dgate(p/2, π/2),
 * Fouriergate = Rgate(π/2), MeasureX and MeasureP = MeasureHomodyne(0) and (π/2); hbar = 2.
 *
 * @param argument name of the one argument it takes, or empty
 */
record Alias(GateKind kind, String argument, DoubleUnaryOperator first, double[] rest) {
    private static final double[] NONE = {};

    private static final Map<String, Alias> ALL = Map.of(
            "Xgate", new Alias(GateKind.DISPLACEMENT, "x", x -> x / 2, new double[] {0}),
            "Zgate", new Alias(GateKind.DISPLACEMENT, "p", p -> p / 2, new double[] {Math.PI / 2}),
            "Fouriergate", new Alias(GateKind.ROTATION, "", x -> Math.PI / 2, NONE),
            "Fourier", new Alias(GateKind.ROTATION, "", x -> Math.PI / 2, NONE),
            "MeasureX", new Alias(GateKind.MEASURE_HOMODYNE, "", x -> 0, NONE),
            "MeasureP", new Alias(GateKind.MEASURE_HOMODYNE, "", x -> Math.PI / 2, NONE));

    /** The alias of that name, or null. */
    static Alias named(String name) {
        return ALL.get(name);
    }

    double[] params(double value) {
        double[] params = new double[1 + rest.length];
        params[0] = first.applyAsDouble(value);
        System.arraycopy(rest, 0, params, 1, rest.length);
        return params;
    }
}
