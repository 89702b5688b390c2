package org.everycore.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.client.EverycoreClient;
import org.everycore.client.FollowedEvent;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.Json;
import org.everycore.jobs.api.ProgressDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what happened to a job of a cluster, and what happens to it. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {"  everycore logs nightly-7", "  everycore logs -f nightly-7"})
public final class LogsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the job ends, with its progress.")
    private boolean follow;

    @Mixin
    private ServerOptions server;

    public LogsCommand(Session session) {
        this.session = session;
    }

    /** Ends the hearing of events that the server keeps open. */
    private static final class Enough extends RuntimeException {
        Enough() {
            super("enough was heard", null, false, false);
        }
    }

    @Override
    public Integer call() throws IOException {
        EverycoreClient client = server.client(session);
        JobId job = new JobId(id);
        JobStatus now = client.status(job);
        if (!follow && !now.state().terminal()) {
            session.warn("the job is " + now.state().label() + "; 'everycore logs -f " + id + "' follows it");
        }
        if (now.state().terminal() && !session.json()) {
            PastText.lines(now).forEach(session.out()::println);
        }
        try {
            client.follow(job, 0, event -> hear(event, now));
        } catch (Enough e) {
            return 0;
        }
        return 0;
    }

    /** Without -f the job's own progress event is the sign that the past is told. */
    private void hear(FollowedEvent event, JobStatus then) {
        try {
            if (!follow && !then.state().terminal() && event.data() instanceof ProgressDocument) {
                throw new Enough();
            }
            session.out().println(session.json() ? json(event) : EventLine.of(event));
            session.out().flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String json(FollowedEvent event) throws IOException {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("number", event.number()).put("event", event.name()).putPOJO("data", event.data());
        return Json.mapper().writeValueAsString(json);
    }
}
