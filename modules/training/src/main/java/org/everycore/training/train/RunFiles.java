package org.everycore.training.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Json;
import org.everycore.training.data.Dataset;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;

/** Makes the files of a run from its loop: without clocks, so that the same run gives the same bytes. */
final class RunFiles {
    private static final int PICTURES = 6;

    private final TrainSpec spec;
    private final long seed;
    private final Dataset data;
    private final TrainLoop loop;
    private final String error;

    /** @param error why the run ended early; empty when it did not */
    RunFiles(TrainSpec spec, long seed, Dataset data, TrainLoop loop, String error) {
        this.spec = spec;
        this.seed = seed;
        this.data = data;
        this.loop = loop;
        this.error = error;
    }

    byte[] zip(ChunkContext context) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(RunArchive.RUN, run(context));
        files.put(RunArchive.HISTORY, history(loop.state().rows));
        files.put(RunArchive.WEIGHTS, weights());
        if (error.isEmpty()) {
            files.put(RunArchive.SAMPLES, samples());
        }
        return RunArchive.write(files);
    }

    private byte[] run(ChunkContext context) {
        ObjectNode run = Json.mapper().createObjectNode();
        run.put("kind", "photonics.train");
        run.put("seed", seed);
        run.put("family", NumericFamily.NAME);
        run.set("spec", Json.mapper().valueToTree(spec));
        run.put("weights", loop.session().weights());
        run.put("epochs", loop.epoch());
        run.put("stoppedEarly", loop.state().stopped);
        run.put("bestEpoch", loop.state().bestEpoch);
        if (!data.scaling().equals(org.everycore.training.data.Scaling.NONE)) {
            run.set("scaling", Json.mapper().valueToTree(data.scaling()));
            run.put("pointsOutsideTheGrid", data.outside());
        }
        if (error.isEmpty()) {
            run.set("report", new FinalReport(spec, seed, data, loop).json(context));
        } else {
            run.put("error", error);
        }
        try {
            return (Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(run) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The history as a table; numbers read back exactly. */
    static byte[] history(List<double[]> rows) {
        StringBuilder text = new StringBuilder(String.join(",", EpochRow.COLUMNS)).append('\n');
        int hit = EpochRow.column("members_hit");
        for (double[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                text.append(c == 0 ? "" : ",");
                if (c == 0 || c == hit) {
                    text.append((long) row[c]);
                } else {
                    text.append(row[c]);
                }
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] weights() {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        put(arrays, "", loop.chosen());
        put(arrays, "last_", loop.state().weights);
        if (loop.state().bestEpoch > 0) {
            put(arrays, "best_", loop.state().best);
        }
        if (spec.ema() > 0) {
            put(arrays, "ema_", loop.state().average);
        }
        return NumpyFiles.bytes(arrays);
    }

    private void put(Map<String, NumpyArray> arrays, String prefix, double[] weights) {
        int circuit = loop.session().circuitWeights();
        arrays.put(prefix + "circuit", NumpyArray.of(Arrays.copyOf(weights, circuit)));
        arrays.put(prefix + "encoder", NumpyArray.of(Arrays.copyOfRange(weights, circuit, weights.length)));
    }

    private byte[] samples() {
        int latent = loop.session().latentDim();
        double[] z = new double[PICTURES * latent];
        SeededDraws.latent(new FastNormals(seed, TrainingStreams.PICTURES), 0, spec.latentScale(), z);
        double[] densities = loop.measure().densities(loop.session(), loop.chosen(), z, PICTURES);
        int side = data.side();
        int count = densities.length / side / side;
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        arrays.put("axis", NumpyArray.of(data.axis()));
        arrays.put("z", new NumpyArray(new int[] {PICTURES, latent}, z));
        arrays.put("generated", new NumpyArray(new int[] {count, side, side}, densities));
        arrays.put("canonical", new NumpyArray(new int[] {side, side}, data.canonical()));
        double[][] nearest = loop.measure().metrics().nearest(densities, count);
        arrays.put(
                "target",
                new NumpyArray(
                        new int[] {count, side, side}, NumpyArray.rows(nearest).values()));
        return NumpyFiles.bytes(arrays);
    }
}
