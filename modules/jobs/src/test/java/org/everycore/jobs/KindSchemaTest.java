package org.everycore.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.everycore.jobs.testing.SumKind;
import org.junit.jupiter.api.Test;

class KindSchemaTest {
    @Test
    void shows_types_limits_and_forbids_unknown_keys() {
        JsonNode schema = KindSchema.of(new SumKind());

        assertThat(schema.at("/title").asText()).isEqualTo("test.sum");
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.at("/properties/count/type").asText()).isEqualTo("integer");
        assertThat(schema.at("/properties/count/minimum").asLong()).isEqualTo(0);
        assertThat(schema.at("/properties/count/maximum").asLong()).isEqualTo(1_000_000_000_000L);
        assertThat(schema.at("/examples/0/count").asLong()).isEqualTo(1000);
    }

    @Test
    void the_example_is_a_spec_that_works() {
        SumKind kind = new SumKind();

        assertThat(kind.parse(kind.example()).count()).isEqualTo(1000);
    }

    /** Inputs and places come as strings or as objects, and maps have keys of their own: all that the product reads. */
    @Test
    void inputs_places_and_maps_are_open_to_what_is_read() {
        JsonNode schema = KindSchema.of(Forms.class, true);

        assertThat(schema.at("/properties/log/anyOf/0/type").asText()).isEqualTo("string");
        assertThat(schema.at("/properties/log/anyOf/1/properties").properties().stream()
                        .map(java.util.Map.Entry::getKey))
                .containsExactly("file", "blob", "name");
        assertThat(schema.at("/properties/log").has("additionalProperties")).isFalse();
        assertThat(schema.at("/properties/store/anyOf/1/properties/name/type").asText())
                .isEqualTo("string");
        assertThat(schema.at("/properties/goals/additionalProperties/type").asText())
                .isEqualTo("integer");
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
    }

    record Forms(InputRef log, PlaceRef store, java.util.Map<String, Integer> goals) {}
}
