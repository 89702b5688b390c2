package org.everycore.photonics.observe;

import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.engine.PureSimulator;
import org.everycore.photonics.engine.PureSimulator.Gradient;
import org.everycore.photonics.measure.CircuitTape;
import org.everycore.photonics.mixed.FockState;

/**
 * The derivative of a real function of what a circuit ends in by every parameter of the circuit: through a ket where the circuit
 * makes one and selects nothing, else through density matrices, channels and post-selections.
 */
public final class CircuitLoss {
    private CircuitLoss() {}

    /** The loss and its gradient, in the order of gates and their params. */
    public static Gradient of(Circuit circuit, Expression loss) {
        if (circuit.pure() && !circuit.selects()) {
            double[] value = new double[1];
            double[] gradient = PureSimulator.vjp(circuit, (ket, re, im) -> value[0] = pure(loss, ket, re, im));
            return new Gradient(value[0], gradient);
        }
        CircuitTape tape = CircuitTape.run(circuit);
        FockState end = tape.end();
        int size = end.density().re().length;
        double[] re = new double[size];
        double[] im = new double[size];
        double[] bySelected = new double[1];
        double value = loss.differentiate(end, tape.selected(), re, im, bySelected);
        return new Gradient(value, tape.back(re, im, bySelected[0]));
    }

    /** The gradient of the sum over modes of <x>² + <p>², what a gradient is of when nothing else is said. */
    public static Gradient ofQuadratures(Circuit circuit) {
        return circuit.pure() && !circuit.selects()
                ? PureSimulator.quadratureGradient(circuit)
                : of(circuit, quadratures(circuit.modes()));
    }

    private static double pure(Expression loss, FockKet ket, double[] re, double[] im) {
        return loss.differentiate(FockState.of(ket), 1, re, im, new double[1]);
    }

    /** The sum over modes of <x>² + <p>². */
    static Expression quadratures(int modes) {
        Formula sum = new Formula.Constant(0);
        List<Quantity> means = new ArrayList<>();
        for (int mode = 0; mode < modes; mode++) {
            for (Observable observable : List.of(Observable.x(mode), Observable.p(mode))) {
                Formula mean = new Formula.Value(means.size());
                means.add(new Quantity.Mean(observable));
                sum = new Formula.Binary('+', sum, new Formula.Binary('*', mean, mean));
            }
        }
        return new Expression("the sum of <x>^2 + <p>^2", sum, means);
    }
}
