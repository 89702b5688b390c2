package org.everycore.training.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.Json;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.Specs;
import org.everycore.training.folder.RunArchive;

/** The files of a sweep, in a folder or in the zip of a job: what was asked, a folder a run, and the leader board. */
public final class SweepFiles {
    /** What was asked: spec and seed. */
    public static final String SWEEP = "sweep.json";
    /** A folder a run, named by {@link SweepSpec.Run#hash}. */
    public static final String RUNS = "runs";
    /** The leader board and its runs. */
    public static final String REPORT = "report.json";
    /** A line a run. */
    public static final String TABLE = "runs.csv";

    private final SweepSpec spec;
    private final long seed;
    private final Map<String, byte[]> zip;
    private final Path folder;

    private SweepFiles(Path shown, byte[] asked, Map<String, byte[]> zip, Path folder) {
        var tree = Specs.tree(asked, SWEEP);
        if (!tree.path("spec").isObject() || !tree.path("seed").isIntegralNumber()) {
            throw new SpecException("DIR", shown, "holds a " + SWEEP + " without spec and seed");
        }
        this.spec = Specs.read(tree.get("spec"), SweepSpec.class, SWEEP);
        this.seed = tree.get("seed").asLong();
        this.zip = zip;
        this.folder = folder;
    }

    /** Opens a sweep's folder, finished or not, or its zip. */
    public static SweepFiles open(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            if (!Files.isRegularFile(place.resolve(SWEEP))) {
                throw new SpecException("DIR", place, "holds no " + SWEEP + ": it is no folder of a sweep");
            }
            return new SweepFiles(place, Files.readAllBytes(place.resolve(SWEEP)), null, place);
        }
        if (!Files.isRegularFile(place)) {
            throw new SpecException("DIR", place, "is no folder and no file");
        }
        Map<String, byte[]> all = RunArchive.read(Files.readAllBytes(place));
        if (!all.containsKey(SWEEP)) {
            throw new SpecException("DIR", place, "is no zip of a sweep: it holds no " + SWEEP);
        }
        return new SweepFiles(place, all.get(SWEEP), all, null);
    }

    /** A file of a run, or null. */
    public byte[] file(SweepSpec.Run run, String name) throws IOException {
        String at = RUNS + "/" + run.hash() + "/" + name;
        if (zip != null) {
            return zip.get(at);
        }
        Path path = folder.resolve(at);
        return Files.isRegularFile(path) ? Files.readAllBytes(path) : null;
    }

    /** All runs that were asked for. */
    public List<SweepSpec.Run> runs() {
        return spec.runs(seed);
    }

    /** What is known of them: runs that have not ended are left out, but for those that the median rule stopped. */
    public LeaderBoard board() throws IOException {
        Map<String, RunRow> stopped = stopped();
        List<RunRow> rows = new ArrayList<>();
        for (SweepSpec.Run run : runs()) {
            byte[] json = file(run, RunArchive.RUN);
            RunRow row = json == null ? stopped.get(run.label() + " " + run.seed()) : RunRow.of(run, json);
            if (row != null) {
                rows.add(row);
            }
        }
        return new LeaderBoard(rows);
    }

    private Map<String, RunRow> stopped() throws IOException {
        byte[] report = zip != null
                ? zip.get(REPORT)
                : Files.isRegularFile(folder.resolve(REPORT)) ? Files.readAllBytes(folder.resolve(REPORT)) : null;
        Map<String, RunRow> stopped = new LinkedHashMap<>();
        if (report != null) {
            for (var node : Specs.tree(report, REPORT).path("runs")) {
                if (node.path("stopped").asInt() > 0) {
                    RunRow row = RunRow.read(node);
                    stopped.put(row.label() + " " + row.seed(), row);
                }
            }
        }
        return stopped;
    }

    /** What was asked. */
    public static byte[] sweep(SweepSpec spec, long seed) {
        return pretty(Json.mapper()
                .createObjectNode()
                .put("kind", "photonics.sweep")
                .put("seed", seed)
                .set("spec", Json.mapper().valueToTree(spec)));
    }

    /** What came out, by name of the file. */
    public static Map<String, byte[]> summary(LeaderBoard board) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(TABLE, board.csv().getBytes(StandardCharsets.UTF_8));
        files.put(REPORT, pretty(board.json()));
        return files;
    }

    private static byte[] pretty(com.fasterxml.jackson.databind.JsonNode node) {
        return (node.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
