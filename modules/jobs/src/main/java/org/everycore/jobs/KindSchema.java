package org.everycore.jobs;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The JSON schema (draft 2020-12) of a kind's spec, made from its record: names, types, enums, {@link Limits}. */
public final class KindSchema {
    private KindSchema() {}

    public static ObjectNode of(JobKind<?, ?> kind) {
        ObjectNode schema = generator().generateSchema(kind.specType());
        schema.put("title", kind.name());
        schema.put("description", kind.summary());
        schema.putArray("examples").add(kind.example());
        return schema;
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.INLINE_ALL_SCHEMAS)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE));
        builder.forFields().withNumberInclusiveMinimumResolver(field -> limit(field.getAnnotation(Limits.class), true));
        builder.forFields()
                .withNumberInclusiveMaximumResolver(field -> limit(field.getAnnotation(Limits.class), false));
        builder.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            if (type.getErasedType() == InputRef.class) {
                ObjectNode input = context.getGeneratorConfig().createObjectNode();
                input.put("description", "a path, {\"file\": path}, or {\"blob\": SHA-256, \"name\": text}");
                input.putArray("type").add("string").add("object");
                return new CustomDefinition(input);
            }
            if (type.getErasedType() == PlaceRef.class) {
                ObjectNode place = context.getGeneratorConfig().createObjectNode();
                place.put(
                        "description",
                        "a path, a JDBC URL, or {\"name\": text} for a place that a cluster's operator named");
                place.putArray("type").add("string").add("object");
                return new CustomDefinition(place);
            }
            if (JsonNode.class.isAssignableFrom(type.getErasedType())) {
                return new CustomDefinition(context.getGeneratorConfig().createObjectNode());
            }
            return null;
        });
        return new SchemaGenerator(builder.build());
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
