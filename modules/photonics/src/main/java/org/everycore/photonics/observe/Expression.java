package org.everycore.photonics.observe;

import java.util.List;
import java.util.function.Function;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.mixed.FockState;

/**
 * A real function of what is read off a state: expectation values of polynomials in angle brackets, probabilities, parity,
 * fidelity, purity, norm and the probability of selected outcomes, joined by arithmetic and functions.
 *
 * <p>{@code 0.5*<x0^2 + p0^2> - log(P(1,1))}: {@link ExpressionParser} has the grammar. Every expression has a derivative by
 * the state, so each is a loss too.
 */
public final class Expression {
    private final String text;
    private final Formula formula;
    private final List<Quantity> quantities;

    Expression(String text, Formula formula, List<Quantity> quantities) {
        this.text = text;
        this.formula = formula;
        this.quantities = List.copyOf(quantities);
    }

    /**
     * Reads an expression.
     *
     * @param states the state that a name within {@code fidelity(...)} stands for
     */
    public static Expression parse(String text, Function<String, FockState> states) {
        return new ExpressionParser(text, states).parse();
    }

    /** The mean of an observable. */
    public static Expression mean(String name, Observable observable) {
        return new Expression(name, new Formula.Value(0), List.of(new Quantity.Mean(observable)));
    }

    /** Σ weight <observable>: what a user's weights on observables come to. */
    public static Expression weighted(String name, double[] weights, List<? extends Observable> observables) {
        if (weights.length != observables.size()) {
            throw new CircuitException(weights.length + " weights for " + observables.size() + " observables");
        }
        Formula sum = new Formula.Constant(0);
        for (int i = 0; i < weights.length; i++) {
            Formula term = new Formula.Binary('*', new Formula.Constant(weights[i]), new Formula.Value(i));
            sum = new Formula.Binary('+', sum, term);
        }
        return new Expression(
                name,
                sum,
                observables.stream().<Quantity>map(Quantity.Mean::new).toList());
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Whether the probability of selected outcomes stands in it. */
    public boolean asksSelection() {
        return quantities.stream().anyMatch(Quantity.Selected.class::isInstance);
    }

    /**
     * Its value.
     *
     * @param selected probability (density) of what the circuit selected, 1 without a selection
     */
    public double of(FockState state, double selected) {
        return finite(formula.at(values(state, selected)));
    }

    /**
     * Its value, with the derivative by the state added to {@code re} and {@code im}.
     *
     * @param bySelected gets the derivative by {@code selected}
     */
    public double differentiate(FockState state, double selected, double[] re, double[] im, double[] bySelected) {
        double[] values = values(state, selected);
        double[] gradient = new double[values.length];
        formula.addGradient(values, 1, gradient);
        for (int i = 0; i < gradient.length; i++) {
            finite(gradient[i]);
            if (quantities.get(i) instanceof Quantity.Selected) {
                bySelected[0] += gradient[i];
            } else if (gradient[i] != 0) {
                quantities.get(i).addCotangent(gradient[i], state, re, im);
            }
        }
        return finite(formula.at(values));
    }

    private double[] values(FockState state, double selected) {
        double[] values = new double[quantities.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = quantities.get(i).of(state, selected);
            } catch (CircuitException e) {
                throw new CircuitException("'" + text + "': " + e.getMessage());
            }
        }
        return values;
    }

    private double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new CircuitException("'" + text + "' or its derivative is " + value + " for this state");
        }
        return value;
    }
}
