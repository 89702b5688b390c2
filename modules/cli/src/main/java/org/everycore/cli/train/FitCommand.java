package org.everycore.cli.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobFile;
import org.everycore.cli.job.JobOptions;
import org.everycore.cli.job.LocalJobs;
import org.everycore.cli.job.ReportJson;
import org.everycore.cli.job.ResultPlace;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds a circuit for a state or a gate: a {@code photonics.fit} job that this command builds and runs. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore fit fock --cutoff 6 --layers 8                  # a single photon",
            "  everycore fit on --cutoff 14 --layers 20 --out on.npz     # |0> + |9>",
            "  everycore fit noon --cutoff 10 --layers 20",
            "  everycore fit gkp_hex --cutoff 51 --layers 25 --starts 1 --steps 10000",
            "  everycore fit cross_kerr --cutoff 9 --layers 25 --starts 2",
            "  everycore fit file --file state.npz --cutoff 20 --layers 25"
        })
public final class FitCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "TARGET",
            description = "fock, on, noon, cat, gkp, gkp_hex, random, file; cross_kerr, cubic_phase, qft, random_gate.")
    private String target;

    @Option(names = "--cutoff", paramLabel = "N", required = true, description = "Levels a mode.")
    private int cutoff;

    @Option(names = "--layers", paramLabel = "N", required = true, description = "Layers of the circuit.")
    private int layers;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of each start; 5000 when absent.")
    private Integer steps;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "How many starts, the best of which counts; 20 when absent.")
    private Integer starts;

    @Option(names = "--rate", paramLabel = "X", description = "Learning rate at first; 0.02 when absent.")
    private Double rate;

    @Option(names = "--photons", paramLabel = "N", description = "n of fock, on and noon; 1, 9 and 5 when absent.")
    private Integer photons;

    @Option(names = "--strength", paramLabel = "X", description = "Of cross_kerr and cubic_phase.")
    private Double strength;

    @Option(
            names = "--inputs",
            paramLabel = "N",
            description = "Fock states a mode that a gate is fitted on; 5 when absent.")
    private Integer inputs;

    @Option(names = "--file", paramLabel = "FILE", description = "The target file: an .npz with re and im.")
    private Path file;

    @Option(names = "--seed", paramLabel = "N", description = "Key of all starts; the default is 42.")
    private long seed = 42;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the best circuit's weights to this .npz.")
    private Path out;

    @Option(names = "--print-job", description = "Print the job file instead of running it.")
    private boolean printJob;

    @Mixin
    private JobOptions options;

    public FitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        JobRequest request = options.apply(
                new JobRequest("photonics.fit", null, null, seed, null, null, null, null, null, spec()), session);
        if (printJob) {
            session.out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(request));
            return 0;
        }
        ResultTarget to = out == null ? ResultTarget.NOWHERE : ResultPlace.of("--out", out);
        Outcome outcome = new LocalJobs(session)
                .run(List.of(new LocalJobs.Task(new JobFile("fit", request), to)))
                .get(0);
        ExitCode code = LocalJobs.code(outcome);
        JobReport report = outcome.report();
        if (code != ExitCode.OK) {
            throw new Failure(code, report.error() == null ? report.state().label() : report.error());
        }
        if (session.json()) {
            session.out().println(ReportJson.line(report));
        } else {
            session.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: fidelity %.6f (norm %.6f), start %s of %d, step %s",
                            target,
                            report.facts().get("fidelity").asDouble(),
                            report.facts().get("norm").asDouble(),
                            report.facts().get("bestStart").asText(),
                            report.facts().get("fidelities").size(),
                            report.facts().get("bestStep").asText()));
        }
        return 0;
    }

    private ObjectNode spec() {
        ObjectNode spec = Json.mapper().createObjectNode();
        ObjectNode what = spec.putObject("target").put("name", target);
        if (photons != null) {
            what.put("n", photons);
        }
        if (strength != null) {
            what.put("strength", strength);
        }
        if (inputs != null) {
            what.put("inputs", inputs);
        }
        if (file != null) {
            what.put("file", file.toString());
        }
        spec.put("cutoff", cutoff).put("layers", layers);
        if (steps != null) {
            spec.put("steps", steps);
        }
        if (starts != null) {
            spec.put("starts", starts);
        }
        if (rate != null) {
            spec.put("rate", rate);
        }
        return spec;
    }
}
