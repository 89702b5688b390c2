package org.everycore.photonics.blackbird;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitReader;
import org.everycore.photonics.circuit.CircuitWriter;

/** Circuit files of either form: Blackbird when the name ends in {@code .xbb}, else JSON. */
public final class CircuitFiles {
    private CircuitFiles() {}

    /**
     * Reads a file; every complaint is a {@link CircuitException} of one line that names it.
     *
     * @param cutoff instead of the file's own
     * @param parameters values of a Blackbird program's free parameters
     */
    public static Circuit read(Path file, OptionalInt cutoff, Map<String, Double> parameters) {
        if (isBlackbird(file)) {
            return BlackbirdReader.read(file, cutoff, parameters);
        }
        if (!parameters.isEmpty()) {
            throw new CircuitException(file + ": only Blackbird programs have free parameters");
        }
        Circuit circuit = CircuitReader.read(file);
        try {
            return cutoff.isPresent() ? circuit.withCutoff(cutoff.getAsInt()) : circuit;
        } catch (CircuitException e) {
            throw e.in(file.toString());
        }
    }

    /** The text of a circuit in the form that a file of that name has. */
    public static String text(Circuit circuit, Path file) {
        return isBlackbird(file) ? BlackbirdWriter.write(circuit) : CircuitWriter.write(circuit);
    }

    private static boolean isBlackbird(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".xbb");
    }
}
