package org.everycore.jobs.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;

/** Reads bodies of the API as a client does: fields of a newer server are passed over, missing figures are zero. */
public final class Bodies {
    private static final ObjectReader LENIENT = Json.mapper()
            .reader()
            .without(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private Bodies() {}

    /** @throws IOException when the bytes are not such a body */
    public static <T> T read(byte[] body, Class<T> type) throws IOException {
        return LENIENT.forType(type).readValue(body);
    }

    /** @throws SpecException when the tree is not such a body */
    static <T> T read(JsonNode body, Class<T> type) {
        try {
            return LENIENT.treeToValue(body, type);
        } catch (JsonProcessingException e) {
            throw new SpecException(type.getSimpleName(), e.getOriginalMessage());
        }
    }

    /** The data of an event of this name. */
    public static EventDocument event(String name, byte[] data) throws IOException {
        return switch (name) {
            case StateDocument.EVENT -> read(data, StateDocument.class);
            case ProgressDocument.EVENT -> read(data, ProgressDocument.class);
            case LogDocument.EVENT -> read(data, LogDocument.class);
            case EndDocument.EVENT -> read(data, EndDocument.class);
            default -> new UnknownEventDocument(name, Json.mapper().readTree(data));
        };
    }
}
