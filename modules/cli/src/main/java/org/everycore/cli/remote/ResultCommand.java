package org.everycore.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.client.Download;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.api.ResultDocument;
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

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this file; the default, and -, is standard output; a terminal gets text alone.")
    private Path out;

    @Mixin
    private ServerOptions server;

    public ResultCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        EverycoreClient client = server.client(session);
        boolean here = out == null || out.toString().equals("-");
        if (out == null && session.terminal().outIsTerminal()) {
            refuseBinary(client.status(new JobId(id)));
        }
        if (!here) {
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

    /** Bytes that are no text leave a terminal in disorder; who wants them there says so with {@code --out -}. */
    private static void refuseBinary(JobStatus status) {
        ResultDocument result = status.document().result();
        String type = result == null ? "" : result.mediaType();
        boolean text = type.isEmpty() || type.startsWith("text/") || type.contains("json");
        if (!text) {
            throw Failure.wrongInput(
                    "the result is binary (" + type
                            + ") and standard output is a terminal: --out FILE writes it to a file, --out - writes it here all the same");
        }
    }
}
