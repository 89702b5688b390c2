package org.everycore.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.jobs.Specs;
import org.everycore.training.sweep.LeaderBoard;
import org.everycore.training.sweep.LocalSweep;
import org.everycore.training.sweep.SweepSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains over values of settings and over seeds, into one folder, and ranks the settings by their medians. */
@Command(
        subcommands = SweepReportCommand.class,
        footerHeading =
                "%nFinished runs are taken as they are: the same call goes on after an interrupt, and a file with more"
                        + " values or seeds runs the new ones only. The file:%n  {\"base\": {a photonics.train spec}, \"over\":"
                        + " {\"optimiser.generatorRate\": [0.005, 0.01]}, \"seeds\": [1, 2, 3]}%nIn place of a list a range"
                        + " {\"from\": 1e-3, \"to\": 1e-2, \"log\": true, \"steps\": 4}; \"random\": 20 draws combinations,"
                        + " \"list\": [{..}, {..}] names them; \"stopping\": {\"every\": 100} ends runs above the median.%n%nExamples:%n",
        footer = {
            "  everycore sweep examples/rates.json --out rates",
            "  everycore sweep examples/rates.json --out rates --dry-run",
            "  everycore sweep examples/rates.json --print-job > job.json    # a photonics.sweep job, for submit",
            "  everycore sweep report rates --out rates.html"
        })
public final class SweepCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The sweep, as JSON.")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of the sweep; made where it is not there.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Draws random combinations; the default is 42.")
    private long seed = 42;

    @Option(names = "--workers", paramLabel = "N", description = "Runs at a time; the default is one a core.")
    private Integer workers;

    @Option(names = "--dry-run", description = "Print the runs instead of running them.")
    private boolean dryRun;

    @Option(names = "--print-job", description = "Print the job file instead of running it.")
    private boolean printJob;

    public SweepCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (file == null) {
            throw Failure.wrongInput("name the sweep's file, or: sweep report DIR");
        }
        if (!Files.isRegularFile(file)) {
            throw Failure.wrongInput(file + ": no such file");
        }
        SweepSpec spec =
                Specs.read(Specs.tree(Files.readAllBytes(file), file.toString()), SweepSpec.class, file.toString());
        List<SweepSpec.Run> runs = spec.runs(seed);
        if (printJob) {
            session.out()
                    .println(Json.mapper()
                            .createObjectNode()
                            .put("kind", "photonics.sweep")
                            .put("seed", seed)
                            .set("spec", Json.mapper().valueToTree(spec))
                            .toPrettyString());
            return 0;
        }
        if (dryRun) {
            runs.forEach(run -> session.out().println(run.label() + "  seed " + run.seed()));
            return 0;
        }
        if (out == null) {
            throw Failure.wrongInput("--out is missing: name a folder for the sweep");
        }
        int threads = workers != null ? workers : Runtime.getRuntime().availableProcessors();
        if (threads < 1 || threads > 4096) {
            throw Failure.wrongInput("--workers = " + threads + ": must be 1 to 4096");
        }
        LocalSweep sweep = new LocalSweep(spec, seed, out);
        AtomicBoolean cancelled = new AtomicBoolean();
        try {
            LeaderBoard board = session.interrupts()
                    .during(() -> cancelled.set(true), () -> sweep.run(threads, cancelled::get, this::heard));
            if (session.json()) {
                session.out().println(board.json());
            } else {
                board.lines().forEach(session.out()::println);
            }
            return 0;
        } catch (CancellationException e) {
            throw new Failure(ExitCode.CANCELLED, "interrupted; the same command goes on", e);
        }
    }

    private void heard(LeaderBoard board) {
        if (!board.places().isEmpty()) {
            LeaderBoard.Place first = board.places().get(0);
            session.err().println("everycore: leading: " + first.label() + ", median " + first.median());
        }
    }
}
