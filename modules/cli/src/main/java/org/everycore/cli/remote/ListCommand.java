package org.everycore.cli.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.TextTable;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobPage;
import org.everycore.client.JobStatus;
import org.everycore.jobs.Json;
import org.everycore.jobs.api.JobDocument;
import org.everycore.jobs.report.JobState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the jobs of a cluster, newest first. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {"  everycore list", "  everycore list --state running,queued --json"})
public final class ListCommand implements Callable<Integer> {
    private static final int PAGE = 100;

    private final Session session;

    @Mixin
    private ServerOptions server;

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "Only jobs in these states: queued, running, succeeded, failed, cancelled.")
    private List<String> states = List.of();

    @Option(names = "--kind", paramLabel = "KIND", description = "Only jobs of this kind.")
    private String kind;

    @Option(names = "--limit", paramLabel = "N", description = "At most N jobs; the default is 50.")
    private int limit = 50;

    public ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw Failure.wrongInput("--limit = " + limit + ": must be at least 1");
        }
        Set<JobState> wanted = EnumSet.noneOf(JobState.class);
        for (String state : states) {
            wanted.add(state(state.strip()));
        }
        EverycoreClient client = server.client(session);
        List<JobDocument> json = new ArrayList<>();
        TextTable table = new TextTable("lllll");
        table.row("job", "kind", "state", "submitted", "name");
        Optional<String> after = Optional.empty();
        int left = limit;
        do {
            JobPage page = client.list(wanted, Optional.ofNullable(kind), Math.min(left, PAGE), after);
            for (JobStatus job : page.jobs()) {
                json.add(job.document());
                table.row(
                        job.id(),
                        job.kind(),
                        StatusText.state(job.state(), session.style()),
                        job.document().submittedAt(),
                        Objects.requireNonNullElse(job.document().name(), "").replaceAll("\\p{Cntrl}", ""));
            }
            left -= page.jobs().size();
            after = page.jobs().isEmpty() ? Optional.empty() : page.next();
        } while (left > 0 && after.isPresent());
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(json));
        } else {
            table.lines().forEach(session.out()::println);
        }
        return 0;
    }

    private static JobState state(String name) {
        try {
            return JobState.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput("--state = " + name + ": must be queued, running, succeeded, failed or cancelled");
        }
    }
}
