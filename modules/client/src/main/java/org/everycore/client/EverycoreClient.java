package org.everycore.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.api.AcceptedDocument;
import org.everycore.jobs.api.DrainDocument;
import org.everycore.jobs.api.JobDocument;
import org.everycore.jobs.api.JobsDocument;
import org.everycore.jobs.api.KindsDocument;
import org.everycore.jobs.report.JobState;

/**
 * The jobs of a cluster, from outside. Calls block, may be made from any thread, and may all be repeated without harm. They
 * throw a {@link ClientException}, or {@link SpecException} for what can be seen to be wrong before it is sent.
 */
public final class EverycoreClient {
    private static final String JOBS = "/api/v1/jobs";

    private final Transport transport;
    private final ClientSettings settings;
    private final KindRegistry kinds;

    /** @param kinds those whose input files can be found and sent ahead */
    public EverycoreClient(ClientSettings settings, KindRegistry kinds) {
        this.settings = Objects.requireNonNull(settings, "settings is null");
        this.kinds = Objects.requireNonNull(kinds, "kinds is null");
        this.transport = new Transport(settings);
    }

    public EverycoreClient(ClientSettings settings) {
        this(settings, KindRegistry.load());
    }

    /**
     * Sends a job's files, then the job; returns when the cluster keeps it. A job without an id gets one first, so that a
     * lost answer does not make two jobs.
     *
     * @throws IOException when an input file cannot be read
     */
    public JobId submit(JobRequest request) throws IOException {
        JobRequest named = request.jobId() == null ? request.withJobId(JobId.random()) : request;
        JobRequest sent = new InputUpload(transport, settings).prepare(named, kinds);
        byte[] body = bytes(sent);
        AcceptedDocument accepted = transport.read(
                JOBS,
                http -> http.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)),
                AcceptedDocument.class);
        return new JobId(accepted.job());
    }

    public JobStatus status(JobId id) {
        return new JobStatus(transport.read(JOBS + "/" + id, http -> http, JobDocument.class));
    }

    /**
     * Jobs, newest first.
     *
     * @param states empty for all
     * @param after where the page before ended
     */
    public JobPage list(Set<JobState> states, Optional<String> kind, int limit, Optional<String> after) {
        StringBuilder path = new StringBuilder(JOBS + "?limit=" + limit);
        if (!states.isEmpty()) {
            path.append("&state=").append(states.stream().map(JobState::label).collect(Collectors.joining(",")));
        }
        kind.ifPresent(name -> path.append("&kind=").append(encoded(name)));
        after.ifPresent(cursor -> path.append("&after=").append(encoded(cursor)));
        JobsDocument page = transport.read(path.toString(), http -> http, JobsDocument.class);
        return new JobPage(page.jobs().stream().map(JobStatus::new).toList(), Optional.ofNullable(page.next()));
    }

    /**
     * Tells a listener what happens to a job, up to its end; goes on over lost connections and restarted servers.
     *
     * @param after number of the last event known; 0 for all
     */
    public void follow(JobId id, long after, Consumer<FollowedEvent> listener) {
        new EventReader(transport, settings.reconnect()).follow(id, after, listener);
    }

    /** Waits for a job's end, telling a listener what happens meanwhile. */
    public JobStatus await(JobId id, Consumer<FollowedEvent> listener) {
        follow(id, 0, listener);
        return status(id);
    }

    /** Ends a job; one that has ended stays as it is. */
    public JobStatus cancel(JobId id) {
        return new JobStatus(transport.read(
                JOBS + "/" + id + "/cancel", http -> http.POST(BodyPublishers.noBody()), JobDocument.class));
    }

    /**
     * Fetches a result; the file appears when it is whole and its hash is right.
     *
     * @throws DamagedResultException when the bytes are not those that the job made
     * @throws IOException when the file cannot be written
     */
    public Download result(JobId id, Path file) throws IOException {
        return new ResultDownload(transport, settings).fetch(id, file);
    }

    /**
     * Runs a finished job again under an id of its own, wherever there is room, and compares: the first run's hash, that of
     * the bytes kept, and that of the second run.
     */
    public Verification verify(JobId id, Consumer<FollowedEvent> listener) throws IOException {
        JobStatus first = status(id);
        String expected = first.sha256()
                .orElseThrow(() -> new SpecException(
                        "jobId", id, "is " + first.state().label() + "; only a job with a result can be verified"));
        String stored = storedHash(id);
        JobRequest request =
                request(first).withStrategy(first.document().strategy()).withJobId(again(id));
        JobId again = submit(request);
        JobStatus second = await(again, listener);
        String recomputed = second.sha256()
                .orElseThrow(() -> new RefusedException(
                        500,
                        "not_verified",
                        null,
                        "the second run, " + again + ", " + second.state().label()
                                + second.error().map(e -> ": " + e).orElse("")));
        return new Verification(id, again, expected, stored, recomputed);
    }

    /** The nodes and what they do, as the server says it. */
    public JsonNode cluster() {
        return transport.read("/api/v1/cluster", http -> http, JsonNode.class);
    }

    /** Lets a node finish what it has, and leave. */
    public void drain(String node) {
        transport.read(
                "/api/v1/cluster/nodes/" + encoded(node) + "/drain",
                http -> http.POST(BodyPublishers.noBody()),
                DrainDocument.class);
    }

    /** The server's job kinds with examples and schemas. */
    public KindsDocument kinds() {
        return transport.read("/api/v1/kinds", http -> http, KindsDocument.class);
    }

    /** A damaged result is what verifying is to find, so its hash is an answer here. */
    private String storedHash(JobId id) throws IOException {
        try {
            return new ResultDownload(transport, settings).hash(id);
        } catch (DamagedResultException e) {
            return "damaged: " + e.getMessage();
        } catch (RefusedException e) {
            if (e.code().equals("damaged")) {
                return "damaged: " + e.getMessage();
            }
            throw e;
        }
    }

    private static JobRequest request(JobStatus status) {
        return JobRequest.parse(bytes(status.document().request()), "request of " + status.id());
    }

    private static JobId again(JobId id) {
        String start = id.value().length() > 80 ? id.value().substring(0, 80) : id.value();
        return new JobId(start + ".verify-" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static byte[] bytes(Object json) {
        try {
            return Json.mapper().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new SpecException("job", "cannot be written as JSON: " + e.getOriginalMessage());
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
