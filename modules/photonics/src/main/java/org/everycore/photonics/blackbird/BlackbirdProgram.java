package org.everycore.photonics.blackbird;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.Operation;

/**
 * A Blackbird program as read.
 *
 * @param name the program's name, empty if it has none
 * @param target the device it names, empty if none
 * @param options the numbers that the target line gives ({@code cutoff_dim}, {@code shots}, {@code num_subsystems})
 * @param operations what it does, loops unrolled
 */
public record BlackbirdProgram(
        String name, String version, String target, Map<String, Double> options, List<Operation> operations) {
    public BlackbirdProgram {
        options = Map.copyOf(options);
        operations = List.copyOf(operations);
    }

    /** One more than the highest mode that it names, or {@code num_subsystems} when that is more. */
    public int modes() {
        int highest = 0;
        for (Operation op : operations) {
            for (int mode : op.modes()) {
                highest = Math.max(highest, mode);
            }
        }
        return Math.max(highest + 1, option("num_subsystems").orElse(1));
    }

    public OptionalInt cutoff() {
        return option("cutoff_dim");
    }

    public OptionalInt shots() {
        return option("shots");
    }

    /** The circuit at the cutoff given, else at the program's own. */
    public Circuit circuit(OptionalInt cutoff) {
        int levels = cutoff.isPresent()
                ? cutoff.getAsInt()
                : cutoff().orElseThrow(
                                () -> new CircuitException(
                                        "has no cutoff: write cutoff_dim into its target line, as in 'target fock (cutoff_dim=8)', or give one"));
        return new Circuit(name, "", modes(), levels, operations);
    }

    private OptionalInt option(String key) {
        Double value = options.get(key);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
            throw new CircuitException(key + " is " + value + ", must be a whole number from 1");
        }
        return OptionalInt.of(value.intValue());
    }
}
