package org.everycore.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.jobs.Specs;
import org.everycore.training.train.EpochBench;
import org.everycore.training.train.TrainSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures training: an epoch of the 2D QGAN, on one core. */
@Command(
        name = "training",
        description =
                "Measure training: epochs of WGAN-GP on rings, five critic steps and a generator step of 8 samples"
                        + " with instance noise, on one core.",
        footerHeading = "%nMedians over the epochs, of wall and of the thread's CPU time; the JVM is warmed up first."
                + "%n%nExamples:%n",
        footer = {"  everycore bench training", "  everycore bench training --modes 3 --cutoff 12 --layers 6"})
public final class BenchTraining implements Callable<Integer> {
    private final Session session;

    @Option(names = "--modes", paramLabel = "N", description = "Optical modes; the default is 2.")
    private int modes = 2;

    @Option(names = "--cutoff", paramLabel = "N", description = "Levels a mode; the default is 8.")
    private int cutoff = 8;

    @Option(names = "--layers", paramLabel = "N", description = "Layers of the circuit; the default is 2.")
    private int layers = 2;

    @Option(names = "--trainer", paramLabel = "NAME", description = "As in train; the default is wgan_gp.")
    private String trainer = "wgan_gp";

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs that are measured; the default is 200.")
    private int epochs = 200;

    @Option(names = "--turns", paramLabel = "N", description = "Runs, of which the last is measured; the default is 5.")
    private int turns = 5;

    public BenchTraining(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (turns < 1) {
            throw Failure.wrongInput("--turns = " + turns + ": must be at least 1");
        }
        ObjectNode json = Json.mapper().createObjectNode();
        json.putObject("generator")
                .put("modes", modes)
                .put("cutoff", cutoff)
                .put("layers", layers)
                .put("encoding", "polar_displacement");
        json.putObject("data").put("family", "ring");
        json.put("trainer", trainer).put("epochs", epochs);
        TrainSpec spec = Specs.read(json, TrainSpec.class, "spec");
        BenchRows rows = new BenchRows(session);
        EpochBench.Times times = EpochBench.run(spec, 1, turns);
        Map<String, Object> parameters = new TreeMap<>(Map.of(
                "modes", modes,
                "cutoff", cutoff,
                "layers", layers,
                "trainer", trainer,
                "wallMillis", 1e3 * times.wall(),
                "cpuMillis", 1e3 * times.cpu()));
        rows.add("training_epoch", parameters, "epochs", 1 / times.cpu(), 1, Double.NaN);
        rows.end();
        return 0;
    }
}
