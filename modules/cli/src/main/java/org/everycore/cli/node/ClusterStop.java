package org.everycore.cli.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends the cluster that {@code cluster start} began. */
@Command(
        name = "stop",
        description = "End the cluster that 'cluster start' began.",
        footerHeading = "%nExamples:%n",
        footer = "  everycore cluster stop")
public final class ClusterStop implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Session session;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = "everycore-cluster",
            description = "The folder that it was started with (default: ./${DEFAULT-VALUE}).")
    private Path folder;

    public ClusterStop(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TrialCluster cluster = TrialCluster.in(folder)
                .orElseThrow(() -> Failure.wrongInput(folder + ": no cluster was started there; --dir names another"));
        int running = cluster.running().size();
        List<String> forced = cluster.stop(PATIENCE);
        TrialCluster.forget(folder);
        session.err()
                .println("everycore: " + running + " nodes have ended"
                        + (forced.isEmpty() ? "" : ", by force " + String.join(", ", forced)));
        return ExitCode.OK.status();
    }
}
