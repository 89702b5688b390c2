package org.everycore.cli.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs job files on this machine. */
@Command(
        footerHeading =
                "%nSeveral jobs run at once and share the workers. With --json one report a line, in the order of%n"
                        + "the files.%n%nExamples:%n",
        footer = {
            "  everycore run examples/sample.json examples/awards.json",
            "  everycore run examples/sample.json --strategy threading --workers 2 --out samples.npy",
            "  everycore run examples/awards.json --json | jq .perSecond"
        })
public final class RunCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "JOB.json", description = "Job files.")
    private List<Path> files;

    @Mixin
    private JobOptions options;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = "Write the result to this file; of several jobs, into this folder.")
    private Path out;

    private final Set<Path> results = new HashSet<>();

    public RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        List<LocalJobs.Task> tasks = new ArrayList<>();
        for (Path path : files) {
            JobFile file = JobFile.read(path);
            JobFile chosen = file.with(options.apply(file.request(), session));
            tasks.add(new LocalJobs.Task(chosen, target(chosen)));
        }
        List<Outcome> outcomes = new LocalJobs(session).run(tasks);
        ExitCode worst = ExitCode.OK;
        for (int i = 0; i < tasks.size(); i++) {
            show(tasks.get(i).file(), outcomes.get(i));
            ExitCode code = LocalJobs.code(outcomes.get(i));
            worst = worst == ExitCode.OK || code == ExitCode.CANCELLED ? code : worst;
        }
        return worst.status();
    }

    private ResultTarget target(JobFile file) throws IOException {
        if (out == null) {
            return ResultTarget.NOWHERE;
        }
        if (files.size() == 1) {
            return ResultPlace.of("--out", out);
        }
        Files.createDirectories(out);
        Path result = out.resolve(file.resultName(KindRegistry.load()));
        if (!results.add(result)) {
            throw Failure.wrongInput(
                    file.name() + ": another job writes " + result + " too; give the job files other names");
        }
        return ResultPlace.of("--out", result);
    }

    private void show(JobFile file, Outcome outcome) throws IOException {
        JobReport report = outcome.report();
        if (session.json()) {
            session.out().println(ReportJson.line(report));
        } else {
            String title = report.name() == null ? file.name() : report.name();
            ReportText.lines(title, report, session.style()).forEach(session.out()::println);
            session.out().println();
        }
        if (LocalJobs.code(outcome) != ExitCode.OK) {
            session.err()
                    .println(session.errStyle().bad("everycore:") + " " + file.name() + ": "
                            + (report.error() == null ? report.state().label() : report.error()));
        }
    }
}
