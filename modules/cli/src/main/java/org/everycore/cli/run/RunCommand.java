package org.everycore.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.JobOptions;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.job.ReportJson;
import org.everycore.cli.job.ReportText;
import org.everycore.cli.job.ResultPlace;
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
            description =
                    "Write the result to this file; of several jobs, into this folder. Without it, standings, texts and"
                            + " the first rows of tables are shown.")
    private Path out;

    private final Set<Path> results = new HashSet<>();

    public RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (out != null || session.json()) {
            return run(Optional.empty());
        }
        Path folder = Files.createTempDirectory("everycore-");
        try {
            return run(Optional.of(folder));
        } finally {
            try (Stream<Path> left = Files.list(folder)) {
                for (Path one : left.toList()) {
                    Files.deleteIfExists(one);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    /** @param looked where results go that are looked at and not kept */
    private int run(Optional<Path> looked) throws IOException {
        List<LocalJobs.Task> tasks = new ArrayList<>();
        for (Path path : files) {
            JobFile file = JobFile.read(path);
            JobFile chosen = file.with(options.apply(file.request(), session));
            tasks.add(new LocalJobs.Task(chosen, target(chosen, looked)));
        }
        List<Outcome> outcomes = new LocalJobs(session).run(tasks);
        ExitCode worst = ExitCode.OK;
        for (int i = 0; i < tasks.size(); i++) {
            show(tasks.get(i), outcomes.get(i), looked.isPresent());
            ExitCode code = LocalJobs.code(outcomes.get(i));
            worst = worst == ExitCode.OK || code == ExitCode.CANCELLED ? code : worst;
        }
        return worst.status();
    }

    private ResultTarget target(JobFile file, Optional<Path> looked) throws IOException {
        if (looked.isPresent() && ShownResult.suits(file.request())) {
            String name = results.size() + "-" + file.resultName(KindRegistry.load());
            Path result = looked.get().resolve(name);
            results.add(result);
            return ResultTarget.to(result);
        }
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

    private void show(LocalJobs.Task task, Outcome outcome, boolean looked) throws IOException {
        JobFile file = task.file();
        JobReport report = outcome.report();
        if (session.json()) {
            session.out().println(ReportJson.line(report));
        } else {
            String title = report.name() == null ? file.name() : report.name();
            ReportText.lines(title, report, session.style(), !looked).forEach(session.out()::println);
            if (looked && report.file() != null) {
                session.out().println();
                ShownResult.lines(report.kind(), Path.of(report.file()), session.style())
                        .forEach(session.out()::println);
            }
            session.out().println();
        }
        if (LocalJobs.code(outcome) != ExitCode.OK) {
            session.err()
                    .println(session.errStyle().bad("everycore:") + " " + file.name() + ": "
                            + (report.error() == null ? report.state().label() : report.error()));
        }
    }
}
