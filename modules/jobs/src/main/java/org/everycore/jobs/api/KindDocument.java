package org.everycore.jobs.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.KindSchema;

/**
 * A kind of job.
 *
 * @param example a spec that works
 * @param schema JSON schema of its spec
 */
public record KindDocument(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String summary,
        JsonNode example,
        @JsonProperty(required = true) JsonNode schema) {
    public static KindDocument of(JobKind<?, ?> kind) {
        return new KindDocument(kind.name(), kind.summary(), kind.example(), KindSchema.of(kind));
    }
}
