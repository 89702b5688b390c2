package org.everycore.photonics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitReader;

/** A circuit with the answers that an independent simulator recorded for it. */
public record ReferenceCase(String file, Circuit circuit, JsonNode answers) {
    private static final String FOLDER = "/reference/photonics/";

    /** All recorded circuits, or the gradient cases among them. */
    public static List<ReferenceCase> all(boolean gradients) {
        List<ReferenceCase> cases = new ArrayList<>();
        JsonNode index = tree("index.json");
        for (JsonNode entry : index.get(gradients ? "gradient_cases" : "cases")) {
            cases.add(named(entry.get("file").asText()));
        }
        return cases;
    }

    public static ReferenceCase named(String file) {
        return new ReferenceCase(file, CircuitReader.read(file, bytes(file)), tree(file));
    }

    public double[] numbers(String key) {
        JsonNode node = answers.get(key);
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asDouble();
        }
        return values;
    }

    @Override
    public String toString() {
        return file;
    }

    private static JsonNode tree(String file) {
        try {
            return new ObjectMapper().readTree(bytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream in = ReferenceCase.class.getResourceAsStream(FOLDER + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
