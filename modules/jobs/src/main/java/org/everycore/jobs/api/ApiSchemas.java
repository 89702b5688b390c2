package org.everycore.jobs.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindSchema;

/** The JSON schemas of the API's bodies, made from their records, by the names that its OpenAPI document has for them. */
public final class ApiSchemas {
    private static final Map<String, Class<?>> BODIES = new LinkedHashMap<>();

    static {
        BODIES.put("Job", JobDocument.class);
        BODIES.put("Jobs", JobsDocument.class);
        BODIES.put("Accepted", AcceptedDocument.class);
        BODIES.put("Progress", ProgressDocument.class);
        BODIES.put("StateEvent", StateDocument.class);
        BODIES.put("LogEvent", LogDocument.class);
        BODIES.put("EndEvent", EndDocument.class);
        BODIES.put("Blob", BlobDocument.class);
        BODIES.put("Kind", KindDocument.class);
        BODIES.put("Kinds", KindsDocument.class);
        BODIES.put("Drain", DrainDocument.class);
        BODIES.put("Alive", AliveDocument.class);
        BODIES.put("Ready", ReadyDocument.class);
        BODIES.put("Error", ErrorDocument.class);
    }

    private ApiSchemas() {}

    /** One schema a name; only that of a job file forbids what it does not name, since answers may grow. */
    public static ObjectNode all() {
        ObjectNode schemas = Json.mapper().createObjectNode();
        ObjectNode request = KindSchema.of(JobRequest.class, true);
        request.putArray("required").add("kind");
        schemas.set("JobRequest", request);
        BODIES.forEach((name, type) -> schemas.set(name, KindSchema.of(type, false)));
        return schemas;
    }
}
