package org.everycore.training.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.jobs.SweepKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final String BASE = "{\"generator\": {\"modes\": 2, \"cutoff\": 4, \"layers\": 1}, \"trainer\":"
            + " \"energy\", \"epochs\": 150, \"batch\": 2, \"validation\": {\"every\": 50, \"draws\": 4, \"fresh\": 8}}";
    private static final String DATA = "{\"family\": \"ring\", \"points\": 12, \"training\": 10, \"validation\": 10}";

    @TempDir
    Path folder;

    private static JsonNode json(String rest) {
        String text = "{\"base\": " + BASE + ", \"data\": " + DATA + rest + "}";
        return Specs.tree(text.getBytes(StandardCharsets.UTF_8), "sweep");
    }

    private static SweepSpec spec(String rest) {
        return Specs.read(json(rest), SweepSpec.class, "sweep");
    }

    private static List<String> labels(SweepSpec spec) {
        return spec.runs(3).stream().map(SweepSpec.Run::label).distinct().toList();
    }

    private static LeaderBoard run(SweepSpec spec, Path to, int workers) throws IOException {
        return new LocalSweep(spec, 3, to).run(workers, () -> false, board -> {});
    }

    @Test
    void aGridTakesAllCombinationsAndARangeItsSteps() {
        SweepSpec spec =
                spec(", \"over\": {\"batch\": [2, 4], \"optimiser.generatorRate\": {\"from\": 0.001, \"to\": 0.1,"
                        + " \"log\": true, \"steps\": 3}}, \"seeds\": [1, 2]");
        assertThat(spec.runs(3)).hasSize(12);
        assertThat(labels(spec)).first().isEqualTo("batch=2 optimiser.generatorRate=0.001");
        assertThat(labels(spec)).last().isEqualTo("batch=4 optimiser.generatorRate=0.1");
        assertThat(spec.runs(3).get(2).spec().optimiser().generatorRate()).isCloseTo(0.01, Offset.offset(1e-16));
        assertThat(spec.runs(3).stream().map(SweepSpec.Run::hash)).doesNotHaveDuplicates();
    }

    @Test
    void randomCombinationsComeFromTheSeedAndAListIsTakenAsItIs() {
        String over = ", \"over\": {\"batch\": {\"from\": 2, \"to\": 64}, \"spread\": [0.1, 0.2]}, \"random\": 20";
        assertThat(labels(spec(over))).isEqualTo(labels(spec(over))).hasSizeBetween(10, 20);
        assertThat(spec(over).runs(3).stream().map(run -> run.spec().batch()).toList())
                .allMatch(batch -> batch >= 2 && batch <= 64)
                .isNotEqualTo(spec(over).runs(4).stream()
                        .map(run -> run.spec().batch())
                        .toList());
        assertThat(labels(spec(", \"list\": [{\"batch\": 3}, {\"ema\": 0.5, \"choose\": \"last\"}]")))
                .containsExactly("batch=3", "ema=0.5 choose=last");
    }

    @Test
    void wrongSweepsAreToldByTheirFields() {
        assertThatThrownBy(() -> spec(", \"over\": {\"batch\": []}")).hasMessageContaining("over.batch");
        assertThatThrownBy(() -> spec(", \"over\": {\"batch\": {\"from\": 4, \"to\": 2}}"))
                .hasMessageContaining("upwards");
        assertThatThrownBy(() -> spec(", \"over\": {\"batch\": {\"from\": 2, \"to\": 4}}")
                        .runs(1))
                .hasMessageContaining("steps");
        assertThatThrownBy(() -> spec(", \"over\": {\"batchs\": [2]}").runs(1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("batchs");
        assertThatThrownBy(() -> spec(", \"over\": {\"epochs.of\": [2]}").runs(1))
                .hasMessageContaining("over.epochs.of");
        assertThatThrownBy(() -> spec(", \"random\": 3")).hasMessageContaining("random");
        assertThatThrownBy(() -> new SweepKind()
                        .parse(Specs.tree(
                                "{\"base\": {\"data\": {\"file\": \"points.csv\"}}}".getBytes(StandardCharsets.UTF_8),
                                "spec")))
                .hasMessageContaining("base.data.file");
    }

    /** Run by one worker, by three, interrupted, as a job on threads: one report. */
    @Test
    void theSameReportComesHoweverItIsRun() throws IOException {
        for (String stopping : List.of("", ", \"stopping\": {\"every\": 50, \"least\": 1}")) {
            String rest =
                    ", \"over\": {\"optimiser.generatorRate\": [0.001, 0.01, 0.05]}, \"seeds\": [1, 2]" + stopping;
            Path one = folder.resolve("one" + stopping.length());
            run(spec(rest), one, 1);
            byte[] report = Files.readAllBytes(one.resolve(SweepFiles.REPORT));
            Path three = folder.resolve("three" + stopping.length());
            run(spec(rest), three, 3);
            assertThat(three.resolve(SweepFiles.REPORT)).hasBinaryContent(report);

            Path cut = folder.resolve("cut" + stopping.length());
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() ->
                            new LocalSweep(spec(rest), 3, cut).run(1, () -> asked.incrementAndGet() > 400, board -> {}))
                    .isInstanceOf(CancellationException.class);
            run(spec(rest), cut, 1);
            assertThat(cut.resolve(SweepFiles.REPORT)).hasBinaryContent(report);

            Path zip = folder.resolve("job" + stopping.length() + ".zip");
            job(json(rest), zip);
            assertThat(RunArchive.read(Files.readAllBytes(zip)).get(SweepFiles.REPORT))
                    .isEqualTo(report);
            String text = new String(report, StandardCharsets.UTF_8);
            assertThat(text.contains("\"stopped\" : 50")).isEqualTo(!stopping.isEmpty());
        }
    }

    /** With partials that went through the codec, as between nodes. */
    private static void job(JsonNode spec, Path to) throws IOException {
        SweepKind kind = new SweepKind();
        try {
            DirectRunner.of(kind, kind.parse(spec))
                    .seed(3)
                    .workers(2)
                    .encoded()
                    .target(ResultTarget.to(to))
                    .run();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void moreValuesRunAloneAndFinishedRunsAreTaken() throws IOException {
        run(spec(", \"over\": {\"batch\": [2]}"), folder.resolve("sweep"), 1);
        Path first = folder.resolve("sweep/runs")
                .resolve(spec(", \"over\": {\"batch\": [2]}").runs(3).get(0).hash())
                .resolve(RunArchive.RUN);
        FileTime before = Files.getLastModifiedTime(first);
        LeaderBoard board = run(spec(", \"over\": {\"batch\": [2, 4]}"), folder.resolve("sweep"), 1);
        assertThat(board.rows()).hasSize(2);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);

        Path zip = folder.resolve("first.zip");
        job(json(", \"over\": {\"batch\": [2]}"), zip);
        Path more = folder.resolve("more.zip");
        job(json(", \"over\": {\"batch\": [2, 4]}, \"known\": \"" + zip + "\""), more);
        Map<String, byte[]> files = RunArchive.read(Files.readAllBytes(more));
        assertThat(new String(files.get(SweepFiles.REPORT), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(folder.resolve("sweep/report.json")));
    }

    @Test
    void aRunThatDivergesIsCountedAndComesLast() throws IOException {
        SweepSpec spec = spec(", \"over\": {\"optimiser.generatorRate\": [10, 0.01], \"optimiser.clip\": [0]}");
        LeaderBoard board = run(spec, folder.resolve("sweep"), 1);
        LeaderBoard.Place last = board.places().get(1);
        if (last.failed() == 0) {
            assertThat(board.places().get(0).median()).isLessThanOrEqualTo(last.median());
        } else {
            assertThat(last.label()).contains("generatorRate=10");
        }
        SweepReport report = new SweepReport(SweepFiles.open(folder.resolve("sweep")));
        assertThat(report.html()).contains("<table", "data:image/png;base64", "2 of 2 runs");
        assertThat(report.seeds()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(report.board().csv()).isEqualTo(board.csv());
    }

    @Test
    void theMedianRuleKeepsTheBetterHalf() {
        Stopping rule = new Stopping(50, 1);
        assertThat(rule.goOn(new double[] {3, 1, 2})).containsExactly(false, true, true);
        assertThat(rule.goOn(new double[] {Double.NaN, 1})).containsExactly(false, true);
        assertThat(rule.goOn(new double[] {Double.NaN})).containsExactly(true);
        assertThat(new Stopping(50, 3).goOn(new double[] {4, 3, 1, 2})).containsExactly(false, true, true, true);
    }

    /** By hand: 1, 2, 4 and a failed seed. */
    @Test
    void placesAreMediansWithQuartiles() {
        SweepSpec.Run run = spec("").runs(1).get(0);
        LeaderBoard board = new LeaderBoard(
                List.of(row(4, ""), row(1, ""), row(2, ""), RunRow.failed(run, "diverged, \"so\" it is")));
        LeaderBoard.Place place = board.places().get(0);
        assertThat(place.n()).isEqualTo(3);
        assertThat(place.failed()).isEqualTo(1);
        assertThat(place.median()).isEqualTo(2);
        assertThat(place.low()).isEqualTo(1.5);
        assertThat(place.high()).isEqualTo(3);
        assertThat(place.deviation()).isCloseTo(Math.sqrt(7.0 / 3), Offset.offset(1e-15));
        assertThat(board.csv()).endsWith(",\"diverged, \"\"so\"\" it is\"\n");
    }

    private static RunRow row(double objective, String error) {
        return new RunRow("base", 1, objective, 0, 0, 0, 0, 1, error, 0);
    }
}
