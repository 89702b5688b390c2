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

/** Cancels a job of a cluster; one that has ended stays as it is. */
@Command(footerHeading = "%nExamples:%n", footer = "  everycore cancel nightly-7")
public final class CancelCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id;

    @Mixin
    private ServerOptions server;

    public CancelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        JobStatus status = server.client(session).cancel(new JobId(id));
        session.out()
                .println(
                        session.json()
                                ? Json.mapper().writeValueAsString(status.document())
                                : status.id() + " " + status.state().label());
        return 0;
    }
}
