package org.everycore.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.job.JobOptions;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.training.folder.RunPictures;
import org.everycore.training.train.DivergedException;
import org.everycore.training.train.LocalTraining;
import org.everycore.training.train.TrainSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a generator on this machine, into a folder. */
@Command(
        footerHeading =
                "%nThe same seed gives the same weights, interrupted or not, on however many workers.%n%nExamples:%n",
        footer = {
            "  everycore train --family ring --modes 3 --epochs 500 --seed 1 --out ring",
            "  everycore train --preset recommended --family ring --out ring-60s",
            "  everycore train --preset supervised --latent-scale 0 --epochs 3000 --out ring-kl",
            "  everycore train --family points.csv --trainer energy --epochs 2000 --out mine",
            "  everycore train --family ring --modes 3 --epochs 500 --seed 1 --out ring --resume",
            "  everycore train --modes 2 --cutoff 8 --layers 2 --epochs 3 --save-draws draws.npz",
            "  everycore train --family ring --print-job > train.json"
        })
public final class TrainCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private TrainOptions training;

    @Option(names = "--seed", paramLabel = "N", description = "Key of all randomness; the default is 42.")
    private long seed = 42;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of the run; made where it is not there.")
    private Path out;

    @Option(names = "--resume", description = "Go on with the folder's interrupted run, to the same bytes.")
    private boolean resume;

    @Option(names = "--print-job", description = "Print the job file instead of running it.")
    private boolean printJob;

    @Option(
            names = "--save-draws",
            paramLabel = "FILE",
            description =
                    "Write every random number of the run, its data and first weights to this .npz, instead of running.")
    private Path saveDraws;

    @Mixin
    private JobOptions options;

    public TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        JobRequest request = options.apply(
                new JobRequest("photonics.train", null, null, seed, null, null, null, null, null, training.spec()),
                session);
        if (printJob) {
            session.out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(request));
            return 0;
        }
        TrainSpec spec = Specs.read(request.spec(), TrainSpec.class, "train");
        if (saveDraws != null) {
            try (ResultFile file = ResultFile.open(ResultTarget.to(saveDraws))) {
                file.stream().write(new LocalTraining(spec, seed, Path.of(".")).recordedDraws());
                file.commit();
            }
            session.err().println("everycore: " + saveDraws + " written");
            return 0;
        }
        if (out == null) {
            throw Failure.wrongInput("--out is missing: name a folder for the run");
        }
        AtomicBoolean cancelled = new AtomicBoolean();
        TrainProgress progress = new TrainProgress(session);
        try {
            byte[] run = session.interrupts().during(() -> cancelled.set(true), () -> new LocalTraining(spec, seed, out)
                    .run(resume, cancelled::get, progress));
            progress.close();
            show(Specs.tree(run, "run.json"));
            return 0;
        } catch (CancellationException e) {
            progress.close();
            throw new Failure(
                    ExitCode.CANCELLED, "interrupted; the same command with --resume goes on from the last segment");
        } catch (DivergedException e) {
            progress.close();
            throw new Failure(ExitCode.FAILED, e.getMessage() + " (history and weights so far are in " + out + ")");
        }
    }

    private void show(JsonNode run) throws IOException {
        JsonNode report = run.get("report");
        List<RunPictures.Anchor> distances = new ArrayList<>();
        if (report.has("blob")) {
            distances.add(new RunPictures.Anchor("moving blob", number(report.get("blob"), "nearestEnergyDistance")));
            distances.add(new RunPictures.Anchor(
                    "perfect generator", number(report.get("perfect"), "nearestEnergyDistance")));
        }
        RunPictures.draw(out, distances, List.of(new RunPictures.Anchor("data", number(report, "dataDiversityCells"))));
        if (session.json()) {
            ObjectNode line = run.deepCopy();
            line.put("out", out.toString());
            session.out().println(Json.mapper().writeValueAsString(line));
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d epochs, %d weights, %s weights chosen, measured on %d fresh draws",
                out,
                run.get("epochs").asInt(),
                run.get("weights").asInt(),
                report.get("chosen").asText(),
                report.get("draws").asInt()));
        lines.add(String.format(
                Locale.ROOT,
                "  nearest energy distance %.4f%s",
                number(report, "nearestEnergyDistance"),
                report.has("score")
                        ? String.format(
                                Locale.ROOT,
                                " (blob %.4f, perfect %.4f): score %.2f",
                                number(report.get("blob"), "nearestEnergyDistance"),
                                number(report.get("perfect"), "nearestEnergyDistance"),
                                number(report, "score"))
                        : ""));
        lines.add(String.format(
                Locale.ROOT,
                "  W1 to the nearest member %.3f cells, diversity %.2f (data %.2f), members hit %d of %d, KL %.4f",
                number(report, "nearestW1Cells"),
                number(report, "diversityCells"),
                number(report, "dataDiversityCells"),
                report.get("membersHit").asInt(),
                report.get("validationMembers").asInt(),
                number(report, "klCanonical")));
        JsonNode higher = report.get("higherCutoff");
        lines.add(String.format(Locale.ROOT, "  smallest norm %.4f", number(report, "normMin"))
                + (higher.has("nearestEnergyDistance")
                        ? String.format(
                                Locale.ROOT,
                                "; at cutoff %d the distance is %.4f",
                                higher.get("cutoff").asInt(),
                                number(higher, "nearestEnergyDistance"))
                        : ""));
        session.print(lines);
        if (report.has("warning")) {
            session.err().println("everycore: warning: " + report.get("warning").asText());
        }
    }

    private static double number(JsonNode node, String name) {
        return node.get(name).asDouble(Double.NaN);
    }
}
