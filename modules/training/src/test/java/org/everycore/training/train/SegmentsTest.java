package org.everycore.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    private static final String SMALL = "{\"generator\": {\"modes\": 2, \"cutoff\": 4, \"layers\": 1, \"encoding\":"
            + " \"ENCODING\"}, \"data\": {\"family\": \"ring\", \"points\": 12, \"training\": 20, \"validation\": 10},"
            + " \"trainer\": \"TRAINER\", \"epochs\": 120, \"batch\": 4, \"ema\": 0.9, \"critic\": {\"steps\": 2, \"noiseEpochs\":"
            + " 60}, \"validation\": {\"every\": 30, \"draws\": 4, \"fresh\": 16}}";

    static TrainSpec spec(String encoding, String trainer) {
        ObjectNode node = (ObjectNode) Specs.tree(
                SMALL.replace("ENCODING", encoding).replace("TRAINER", trainer).getBytes(StandardCharsets.UTF_8),
                "spec");
        return Specs.read(node, TrainSpec.class, "spec");
    }

    /** Every segment on a worker of its own, as when each one before was lost. */
    @ParameterizedTest
    @EnumSource(TrainerKind.class)
    void anotherWorkerGoesOnToTheSameBytes(TrainerKind trainer) throws IOException {
        TrainSpec spec = spec("polar_displacement", trainer.label());
        byte[] state = new byte[0];
        Segment one;
        try (Segments segments = new Segments(spec, 5, Inputs.LOCAL)) {
            do {
                one = segments.run(state, ChunkContext.detached());
                state = one.state();
            } while (one.files().length == 0);
        }
        byte[] other = new byte[0];
        Segment last = null;
        int count = 0;
        while (last == null || last.files().length == 0) {
            try (Segments segments = new Segments(spec, 5, Inputs.LOCAL)) {
                last = segments.run(other, ChunkContext.detached());
                other = last.state();
                count++;
            }
        }
        assertThat(count).isEqualTo(3);
        assertThat(last.files()).isEqualTo(one.files());
        Map<String, byte[]> files = RunArchive.read(one.files());
        assertThat(new String(files.get(RunArchive.HISTORY), StandardCharsets.UTF_8).lines())
                .hasSize(5);
        assertThat(files).containsKeys(RunArchive.RUN, RunArchive.WEIGHTS, RunArchive.SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coherent_state", "classical_neural", "angle_encoding", "sparse_parameter"})
    void everyEncodingTrains(String encoding) throws IOException {
        TrainSpec spec = spec(encoding, "energy");
        try (Segments segments = new Segments(spec, 5, Inputs.LOCAL)) {
            Segment segment = segments.run(new byte[0], ChunkContext.detached());
            assertThat(segment.error()).isEmpty();
            assertThat(Segments.epochs(segment.state())).isEqualTo(50);
        }
    }

    /** A run in a folder, killed in its second segment, goes on to the bytes of one that was not. */
    @Test
    void anInterruptedFolderGoesOn(@TempDir Path folder) throws IOException {
        TrainSpec spec = spec("polar_displacement", "wgan_gp");
        LocalTraining.Listener quiet = new Quiet();
        Path whole = folder.resolve("whole");
        new LocalTraining(spec, 7, whole).run(false, () -> false, quiet);
        Path cut = folder.resolve("cut");
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> new LocalTraining(spec, 7, cut).run(false, () -> asked.incrementAndGet() > 70, quiet))
                .isInstanceOf(CancellationException.class);
        assertThat(cut.resolve(RunArchive.WEIGHTS)).doesNotExist();
        assertThatThrownBy(() -> new LocalTraining(spec, 7, cut).run(false, () -> false, quiet))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("--resume");
        assertThatThrownBy(() -> new LocalTraining(spec, 8, cut).run(true, () -> false, quiet))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("another spec or seed");
        AtomicLong epochs = new AtomicLong();
        new LocalTraining(spec, 7, cut).run(true, () -> epochs.incrementAndGet() < 0, quiet);
        assertThat(epochs.get()).isLessThan(120);
        for (String file : new String[] {RunArchive.RUN, RunArchive.HISTORY, RunArchive.WEIGHTS, RunArchive.SAMPLES}) {
            assertThat(cut.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    private static final class Quiet implements LocalTraining.Listener {
        @Override
        public void epoch(int epoch, int of) {}

        @Override
        public void row(Map<String, Double> row) {}
    }

    /** Recorded draws give the run that drew them. */
    @ParameterizedTest
    @EnumSource(TrainerKind.class)
    void recordedDrawsGiveTheSameRun(TrainerKind trainer, @TempDir Path folder) throws IOException {
        TrainSpec spec = shortened(spec("polar_displacement", trainer.label()), null);
        Path draws = folder.resolve("draws.npz");
        Files.write(draws, new LocalTraining(spec, 9, folder).recordedDraws());
        LocalTraining.Listener quiet = new Quiet();
        new LocalTraining(spec, 9, folder.resolve("seeded")).run(false, () -> false, quiet);
        new LocalTraining(shortened(spec, draws.toString()), 10, folder.resolve("replayed"))
                .run(false, () -> false, quiet);
        assertThat(folder.resolve("replayed").resolve(RunArchive.HISTORY))
                .hasSameBinaryContentAs(folder.resolve("seeded").resolve(RunArchive.HISTORY));
        Map<String, NumpyArray> weights =
                NumpyFiles.npz(folder.resolve("seeded").resolve(RunArchive.WEIGHTS), RunArchive.WEIGHTS);
        assertThat(weights).containsKeys("circuit", "encoder");
    }

    private static TrainSpec shortened(TrainSpec spec, String draws) {
        ObjectNode node = org.everycore.jobs.Json.mapper().valueToTree(spec);
        node.put("epochs", 3);
        ((ObjectNode) node.get("validation")).put("every", 1);
        if (draws != null) {
            node.put("draws", draws);
        }
        return Specs.read(node, TrainSpec.class, "spec");
    }

    @Test
    void aHostileRateEndsTheRunAndSaysSo() throws IOException {
        ObjectNode node = org.everycore.jobs.Json.mapper().valueToTree(spec("polar_displacement", "wgan_gp"));
        node.set(
                "optimiser",
                org.everycore.jobs.Json.mapper()
                        .createObjectNode()
                        .put("generatorRate", 10)
                        .put("method", "sgd")
                        .put("clip", 0));
        TrainSpec hostile = Specs.read(node, TrainSpec.class, "spec");
        try (Segments segments = new Segments(hostile, 5, Inputs.LOCAL)) {
            byte[] state = new byte[0];
            Segment segment;
            do {
                segment = segments.run(state, ChunkContext.detached());
                state = segment.state();
            } while (segment.files().length == 0);
            if (!segment.error().isEmpty()) {
                assertThat(segment.error()).contains("diverged in epoch");
                assertThat(RunArchive.read(segment.files())).containsKeys(RunArchive.HISTORY, RunArchive.WEIGHTS);
            }
        }
    }

    /** The history of a state is that of the run, whatever the number of its rows: also as many as it has columns. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 22, 23, 24, 50})
    void aStateTellsItsRows(int count) {
        TrainState state = new TrainState(new double[] {1, 2});
        for (int i = 0; i < count; i++) {
            EpochRow row = new EpochRow();
            row.set("epoch", i + 1);
            row.set("nearest_ed", 0.5 / (i + 1));
            state.rows.add(row.values);
        }
        byte[] saved = state.bytes(java.util.List.of(new double[3]));
        assertThat(TrainState.rows(saved)).hasSize(count);
        assertThat(TrainState.rows(saved).get(0)).isEqualTo(state.rows.get(0));
        assertThat(TrainState.rowUpTo(saved, 1))
                .containsEntry("nearest_ed", 0.5)
                .containsEntry("epoch", 1.0);
        assertThat(TrainState.rows(new TrainState(new double[] {1, 2}).bytes(java.util.List.of())))
                .isEmpty();
    }
}
