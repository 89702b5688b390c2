package org.everycore.cli.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
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
import org.everycore.cli.job.ReportText;
import org.everycore.cli.job.ResultPlace;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.generator.GeneratorSummary;
import org.everycore.photonics.generator.Reading;
import org.everycore.photonics.generator.WeightFile;
import org.everycore.photonics.generator.Weights;
import org.everycore.photonics.jobs.SampleSpec;
import org.everycore.runtime.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Samples a generator: a {@code photonics.sample} job that this command builds, runs and shows. */
@Command(
        footerHeading = "%nThe same seed gives the same samples, however many workers compute them.%n%nExamples:%n",
        footer = {
            "  everycore sample --samples 200000 --seed 42 --out samples.npy --plot density.png",
            "  everycore sample --modes 3 --cutoff 6 --encoding classical_neural --samples 10000 --out s.csv",
            "  everycore sample --readout homodyne --angle 0,p --samples 50000 --out shots.npy",
            "  everycore sample --readout photons --samples 50000 --plot photons.png",
            "  everycore sample --readout density --grid -5:5:81 --samples 100 --out densities.npy",
            "  everycore sample --modes 3 --layers 4 --summary",
            "  everycore sample --seed 7 --save-weights w.npz",
            "  everycore sample --print-job > job.json"
        })
public final class SampleCommand implements Callable<Integer> {
    /** More samples than this are not written down only to be looked at. */
    private static final long MOST_SHOWN = 2_000_000;

    private final Session session;

    @Option(names = "--modes", paramLabel = "N", description = "Optical modes; the default is 2.")
    private int modes = 2;

    @Option(names = "--cutoff", paramLabel = "N", description = "Levels a mode, 0 to N-1; the default is 8.")
    private int cutoff = 8;

    @Option(names = "--layers", paramLabel = "N", description = "Layers of the circuit; the default is 2.")
    private int layers = 2;

    @Option(
            names = "--latent-dim",
            paramLabel = "N",
            description = "Numbers in a latent vector; the default is 2 a mode.")
    private Integer latentDim;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "How z enters: coherent_state (the default), direct_displacement, polar_displacement,"
                    + " classical_neural, angle_encoding or sparse_parameter.")
    private String encoding = "coherent_state";

    @Mixin
    private ReadoutOptions readout;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "An .npz of weights; the default is made from the seed.")
    private Path weights;

    @Option(names = "--z", paramLabel = "FILE", description = "An .npy of latent vectors; the default is normal draws.")
    private Path latent;

    @Option(names = "--samples", paramLabel = "N", description = "How many; the default is 100000, or the rows of --z.")
    private Long samples;

    @Option(names = "--seed", paramLabel = "N", description = "Key of all randomness; the default is 42.")
    private long seed = 42;

    @Option(names = "--name", paramLabel = "TEXT", description = "What the job is called in its report.")
    private String name;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the samples to this .npy or .csv file.")
    private Path out;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw the samples, or their mean where they are distributions, into this .png file.")
    private Path plot;

    @Option(names = "--print-job", description = "Print the job file instead of running it.")
    private boolean printJob;

    @Option(
            names = "--summary",
            description = "Print what the generator is and how many weights it has, instead of running it.")
    private boolean summary;

    @Option(
            names = "--save-weights",
            paramLabel = "FILE",
            description = "Write the weights that the seed draws to this .npz file, for --weights, instead of running.")
    private Path saveWeights;

    @Mixin
    private JobOptions options;

    public SampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        JobRequest request = options.apply(
                new JobRequest("photonics.sample", name, null, seed, null, null, null, null, null, spec()), session);
        if (printJob) {
            session.out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(request));
            return 0;
        }
        if (summary || saveWeights != null) {
            describe(Specs.read(request.spec(), SampleSpec.class, "sample"));
            return 0;
        }
        if (plot != null && !plot.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw Failure.wrongInput("--plot = " + plot + ": must end in .png");
        }
        if (out != null) {
            return (plot == null ? run(request, out) : drawn(request, out)).status();
        }
        if (plot == null && (session.json() || request.spec().path("samples").asLong(0) > MOST_SHOWN)) {
            return run(request, null).status();
        }
        Path folder = Files.createTempDirectory("everycore-");
        Path file = folder.resolve("samples.npy");
        try {
            ExitCode code = plot == null ? run(request, file) : drawn(request, file);
            if (code == ExitCode.OK && !session.json()) {
                session.out().println();
                TableText.lines(file).forEach(session.out()::println);
            }
            return code.status();
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private void describe(SampleSpec spec) throws IOException {
        if (saveWeights != null) {
            if (weights != null) {
                throw Failure.wrongInput("--save-weights and --weights exclude each other");
            }
            if (!saveWeights.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
                throw Failure.wrongInput("--save-weights = " + saveWeights + ": must end in .npz");
            }
            WeightFile.save(saveWeights, Weights.initial(spec.generator(), seed));
            session.err().println("everycore: " + saveWeights + " written");
        }
        if (!summary) {
            return;
        }
        GeneratorSummary all = GeneratorSummary.of(spec.generator(), spec.reading());
        if (session.json()) {
            ObjectNode node = Json.mapper().valueToTree(spec.generator());
            node.put("weightCount", all.weights());
            node.put("circuitWeights", all.circuitWeights());
            node.put("weightsPerLayer", all.perLayer());
            node.put("encodingWeights", all.encoderWeights());
            node.put("columns", all.columns());
            session.out().println(Json.mapper().writeValueAsString(node));
        } else {
            all.lines().forEach(session.out()::println);
        }
    }

    private ObjectNode spec() {
        ObjectNode spec = Json.mapper().createObjectNode();
        ObjectNode generator = spec.putObject("generator");
        generator.put("modes", modes);
        generator.put("latentDim", latentDim == null ? 2 * modes : latentDim);
        generator.put("layers", layers);
        generator.put("cutoff", cutoff);
        generator.put("encoding", encoding);
        if (weights != null) {
            generator.put("weights", weights.toString());
        }
        if (samples != null || latent == null) {
            spec.put("samples", samples == null ? 100_000L : samples);
        }
        readout.put(spec);
        if (latent != null) {
            spec.put("z", latent.toString());
        }
        return spec;
    }

    private ExitCode drawn(JobRequest request, Path file) throws IOException {
        ExitCode code = run(request, file);
        if (code == ExitCode.OK) {
            Reading reading =
                    Specs.read(request.spec(), SampleSpec.class, "sample").reading();
            new SamplePlot(request.name(), reading).draw(file, plot);
            session.err().println("everycore: " + plot + " drawn");
        }
        return code;
    }

    private ExitCode run(JobRequest request, Path file) throws IOException {
        ResultTarget target = file == null ? ResultTarget.NOWHERE : ResultPlace.of("--out", file);
        Outcome outcome = new LocalJobs(session)
                .run(List.of(new LocalJobs.Task(new JobFile("sample", request), target)))
                .get(0);
        ExitCode code = LocalJobs.code(outcome);
        if (session.json()) {
            session.out().println(ReportJson.line(outcome.report()));
        } else if (code == ExitCode.OK) {
            ReportText.lines(
                            request.name() == null ? "sample" : request.name(),
                            outcome.report(),
                            session.style(),
                            out != null)
                    .forEach(session.out()::println);
        }
        if (code != ExitCode.OK) {
            throw new Failure(
                    code,
                    outcome.report().error() == null
                            ? outcome.report().state().label()
                            : outcome.report().error());
        }
        return code;
    }
}
