package org.everycore.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;

/**
 * A request or an answer: a JSON object, and arrays by name.
 *
 * @param arrays in the order in which they travel
 */
record Message(ObjectNode head, Map<String, NumberArray> arrays) {
    Message {
        requireNonNull(head, "head is null");
        requireNonNull(arrays, "arrays is null");
    }

    /** An answer without anything in it yet. */
    static Message empty() {
        return new Message(Json.mapper().createObjectNode(), new LinkedHashMap<>());
    }

    Message with(String name, NumberArray array) {
        arrays.put(name, array);
        return this;
    }

    Message with(String name, double[] row) {
        return with(name, NumberArray.row(row));
    }

    /** The array of that name, of as many dimensions as said. */
    NumberArray array(String name, int dimensions) {
        NumberArray array = arrays.get(name);
        if (array == null) {
            throw new SpecException(name, "is missing: the request has no such array");
        }
        if (array.shape().length != dimensions) {
            throw new SpecException(name, "has " + array.shape().length + " dimensions, not " + dimensions);
        }
        return array;
    }

    /** A whole number in the head. */
    long number(String key, long least, long most) {
        var node = head.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new SpecException(key, node, "must be a whole number");
        }
        long value = node.longValue();
        if (value < least || value > most) {
            throw new SpecException(key, value, "must be " + least + " to " + most);
        }
        return value;
    }

    String text(String key) {
        var node = head.path(key);
        if (!node.isTextual()) {
            throw new SpecException(key, node, "must be a text");
        }
        return node.textValue();
    }
}
