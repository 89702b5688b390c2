package org.everycore.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import org.everycore.client.FollowedEvent;

/** One line for one event of a job. */
final class EventLine {
    private EventLine() {}

    static String of(FollowedEvent event) {
        JsonNode data = event.data();
        String what =
                switch (event.name()) {
                    case "state" -> data.path("state").asText();
                    case "progress" ->
                        data.path("unitsDone").asLong() + "/"
                                + data.path("units").asLong() + " "
                                + data.path("unit").asText() + ", "
                                + data.path("chunksDone").asLong() + "/"
                                + data.path("chunks").asLong() + " chunks";
                    case "log" ->
                        data.path("level").asText() + ": "
                                + data.path("message").asText();
                    case "end" ->
                        data.path("state").asText()
                                + (data.path("error").isTextual()
                                        ? ": " + data.path("error").asText()
                                        : "");
                    default -> event.name();
                };
        return (data.path("at").asText("") + " " + what).strip().replaceAll("\\p{Cntrl}", " ");
    }
}
