package org.everycore.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.math.BigDecimal;
import java.time.Instant;

/** The JSON schema (draft 2020-12) of a kind's spec, made from its record: names, types, enums, {@link Limits}. */
public final class KindSchema {
    private KindSchema() {}

    public static ObjectNode of(JobKind<?, ?> kind) {
        ObjectNode schema = of(kind.specType(), true);
        schema.put("title", kind.name());
        schema.put("description", kind.summary());
        schema.putArray("examples").add(kind.example());
        return schema;
    }

    /**
     * The schema of any record that is read or written as JSON.
     *
     * @param closed whether nothing may stand in it that it does not name
     */
    public static ObjectNode of(Class<?> type, boolean closed) {
        return generator(closed).generateSchema(type);
    }

    private static SchemaGenerator generator(boolean closed) {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(new JacksonModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE, JacksonOption.RESPECT_JSONPROPERTY_REQUIRED));
        if (closed) {
            builder.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        } else {
            builder.forFields().withNullableCheck(field -> {
                JsonInclude include = field.getAnnotation(JsonInclude.class);
                return include != null && include.value() == JsonInclude.Include.ALWAYS;
            });
        }
        builder.forFields().withNumberInclusiveMinimumResolver(field -> limit(field.getAnnotation(Limits.class), true));
        builder.forFields()
                .withNumberInclusiveMaximumResolver(field -> limit(field.getAnnotation(Limits.class), false));
        builder.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            if (type.getErasedType() == InputRef.class) {
                ObjectNode input = context.getGeneratorConfig().createObjectNode();
                input.put("description", "a path, {\"file\": path}, or {\"blob\": SHA-256, \"name\": text}");
                choices(input, "file", "blob", "name");
                return asItStands(input);
            }
            if (type.getErasedType() == PlaceRef.class) {
                ObjectNode place = context.getGeneratorConfig().createObjectNode();
                place.put(
                        "description",
                        "a path, a JDBC URL, or {\"name\": text} for a place that a cluster's operator named");
                choices(place, "place", "name");
                return asItStands(place);
            }
            if (type.getErasedType() == Instant.class) {
                ObjectNode time = context.getGeneratorConfig().createObjectNode();
                return new CustomDefinition(time.put("type", "string").put("format", "date-time"));
            }
            if (JsonNode.class.isAssignableFrom(type.getErasedType())) {
                return new CustomDefinition(context.getGeneratorConfig().createObjectNode());
            }
            return null;
        });
        return new SchemaGenerator(builder.build());
    }

    /** A definition to which nothing is added: an object of a form of its own would be closed to its own keys. */
    private static CustomDefinition asItStands(ObjectNode schema) {
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.STANDARD, CustomDefinition.AttributeInclusion.NO);
    }

    /** A string, or an object with some of these keys. */
    private static void choices(ObjectNode schema, String... keys) {
        ArrayNode any = schema.putArray("anyOf");
        any.addObject().put("type", "string");
        ObjectNode object = any.addObject().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = object.putObject("properties");
        for (String key : keys) {
            properties.putObject(key).put("type", "string");
        }
    }

    private static BigDecimal limit(Limits limits, boolean low) {
        if (limits == null) {
            return null;
        }
        double value = low ? limits.min() : limits.max();
        return Math.abs(value) == Double.MAX_VALUE
                ? null
                : BigDecimal.valueOf(value).stripTrailingZeros();
    }
}
