package org.everycore.cli.circuit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.everycore.photonics.blackbird.BlackbirdReader;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitReader;

/** A circuit and the file that messages about it name. */
record CircuitFile(String name, Circuit circuit) {
    private static final String BLACKBIRD = ".xbb";

    /** Reads JSON, or Blackbird by the file's ending; {@code cutoff} replaces the file's own unless it is 0. */
    static CircuitFile read(String name, int cutoff, Map<String, Double> parameters) {
        if (name.toLowerCase(Locale.ROOT).endsWith(BLACKBIRD)) {
            OptionalInt given = cutoff == 0 ? OptionalInt.empty() : OptionalInt.of(cutoff);
            return new CircuitFile(name, BlackbirdReader.read(Path.of(name), given, parameters));
        }
        Circuit circuit = CircuitReader.read(Path.of(name));
        try {
            return new CircuitFile(name, cutoff == 0 ? circuit : circuit.withCutoff(cutoff));
        } catch (CircuitException e) {
            throw e.in(name);
        }
    }

    /** The circuit's own name, else the file's. */
    String title() {
        return circuit.name().isEmpty() ? Path.of(name).getFileName().toString() : circuit.name();
    }
}
