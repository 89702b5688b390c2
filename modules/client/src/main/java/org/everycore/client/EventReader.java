package org.everycore.client;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.everycore.jobs.JobId;
import org.everycore.jobs.api.Bodies;

/**
 * Follows a job to its end over as many connections as it takes: each goes on after the last event seen. A stream that is
 * silent for three times as long as a server's may be is given up.
 */
final class EventReader {
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Transport transport;
    private final Duration reconnect;

    EventReader(Transport transport, Duration reconnect) {
        this.transport = transport;
        this.reconnect = reconnect;
    }

    void follow(JobId id, long after, Consumer<FollowedEvent> listener) {
        long seen = after;
        while (true) {
            long from = seen;
            var body = transport
                    .send(
                            "/api/v1/jobs/" + id + "/events",
                            request -> request.header("Last-Event-ID", Long.toString(from))
                                    .header("Accept", "text/event-stream"),
                            BodyHandlers.ofPublisher(),
                            reconnect)
                    .body();
            try (ByteQueue lines = new ByteQueue(SILENCE)) {
                body.subscribe(lines);
                for (Optional<FollowedEvent> event = next(lines); event.isPresent(); event = next(lines)) {
                    if (event.get().number() > seen) {
                        seen = event.get().number();
                        listener.accept(event.get());
                    }
                    if (event.get().last()) {
                        return;
                    }
                }
            }
            Transport.sleep(PAUSE);
        }
    }

    /** The next event of a connection; empty when it ended. */
    private static Optional<FollowedEvent> next(ByteQueue lines) {
        long number = 0;
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (Optional<String> line = lines.line(); line.isPresent(); line = lines.line()) {
            String text = line.get();
            if (text.isEmpty()) {
                if (data.length() > 0) {
                    return Optional.of(event(number, name, data.toString()));
                }
            } else if (text.startsWith("id: ")) {
                number = number(text.substring(4).strip());
            } else if (text.startsWith("event: ")) {
                name = text.substring(7).strip();
            } else if (text.startsWith("data: ")) {
                data.append(text, 6, text.length());
            }
        }
        return Optional.empty();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RefusedException(502, "not_an_event", null, "an event's number is " + text);
        }
    }

    private static FollowedEvent event(long number, String name, String data) {
        try {
            return new FollowedEvent(number, Bodies.event(name, data.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new RefusedException(
                    502,
                    "not_an_event",
                    null,
                    "an event is not as the API says: "
                            + e.getMessage().lines().findFirst().orElse(""));
        }
    }
}
