package org.everycore.cli.remote;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a job of a cluster. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {"  everycore status nightly-7", "  everycore status nightly-7 --json | jq .state"})
public final class StatusCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id;

    @Mixin
    private ServerOptions server;

    public StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        JobStatus status = server.client(session).status(new JobId(id));
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(status.document()));
        } else {
            StatusText.lines(status, session.style()).forEach(session.out()::println);
        }
        return 0;
    }
}
