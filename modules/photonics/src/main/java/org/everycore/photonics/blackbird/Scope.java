package org.everycore.photonics.blackbird;

import java.util.HashMap;
import java.util.Map;
import org.everycore.photonics.circuit.CircuitException;

/** The variables of a program so far, and the values given for its free parameters. */
final class Scope {
    private final Map<String, Value> variables = new HashMap<>();
    private final Map<String, Double> parameters;

    Scope(Map<String, Double> parameters) {
        this.parameters = parameters;
        parameters.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new CircuitException("parameter " + name + " is " + value);
            }
        });
    }

    /** The variable's value, or null. */
    Value find(String name) {
        return variables.get(name);
    }

    void set(String name, Value value) {
        variables.put(name, value);
    }

    void remove(String name) {
        variables.remove(name);
    }

    /** The arrays whose names match. */
    Map<String, Value.Array> arrays(String pattern) {
        Map<String, Value.Array> found = new HashMap<>();
        variables.forEach((name, value) -> {
            if (value instanceof Value.Array array && name.matches(pattern)) {
                found.put(name, array);
            }
        });
        return found;
    }

    double parameter(Token name) {
        Double value = parameters.get(name.text());
        if (value == null) {
            throw name.error("the free parameter {" + name.text() + "} has no value");
        }
        return value;
    }
}
