package org.everycore.cli.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.JobOptions;
import org.everycore.client.Download;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a job file to a cluster. */
@Command(
        footerHeading =
                "%nThe job id stands alone on standard output. Submitting again with the same --job-id is the same%n"
                        + "job. Input files that the cluster cannot see are uploaded.%n%nExamples:%n",
        footer = {
            "  everycore submit examples/sample.json",
            "  everycore submit examples/sample.json --job-id nightly-7 --wait --out samples.npy",
            "  everycore submit pi.json --wait-for-node",
            "  id=$(everycore submit job.json --server https://gate.example:8080)"
        })
public final class SubmitCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "JOB.json", description = "A job file.")
    private Path file;

    @Mixin
    private ServerOptions server;

    @Mixin
    private JobOptions options;

    @Option(names = "--job-id", paramLabel = "ID", description = "The id of the job; the default is a new one.")
    private String jobId;

    @Option(names = "--wait", description = "Wait for the job's end; the exit code is then that of the job.")
    private boolean wait;

    @Option(names = "--out", paramLabel = "FILE", description = "With --wait: fetch the result into this file.")
    private Path out;

    @Option(
            names = "--wait-for-node",
            description =
                    "Keep the job while no node can run it; else it fails after a grace (everycore.node.unfit-grace).")
    private boolean waitForNode;

    public SubmitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (out != null && !wait) {
            throw Failure.wrongInput("--out needs --wait; 'everycore result ID --out FILE' fetches a result later");
        }
        JobFile job = JobFile.read(file);
        JobRequest request = options.apply(job.request(), session);
        if (jobId != null) {
            request = request.withJobId(new JobId(jobId));
        }
        if (waitForNode) {
            request = request.withWaitForNode(true);
        }
        EverycoreClient client = server.client(session);
        JobId id;
        try {
            id = client.submit(request);
        } catch (SpecException e) {
            throw JobFile.in(job.name(), e);
        }
        session.out().println(id);
        session.out().flush();
        return wait ? await(client, id).status() : ExitCode.OK.status();
    }

    private ExitCode await(EverycoreClient client, JobId id) throws IOException {
        // Ctrl-C while waiting cancels the job: whoever only wants to stop watching submits without --wait.
        JobStatus end = session.interrupts()
                .during(() -> client.cancel(id), () -> client.await(id, new RemoteProgress(session, id)::hear));
        ExitCode code = StatusText.code(end.state());
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(end.document()));
        } else {
            StatusText.lines(end, session.errStyle()).forEach(session.err()::println);
        }
        if (code == ExitCode.OK && out != null) {
            Download download = client.result(id, out);
            session.err().println("everycore: " + download.file() + " written, " + download.bytes() + " bytes");
        }
        return code;
    }
}
