package org.everycore.photonics.circuit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;

/** Writes circuits as the JSON that {@link CircuitReader} reads; numbers read back exactly. */
public final class CircuitWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CircuitWriter() {}

    /** The file's text: one gate a line. */
    public static String write(Circuit circuit) {
        StringBuilder text = new StringBuilder("{");
        if (!circuit.name().isEmpty()) {
            text.append("\"name\": ").append(NODES.textNode(circuit.name())).append(", ");
        }
        if (!circuit.description().isEmpty()) {
            text.append("\"description\": ")
                    .append(NODES.textNode(circuit.description()))
                    .append(", ");
        }
        text.append("\"modes\": ").append(circuit.modes());
        text.append(", \"cutoff\": ").append(circuit.cutoff());
        text.append(", \"hbar\": 2,\n \"gates\": [");
        StringJoiner gates = new StringJoiner(",\n           ");
        circuit.operations().forEach(op -> gates.add(gate(op).toString()));
        return text.append(gates).append("]}\n").toString();
    }

    /** The circuit as a JSON tree, for documents that hold one. */
    public static ObjectNode tree(Circuit circuit) {
        ObjectNode root = MAPPER.createObjectNode();
        if (!circuit.name().isEmpty()) {
            root.put("name", circuit.name());
        }
        if (!circuit.description().isEmpty()) {
            root.put("description", circuit.description());
        }
        root.put("modes", circuit.modes()).put("cutoff", circuit.cutoff()).put("hbar", 2);
        ArrayNode gates = root.putArray("gates");
        circuit.operations().forEach(op -> gates.add(gate(op)));
        return root;
    }

    private static ObjectNode gate(Operation op) {
        ObjectNode node = NODES.objectNode();
        node.put("gate", op.kind().gateName());
        ArrayNode params = list(op.params());
        op.measured().forEach((place, value) -> params.set(place, NODES.textNode(value.text())));
        node.set("params", params);
        ArrayNode modes = node.putArray("modes");
        for (int mode : op.modes()) {
            modes.add(mode);
        }
        if (op.select().length > 0) {
            node.set("select", list(op.select()));
        }
        if (op.payload() instanceof Payload.Unitary unitary) {
            node.set("unitary_re", matrix(unitary.re(), unitary.size()));
            node.set("unitary_im", matrix(unitary.im(), unitary.size()));
            if (unitary.mesh() != Mesh.RECTANGULAR) {
                node.put("mesh", unitary.mesh().label());
            }
        } else if (op.payload() instanceof Payload.Ket ket) {
            node.set("re", list(ket.re()));
            node.set("im", list(ket.im()));
        } else if (op.payload() instanceof Payload.Density density) {
            node.set("re", matrix(density.re(), density.dimension()));
            node.set("im", matrix(density.im(), density.dimension()));
        } else if (op.payload() instanceof Payload.Symplectic symplectic) {
            node.set("S", matrix(symplectic.s(), 2 * symplectic.modes()));
            node.set("d", list(symplectic.d()));
        } else if (op.payload() instanceof Payload.Moments moments) {
            node.set("V", matrix(moments.v(), 2 * moments.modes()));
            node.set("r", list(moments.r()));
        } else if (op.payload() instanceof Payload.Channel channel) {
            node.set("X", matrix(channel.x(), 2 * channel.modes()));
            node.set("Y", matrix(channel.y(), 2 * channel.modes()));
            node.set("d", list(channel.d()));
        }
        return node;
    }

    private static ArrayNode list(double[] values) {
        ArrayNode node = NODES.arrayNode(values.length);
        for (double value : values) {
            node.add(value);
        }
        return node;
    }

    private static ArrayNode matrix(double[] values, int size) {
        ArrayNode rows = NODES.arrayNode(size);
        for (int i = 0; i < size; i++) {
            rows.add(list(java.util.Arrays.copyOfRange(values, i * size, (i + 1) * size)));
        }
        return rows;
    }
}
