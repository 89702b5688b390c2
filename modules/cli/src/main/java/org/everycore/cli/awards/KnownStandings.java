package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.runtime.Outcome;

/**
 * Standings counted before, found again as long as nothing has changed that they depend on.
 *
 * <p>The key is a SHA-256 of the job's spec, the program's own jars, and for each file its real path, device and inode, size, times of last
 * modification and last status change, and sixteen blocks of its bytes. Every write to a file moves the time of its status change, which nobody
 * can set; a file whose status changed less than {@link #SETTLED_MILLIS} before it was looked at is not kept, because two writes within one tick
 * of the clock look alike. The key is taken before counting and again after it, and kept if both are equal. Where the file system does not tell
 * these things, nothing is kept.
 */
final class KnownStandings {
    private static final long SETTLED_MILLIS = 2_000;
    private static final int MOST_FILES = 64;
    private static final long MOST_BYTES = 64L << 20;
    private static final int BLOCKS = 16;
    private static final int BLOCK = 4096;
    private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";

    private final Path folder;
    private final List<Path> program;
    private final long settledMillis;

    /**
     * @param program the files that hold the rules by which is counted; a folder among them means that nothing is kept
     * @param settledMillis how long before a look at it a file must have changed last
     */
    KnownStandings(Path folder, List<Path> program, long settledMillis) {
        this.folder = folder;
        this.program = program;
        this.settledMillis = settledMillis;
    }

    static KnownStandings in(Path state) {
        List<Path> jars = new ArrayList<>();
        for (Class<?> one : List.of(AwardsKind.class, KnownStandings.class, Json.class)) {
            jars.add(Path.of(URI.create(
                    one.getProtectionDomain().getCodeSource().getLocation().toString())));
        }
        return new KnownStandings(state.resolve("standings"), jars, SETTLED_MILLIS);
    }

    /** What a standing depends on, as a hash, and the spec of which it was made. */
    record Key(String hash, JsonNode spec) {}

    /** The key of a job; none if it cannot be told surely whether its files change. */
    Optional<Key> key(JsonNode spec) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, Json.mapper().writeValueAsString(spec));
            for (Path jar : program) {
                if (!Files.isRegularFile(jar)) {
                    return Optional.empty(); // classes may change one by one
                }
                add(digest, identity(jar));
            }
            List<Path> files = new ArrayList<>();
            spec.path("logs").forEach(log -> files.add(Path.of(log.asText())));
            if (spec.hasNonNull("entityTable")) {
                files.add(Path.of(spec.get("entityTable").asText()));
            }
            for (Path file : files) {
                add(digest, identity(file));
                sample(digest, file);
            }
            return Optional.of(new Key(HexFormat.of().formatHex(digest.digest()), spec));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException | Unsettled e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String identity(Path file) throws IOException {
        Path real = file.toRealPath();
        Map<String, Object> known = Files.readAttributes(real, ATTRIBUTES);
        Instant changed = ((FileTime) known.get("ctime")).toInstant();
        if (changed.isAfter(Instant.now().minusMillis(settledMillis))) {
            throw new Unsettled();
        }
        return real + "\n" + known.get("dev") + "\n" + known.get("ino") + "\n" + known.get("size") + "\n"
                + ((FileTime) known.get("lastModifiedTime")).toInstant() + "\n" + changed + "\n";
    }

    /** Blocks spread evenly over the file, first and last among them. */
    private static void sample(MessageDigest digest, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long last = Math.max(0, channel.size() - BLOCK);
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (int i = 0; i < BLOCKS; i++) {
                block.clear();
                channel.read(block, last * i / (BLOCKS - 1));
                digest.update(block.flip());
            }
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(0, utf8.length));
        digest.update(utf8);
    }

    /** What is known under the key, as the outcome of a job that took no time. */
    Optional<Outcome> find(Key key, JobRequest request) {
        long start = System.nanoTime();
        try {
            Path file = file(key);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            JsonNode kept = Json.mapper().readTree(Files.readAllBytes(file));
            if (!kept.path("spec").toString().equals(key.spec().toString())
                    || !kept.path("document").isObject()) {
                return Optional.empty();
            }
            Map<String, JsonNode> facts = new HashMap<>();
            kept.path("facts").properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
            JobResult result = new JobResult(
                    kept.path("sha256").asText(),
                    kept.path("bytes").asLong(),
                    "application/json",
                    Optional.empty(),
                    kept.path("units").asLong(),
                    kept.path("unit").asText(),
                    facts,
                    Optional.of(kept.get("document")));
            return Optional.of(new Outcome(
                    report(request, result, (System.nanoTime() - start) / 1e9), Optional.of(result), Optional.empty()));
        } catch (IOException e) {
            return Optional.empty(); // counted anew
        }
    }

    private static JobReport report(JobRequest request, JobResult result, double seconds) {
        return new JobReport(
                JobId.random(),
                request.kind(),
                request.name(),
                JobState.SUCCEEDED,
                "known",
                request.strategy(),
                List.of(),
                Kernel.BLOCKED,
                "exact",
                result.units(),
                result.unit(),
                seconds,
                result.units() / seconds,
                0,
                0,
                List.of(),
                0,
                0,
                null,
                null,
                result.sha256(),
                result.bytes(),
                null,
                result.facts(),
                null);
    }

    /** Keeps an outcome if nothing has changed since the key was taken; that it cannot be kept is no fault. */
    void keep(Key key, Outcome outcome) {
        if (outcome.report().state() != JobState.SUCCEEDED || outcome.result().isEmpty()) {
            return;
        }
        try {
            if (!key(key.spec()).equals(Optional.of(key))) {
                return;
            }
            JobResult result = outcome.result().get();
            ObjectNode kept = Json.mapper().createObjectNode();
            kept.set("spec", key.spec());
            kept.put("sha256", result.sha256());
            kept.put("bytes", result.bytes());
            kept.put("units", result.units());
            kept.put("unit", result.unit());
            kept.set("facts", Json.mapper().valueToTree(result.facts()));
            kept.set("document", result.document().orElseThrow());
            Files.createDirectories(folder);
            try (ResultFile out = ResultFile.open(ResultTarget.to(file(key)))) {
                out.stream().write(Json.mapper().writeValueAsBytes(kept));
                out.commit();
            }
            forgetOldest();
        } catch (IOException e) {
            // Counted anew the next time.
        }
    }

    private void forgetOldest() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = new ArrayList<>(
                    all.filter(file -> file.toString().endsWith(".json")).toList());
        }
        Map<Path, FileTime> times = new HashMap<>();
        long bytes = 0;
        for (Path file : files) {
            times.put(file, Files.getLastModifiedTime(file));
            bytes += Files.size(file);
        }
        files.sort(Comparator.comparing(times::get));
        for (int i = 0; i < files.size() - 1 && (files.size() - i > MOST_FILES || bytes > MOST_BYTES); i++) {
            bytes -= Files.size(files.get(i));
            Files.deleteIfExists(files.get(i));
        }
    }

    private Path file(Key key) {
        return folder.resolve(key.hash() + ".json");
    }

    /** A file changed too short a time ago to tell it from what it may be a moment later. */
    private static final class Unsettled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unsettled() {
            super("changed just now", null, false, false);
        }
    }
}
