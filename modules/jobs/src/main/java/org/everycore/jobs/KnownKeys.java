package org.everycore.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for keys that a record does not have, at every depth, before anything is bound: a misspelt key is named before what
 * its absence makes wrong. Records are followed through lists, maps, arrays and optionals.
 */
final class KnownKeys {
    private KnownKeys() {}

    /**
     * @param at the place of the node, for messages
     * @throws SpecException for the first key that is not a component of the record that stands in its place
     */
    static void check(JsonNode node, Type type, String at) {
        if (type instanceof ParameterizedType generic) {
            elements(node, generic, at);
        } else if (type instanceof Class<?> plain && plain.isArray()) {
            items(node, plain.getComponentType(), at);
        } else if (type instanceof Class<?> plain && plain.isRecord() && node.isObject()) {
            record(node, plain, at);
        }
    }

    private static void record(JsonNode node, Class<?> type, String at) {
        Map<String, Type> known = new TreeMap<>();
        Arrays.stream(type.getRecordComponents()).forEach(c -> known.put(c.getName(), c.getGenericType()));
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.containsKey(name)) {
                throw new SpecException(
                        below(at, name), "is not a known key; known: " + String.join(", ", known.keySet()));
            }
        }
        known.forEach((name, part) -> {
            if (node.has(name)) {
                check(node.get(name), part, below(at, name));
            }
        });
    }

    private static void elements(JsonNode node, ParameterizedType type, String at) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (Collection.class.isAssignableFrom(raw)) {
            items(node, last, at);
        } else if (raw == Optional.class) {
            check(node, last, at);
        } else if (Map.class.isAssignableFrom(raw) && node.isObject()) {
            node.properties().forEach(entry -> check(entry.getValue(), last, below(at, entry.getKey())));
        }
    }

    private static void items(JsonNode node, Type type, String at) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), type, at + "[" + i + "]");
            }
        }
    }

    private static String below(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
