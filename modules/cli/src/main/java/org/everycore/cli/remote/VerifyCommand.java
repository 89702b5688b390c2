package org.everycore.cli.remote;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.client.Verification;
import org.everycore.jobs.JobId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a finished job of a cluster again and compares the hashes: of its report, of the bytes kept, of the second run. */
@Command(
        footerHeading = "%nThe exit code is 0 when all three hashes are equal, and 1 when they are not.%n%nExamples:%n",
        footer = "  everycore verify nightly-7")
public final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The job's id.")
    private String id;

    @Mixin
    private ServerOptions server;

    public VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        JobId job = new JobId(id);
        Verification found = server.client(session).verify(job, new RemoteProgress(session, job)::hear);
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("job", found.job().value());
            json.put("again", found.again().value());
            json.put("expected", found.expected());
            json.put("stored", found.stored());
            json.put("recomputed", found.recomputed());
            json.put("equal", found.equal());
            session.out().println(JsonText.of(json));
        } else {
            session.out()
                    .println(
                            found.equal()
                                    ? session.style().good("equal") + " " + found.expected()
                                    : session.style().bad("not equal") + ": reported " + found.expected() + ", stored "
                                            + found.stored() + ", computed again " + found.recomputed());
        }
        return (found.equal() ? ExitCode.OK : ExitCode.FAILED).status();
    }
}
