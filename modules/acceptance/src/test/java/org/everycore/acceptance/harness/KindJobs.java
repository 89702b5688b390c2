package org.everycore.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.JobContext;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobKind;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;

/** A job of every kind that {@code everycore kinds} lists, cut into about as many chunks as asked for, over logs made here. */
public final class KindJobs {
    private static final long SEED = 42;
    private static final String[] BANDS = {"20m", "40m", "15m", "10m"};
    private static final String[] MODES = {"CW", "SSB", "FT8"};

    private final KindRegistry kinds = KindRegistry.load();
    private final Path folder;
    private final List<String> logs = new ArrayList<>();

    /** @param folder for logs, which the cluster must see */
    public KindJobs(Path folder, int logs) throws IOException {
        this.folder = folder;
        for (int i = 0; i < logs; i++) {
            this.logs.add(log(i).toString());
        }
    }

    private static JsonNode json(PlaceRef place) {
        return Json.mapper().valueToTree(place);
    }

    /**
     * The jobs by kind.
     *
     * @param imported the logbook database that the import fills
     * @param exported one that is filled already
     */
    public Map<String, JobRequest> all(int chunks, PlaceRef imported, PlaceRef exported) throws IOException {
        Map<String, JobRequest> jobs = new LinkedHashMap<>();
        for (JobKind<?, ?> kind : kinds.all()) {
            ObjectNode spec = Json.mapper().createObjectNode();
            switch (kind.name()) {
                case "photonics.sample", "photonics.gradient" -> {
                    spec.putObject("generator")
                            .put("modes", 2)
                            .put("latentDim", 4)
                            .put("layers", 2)
                            .put("cutoff", 7)
                            .put("encoding", "coherent_state");
                    spec.put("samples", units(kind, spec.deepCopy(), "samples", chunks));
                }
                case "photonics.circuit" -> {
                    spec.putArray("circuits").add(circuit().toString());
                    spec.put("answer", "shots").put("simulator", "fock");
                    spec.put("shots", units(kind, spec.deepCopy(), "shots", chunks));
                }
                case "photonics.gbs" -> {
                    spec.putArray("squeezing").add(0.5).add(0.6).add(0.4);
                    spec.put("samples", units(kind, spec.deepCopy(), "samples", chunks));
                }
                case "photonics.bosonsampling" -> {
                    spec.putArray("input").add(1).add(1);
                    spec.putArray("unitaryRe").add(row(0.6, 0.8)).add(row(-0.8, 0.6));
                    spec.put("samples", units(kind, spec.deepCopy(), "samples", chunks));
                }
                case "photonics.fit" -> {
                    spec.putObject("target").put("name", "fock").put("n", 1);
                    spec.put("cutoff", 5).put("layers", 2).put("steps", 100).put("starts", chunks);
                }
                case "photonics.train" -> {
                    // One chunk a round, each from the state that the one before left.
                    spec.putObject("generator").put("modes", 2).put("layers", 1).put("cutoff", 4);
                    spec.putObject("data").put("family", "ring");
                    spec.put("trainer", "supervised");
                    spec.put("epochs", units(kind, spec.deepCopy(), "epochs", chunks));
                }
                case "photonics.sweep" -> {
                    ObjectNode base = spec.putObject("base");
                    base.putObject("generator").put("modes", 2).put("layers", 1).put("cutoff", 4);
                    base.put("trainer", "supervised").put("epochs", 20);
                    spec.putObject("data").put("family", "ring").put("points", 12);
                    ArrayNode seeds = spec.putArray("seeds");
                    for (int seed = 0; seed < chunks; seed++) {
                        seeds.add(seed);
                    }
                }
                case "radio.awards", "radio.convert" -> logs(spec, logs.size());
                case "radio.digest" -> logs(spec, chunks);
                case "radio.import" ->
                    logs(spec, chunks).put("logbook", "default").set("store", json(imported));
                case "radio.export" ->
                    spec.put("logbook", "default")
                            .put("from", "19240101")
                            .put("to", 1924 + chunks / 2 - 1 + "1231")
                            .set("store", json(exported));
                case "test.fault" ->
                    spec.put("blocks", chunks).put("millis", 20).put("words", 100);
                default -> throw new AssertionError("no job is known here for the kind " + kind.name());
            }
            jobs.put(kind.name(), JobRequest.of(kind.name(), SEED, spec));
        }
        return jobs;
    }

    private static ArrayNode row(double first, double second) {
        return Json.mapper().createArrayNode().add(first).add(second);
    }

    private Path circuit() throws IOException {
        return Files.writeString(
                folder.resolve("squeezed.json"),
                "{\"modes\": 2, \"cutoff\": 8, \"gates\": ["
                        + "{\"gate\": \"S2gate\", \"params\": [0.6, 0.2], \"modes\": [0, 1]},"
                        + " {\"gate\": \"MeasureFock\", \"params\": [], \"modes\": [0, 1]}]}");
    }

    /** As many samples, shots or epochs as make so many chunks. */
    private static long units(JobKind<?, ?> kind, ObjectNode spec, String field, int chunks) throws IOException {
        JobPlan plan = plan(kind, spec.put(field, 10_000_000));
        return plan.chunks().blocksPerChunk() * plan.unitsPerBlock() * chunks;
    }

    private static <S> JobPlan plan(JobKind<S, ?> kind, ObjectNode spec) throws IOException {
        return kind.plan(kind.parse(spec), new JobContext(new JobId("plan"), SEED, Kernel.BLOCKED, Inputs.LOCAL));
    }

    /** How many chunks a job has. */
    public long chunks(JobRequest job) throws IOException {
        return plan(kinds.get(job.kind()), (ObjectNode) job.spec()).chunks().chunks();
    }

    /** The hash that one worker in this process comes to, with nothing going wrong. */
    public String local(JobRequest job) {
        try (LocalRuntime runtime =
                LocalRuntime.start(LocalRuntimeConfig.of(kinds).withWorkers(1))) {
            var report = runtime.submit(job.withStrategy("cpu_batch"), ResultTarget.NOWHERE)
                    .outcome()
                    .toCompletableFuture()
                    .join()
                    .report();
            if (report.sha256() == null) {
                throw new AssertionError(job.kind() + " fails alone: " + report.error());
            }
            return report.sha256();
        }
    }

    private ObjectNode logs(ObjectNode spec, int count) {
        ArrayNode array = spec.putArray("logs");
        logs.subList(0, count).forEach(array::add);
        return spec;
    }

    /** A log of a few QSOs, all different from those of other logs. */
    private Path log(int number) throws IOException {
        StringBuilder text = new StringBuilder("made for a test <EOH>\n");
        for (int i = 0; i < 5; i++) {
            field(text, "CALL", "DL" + number % 10 + letters(number) + letters(i));
            field(text, "QSO_DATE", String.valueOf(1924 + number % 100) + "0" + (1 + i) + "1" + number % 10);
            field(text, "TIME_ON", String.format(java.util.Locale.ROOT, "%02d%02d", i, number % 60));
            field(text, "BAND", BANDS[(number + i) % BANDS.length]);
            field(text, "MODE", MODES[i % MODES.length]);
            field(text, "DXCC", i % 2 == 0 ? "230" : "291");
            field(text, "LOTW_QSL_RCVD", i % 3 == 0 ? "Y" : "N");
            text.append("<EOR>\n");
        }
        return Files.writeString(folder.resolve("log" + number + ".adi"), text, StandardCharsets.UTF_8);
    }

    private static String letters(int number) {
        return "" + (char) ('A' + number / 26 % 26) + (char) ('A' + number % 26);
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append('<')
                .append(name)
                .append(':')
                .append(value.length())
                .append('>')
                .append(value)
                .append(' ');
    }
}
