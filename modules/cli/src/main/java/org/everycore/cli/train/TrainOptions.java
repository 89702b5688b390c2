package org.everycore.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.cli.Failure;
import org.everycore.jobs.Specs;
import org.everycore.training.data.Families;
import org.everycore.training.train.Preset;
import picocli.CommandLine.Option;

/** What is trained, and how: each option overrides the preset, or the spec that was given. */
final class TrainOptions {
    @Option(
            names = "--family",
            paramLabel = "NAME",
            description =
                    "ring (the default), gaussian, correlated, four_gaussians, vibronic, or a file: .npy of densities"
                            + " (members x n x n) or points (rows x 2), .csv of two columns.")
    private String family;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "standard (the default: WGAN-GP as the 2D QGAN project trains), recommended or supervised.")
    private String preset = "standard";

    @Option(names = "--spec", paramLabel = "FILE", description = "Begin with the spec in this JSON file.")
    private Path spec;

    @Option(names = "--modes", paramLabel = "N", description = "Optical modes, 2 at least; the preset's when absent.")
    private Integer modes;

    @Option(names = "--cutoff", paramLabel = "N", description = "Levels a mode.")
    private Integer cutoff;

    @Option(names = "--layers", paramLabel = "N", description = "Layers of the circuit.")
    private Integer layers;

    @Option(names = "--encoding", paramLabel = "NAME", description = "How z enters; polar_displacement when absent.")
    private String encoding;

    @Option(names = "--latent-dim", paramLabel = "N", description = "Numbers in a latent vector; 2 a mode when absent.")
    private Integer latentDim;

    @Option(
            names = "--trainer",
            paramLabel = "NAME",
            description = "wgan_gp, supervised, energy, mmd, nearest, bce or quantum.")
    private String trainer;

    @Option(names = "--epochs", paramLabel = "N", description = "Generator steps.")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Samples of a step; 8 when absent.")
    private Integer batch;

    @Option(names = "--generator-rate", paramLabel = "X", description = "Learning rate of the generator.")
    private Double generatorRate;

    @Option(names = "--critic-rate", paramLabel = "X", description = "Learning rate of the critic.")
    private Double criticRate;

    @Option(names = "--ema", paramLabel = "X", description = "Share of the averaged weights that an epoch keeps.")
    private Double ema;

    @Option(names = "--latent-scale", paramLabel = "X", description = "Times normal latent vectors; 0 trains at z = 0.")
    private Double latentScale;

    @Option(
            names = "--validate-every",
            paramLabel = "N",
            description = "Epochs between rows of the history; 20 when absent.")
    private Integer validateEvery;

    @Option(
            names = "--draws",
            paramLabel = "FILE",
            description = "An .npz (see --save-draws) that gives every random number of a short run.")
    private Path draws;

    ObjectNode spec() throws IOException {
        ObjectNode all = spec == null ? Preset.named(preset).spec() : object(spec);
        if (family != null || !all.has("data")) {
            ObjectNode data = all.putObject("data");
            String what = family == null ? "ring" : family;
            data.put(Families.known(what) ? "family" : "file", what);
            if (!Families.known(what) && !Files.exists(Path.of(what))) {
                throw Failure.wrongInput(
                        "--family = " + what + ": is no family (" + Families.names() + ") and no file");
            }
        }
        ObjectNode generator = all.withObjectProperty("generator");
        put(generator, "modes", modes);
        put(generator, "cutoff", cutoff);
        put(generator, "layers", layers);
        put(generator, "latentDim", latentDim);
        text(generator, "encoding", encoding);
        text(all, "trainer", trainer);
        put(all, "epochs", epochs);
        put(all, "batch", batch);
        number(all, "ema", ema);
        number(all, "latentScale", latentScale);
        if (generatorRate != null || criticRate != null) {
            number(all.withObjectProperty("optimiser"), "generatorRate", generatorRate);
            number(all.withObjectProperty("optimiser"), "criticRate", criticRate);
        }
        if (validateEvery != null) {
            put(all.withObjectProperty("validation"), "every", validateEvery);
        }
        if (draws != null) {
            all.put("draws", draws.toString());
        }
        return all;
    }

    private static ObjectNode object(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Failure.wrongInput("--spec = " + file + ": no such file");
        }
        JsonNode node = Specs.tree(Files.readAllBytes(file), file.toString());
        JsonNode inner = node.has("spec") ? node.get("spec") : node;
        if (!inner.isObject()) {
            throw Failure.wrongInput("--spec = " + file + ": must be a JSON object");
        }
        return inner.deepCopy();
    }

    private static void put(ObjectNode to, String name, Integer value) {
        if (value != null) {
            to.put(name, value);
        }
    }

    private static void number(ObjectNode to, String name, Double value) {
        if (value != null) {
            to.put(name, value);
        }
    }

    private static void text(ObjectNode to, String name, String value) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
