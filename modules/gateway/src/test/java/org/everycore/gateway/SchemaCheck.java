package org.everycore.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds bodies to the schemas of the API's document: every field is in it, of its type, and what it requires is there. */
final class SchemaCheck {
    private final JsonNode schemas;

    SchemaCheck(JsonNode openApi) {
        schemas = openApi.at("/components/schemas");
    }

    /** What is wrong with a body; empty when it is as the schema says. */
    List<String> faults(String schema, JsonNode body) {
        List<String> faults = new ArrayList<>();
        check(schema, schemas.get(schema), body, faults);
        return faults;
    }

    private void check(String at, JsonNode schema, JsonNode value, List<String> faults) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText();
            check(at, schemas.get(name.substring(name.lastIndexOf('/') + 1)), value, faults);
            return;
        }
        if (schema.has("type") && !ofType(schema.get("type"), value)) {
            faults.add(at + " = " + value + " is not of type " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(at + " = " + value + " is none of " + schema.get("enum"));
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + "." + name.asText() + " is missing");
            }
        });
        if (schema.has("properties")) {
            value.properties().forEach(field -> {
                JsonNode inner = schema.get("properties").get(field.getKey());
                if (inner == null) {
                    faults.add(at + "." + field.getKey() + " is not in the document");
                } else {
                    check(at + "." + field.getKey(), inner, field.getValue(), faults);
                }
            });
        }
        if (schema.has("items")) {
            value.forEach(element -> check(at + "[]", schema.get("items"), element, faults));
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (ofType(each, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
