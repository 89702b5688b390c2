package org.everycore.photonics.circuit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** The array-valued keys of gates: {@code unitary_re/im}, {@code re/im}, {@code S/d}. */
final class PayloadJson {
    private PayloadJson() {}

    static Set<String> keys(GateKind kind) {
        return switch (kind) {
            case INTERFEROMETER -> Set.of("unitary_re", "unitary_im", "mesh");
            case KET, DENSITY_MATRIX -> Set.of("re", "im");
            case GAUSSIAN_TRANSFORM -> Set.of("S", "d");
            case GAUSSIAN -> Set.of("V", "r");
            case GAUSSIAN_CHANNEL -> Set.of("X", "Y", "d");
            default -> Set.of();
        };
    }

    /** The payload of a gate on {@code modes} modes; an interferometer's unitary may stand at the top of the file. */
    static Payload read(GateKind kind, int modes, JsonNode gate, JsonNode root) {
        return switch (kind) {
            case INTERFEROMETER -> {
                JsonNode holder = gate.has("unitary_re") || gate.has("unitary_im") ? gate : topLevel(root);
                yield new Payload.Unitary(
                        modes,
                        matrix(holder, "unitary_re", modes),
                        matrix(holder, "unitary_im", modes),
                        mesh(gate.get("mesh")));
            }
            case KET -> {
                double[] re = CircuitReader.numbers(required(gate, "re"), "re");
                yield new Payload.Ket(
                        re, gate.has("im") ? CircuitReader.numbers(gate.get("im"), "im") : new double[re.length]);
            }
            case DENSITY_MATRIX -> {
                int dimension = required(gate, "re").size();
                double[] re = matrix(gate, "re", dimension);
                yield new Payload.Density(
                        dimension, re, gate.has("im") ? matrix(gate, "im", dimension) : new double[re.length]);
            }
            case GAUSSIAN_TRANSFORM ->
                new Payload.Symplectic(
                        modes,
                        matrix(gate, "S", 2 * modes),
                        gate.has("d") ? CircuitReader.numbers(gate.get("d"), "d") : new double[2 * modes]);
            case GAUSSIAN ->
                new Payload.Moments(
                        modes,
                        matrix(gate, "V", 2 * modes),
                        gate.has("r") ? CircuitReader.numbers(gate.get("r"), "r") : new double[2 * modes]);
            case GAUSSIAN_CHANNEL ->
                new Payload.Channel(
                        modes,
                        matrix(gate, "X", 2 * modes),
                        matrix(gate, "Y", 2 * modes),
                        gate.has("d") ? CircuitReader.numbers(gate.get("d"), "d") : new double[2 * modes]);
            default -> Payload.NONE;
        };
    }

    private static Mesh mesh(JsonNode node) {
        if (node == null) {
            return Mesh.RECTANGULAR;
        }
        if (!node.isTextual()) {
            throw new CircuitException("mesh is not a text");
        }
        return Mesh.named(node.textValue());
    }

    private static JsonNode topLevel(JsonNode root) {
        int interferometers = 0;
        for (JsonNode gate : root.path("gates")) {
            if ("Interferometer".equals(gate.path("gate").asText())) {
                interferometers++;
            }
        }
        if (interferometers > 1 && root.has("unitary_re")) {
            throw new CircuitException(
                    "unitary_re is missing (one at the top of the file serves a single Interferometer)");
        }
        return root;
    }

    private static JsonNode required(JsonNode holder, String key) {
        JsonNode node = holder.get(key);
        if (node == null) {
            throw new CircuitException(key + " is missing");
        }
        return node;
    }

    private static double[] matrix(JsonNode holder, String key, int size) {
        JsonNode rows = required(holder, key);
        if (!rows.isArray() || rows.size() != size) {
            throw new CircuitException(key + " has " + rows.size() + " rows, not " + size);
        }
        if ((long) size * size > Integer.MAX_VALUE) {
            throw new CircuitException(key + " has " + size + " rows, too many");
        }
        double[] flat = new double[size * size];
        for (int i = 0; i < size; i++) {
            double[] row = CircuitReader.numbers(rows.get(i), key + "[" + i + "]");
            if (row.length != size) {
                throw new CircuitException(key + "[" + i + "] has " + row.length + " numbers, not " + size);
            }
            System.arraycopy(row, 0, flat, i * size, size);
        }
        return flat;
    }
}
