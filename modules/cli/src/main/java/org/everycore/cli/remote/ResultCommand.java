package org.everycore.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.client.Download;
import org.everycore.client.EverycoreClient;
import org.everycore.jobs.JobId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches the result of a job; what does not have the hash that the job reported is refused. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {"  everycore result nightly-7 --out samples.npy", "  everycore result standings > awards.json"})
public final class ResultCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to this file; the default is standard output.")
    private Path out;

    @Mixin
    private ServerOptions server;

    public ResultCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        EverycoreClient client = server.client(session);
        if (out != null) {
            Download download = client.result(new JobId(id), out);
            session.err()
                    .println("everycore: " + download.file() + " written, " + download.bytes() + " bytes, sha256 "
                            + download.sha256());
            return 0;
        }
        Path folder = Files.createTempDirectory("everycore-");
        Path file = folder.resolve("result");
        try {
            client.result(new JobId(id), file);
            Files.copy(file, session.out());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
        return 0;
    }
}
