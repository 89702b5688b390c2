package org.everycore.cli.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.job.ResultPlace;
import org.everycore.jobs.result.ResultFile;
import org.everycore.training.sweep.SweepFiles;
import org.everycore.training.sweep.SweepReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a sweep came to so far. */
@Command(
        name = "report",
        description = "Write what a sweep came to so far as a page, a table, JSON or a picture.",
        footerHeading = "%nA sweep that is still running is reported as far as it is.%n%nExamples:%n",
        footer = {
            "  everycore sweep report rates --out rates.html",
            "  everycore sweep report rates.zip --out seeds.png      # the result of a photonics.sweep job",
            "  everycore sweep report rates                          # the leader board"
        })
public final class SweepReportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "The folder of a sweep, or the zip of a photonics.sweep job.")
    private Path place;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this file, by its ending: .html, .csv, .json or .png.")
    private Path out;

    public SweepReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        SweepReport report = new SweepReport(SweepFiles.open(place));
        if (out != null) {
            String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
            byte[] content;
            if (name.endsWith(".html")) {
                content = report.html().getBytes(StandardCharsets.UTF_8);
            } else if (name.endsWith(".png")) {
                content = report.seeds();
            } else if (name.endsWith(".csv")) {
                content = SweepFiles.summary(report.board()).get(SweepFiles.TABLE);
            } else if (name.endsWith(".json")) {
                content = SweepFiles.summary(report.board()).get(SweepFiles.REPORT);
            } else {
                throw Failure.wrongInput("--out " + out + ": must end in .html, .csv, .json or .png");
            }
            try (ResultFile file = ResultFile.open(ResultPlace.of("--out", out))) {
                file.stream().write(content);
                file.commit();
            }
            session.err().println("everycore: wrote " + out);
        } else if (session.json()) {
            session.out().println(report.board().json());
        } else {
            report.board().lines().forEach(session.out()::println);
        }
        return 0;
    }
}
