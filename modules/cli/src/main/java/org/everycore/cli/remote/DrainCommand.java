package org.everycore.cli.remote;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells a node to finish what it has, take nothing more, and leave. */
@Command(
        footerHeading = "%n'everycore cluster status' names the nodes.%n%nExamples:%n",
        footer = "  everycore drain worker-2")
public final class DrainCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NODE", description = "The node's id.")
    private String node;

    @Mixin
    private ServerOptions server;

    public DrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        server.client(session).drain(node);
        session.err().println("everycore: " + node + " is draining");
        return 0;
    }
}
