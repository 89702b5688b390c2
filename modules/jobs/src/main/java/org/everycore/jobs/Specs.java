package org.everycore.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads specs and job files strictly, and turns every complaint into one {@link SpecException} that names the field. */
public final class Specs {
    private Specs() {}

    /** Reads JSON text; {@code source} is what messages call it, such as the file's name. */
    public static JsonNode tree(byte[] json, String source) {
        try {
            JsonNode node = Json.mapper().readTree(new String(json, StandardCharsets.UTF_8));
            if (node == null || node.isMissingNode()) {
                throw new SpecException(source, "is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new SpecException(source, "is not JSON: " + place(e));
        }
    }

    /** Binds a tree to a record and checks {@link Limits} of its components, and of the records in it. */
    public static <T> T read(JsonNode node, Class<T> type, String source) {
        if (node == null || !node.isObject()) {
            throw new SpecException(source, "must be a JSON object");
        }
        KnownKeys.check(node, type, source);
        try {
            T value = Json.mapper().treeToValue(node, type);
            check(value, source);
            return value;
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new SpecException(path(e, source), "is not a known key; known: " + known);
        } catch (InvalidFormatException e) {
            throw new SpecException(path(e, source), e.getValue(), "must be " + typeName(e.getTargetType()));
        } catch (MismatchedInputException e) {
            if (e.getOriginalMessage().startsWith("Cannot map `null`")) {
                throw new SpecException(path(e, source), "is missing; it must be " + typeName(e.getTargetType()));
            }
            throw new SpecException(path(e, source), "must be " + typeName(e.getTargetType()) + ": " + firstLine(e));
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof SpecException cause) {
                throw new SpecException(prefixed(path(e, source), cause.field()), cause.reason() + valueOf(cause));
            }
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof NullPointerException) {
                throw new SpecException(path(e, source), e.getCause().getMessage());
            }
            throw new SpecException(path(e, source), firstLine(e));
        } catch (JsonProcessingException e) {
            throw new SpecException(source, firstLine(e));
        }
    }

    private static String valueOf(SpecException cause) {
        String message = cause.getMessage();
        int equals = message.indexOf(" = ");
        int colon = message.lastIndexOf(": " + cause.reason());
        return equals > 0 && colon > equals ? " (is" + message.substring(equals + 2, colon) + ")" : "";
    }

    private static void check(Object value, String at) {
        if (value instanceof Record parent) {
            for (RecordComponent component : parent.getClass().getRecordComponents()) {
                Object part = RecordTree.part(parent, component);
                String name = at.isEmpty() ? component.getName() : at + "." + component.getName();
                if (part instanceof Number number) {
                    number(number.doubleValue(), part, component.getAnnotation(Limits.class), name);
                } else if (part instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        check(list.get(i), name + "[" + i + "]");
                    }
                } else {
                    check(part, name);
                }
            }
        } else if (value instanceof double[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                number(numbers[i], numbers[i], null, at + "[" + i + "]");
            }
        }
    }

    private static void number(double value, Object shown, Limits limits, String name) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new SpecException(name, shown, "must be a finite number");
        }
        if (limits != null && (value < limits.min() || value > limits.max())) {
            throw new SpecException(name, shown, range(limits));
        }
    }

    private static String range(Limits limits) {
        if (limits.max() == Double.MAX_VALUE) {
            return "must be at least " + plain(limits.min());
        }
        if (limits.min() == -Double.MAX_VALUE) {
            return "must be at most " + plain(limits.max());
        }
        return "must be " + plain(limits.min()) + " to " + plain(limits.max());
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%d", (long) value)
                : Double.toString(value);
    }

    private static String path(JsonMappingException e, String source) {
        StringBuilder path = new StringBuilder(source);
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String prefixed(String source, String field) {
        return source.isEmpty() ? field : field.isEmpty() ? source : source + "." + field;
    }

    private static String typeName(Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number in range";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a text";
            default -> Iterable.class.isAssignableFrom(type) || type.isArray() ? "a list" : "a JSON object";
        };
    }

    private static String firstLine(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? firstLine(e)
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": " + firstLine(e);
    }
}
