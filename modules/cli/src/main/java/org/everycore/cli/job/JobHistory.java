package org.everycore.cli.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.Execution;
import org.everycore.jobs.report.JobReport;

/**
 * The jobs that ended on this machine, a line of JSON each, in the state folder; calls at the same time take turns. When the file has
 * grown to {@value #MOST_BYTES} bytes it becomes the earlier one of two, and the one before that goes.
 */
final class JobHistory {
    static final long MOST_BYTES = 4 << 20;

    private final Path folder;
    private final Path file;
    private final Path earlier;

    JobHistory(Path state) {
        folder = state;
        file = state.resolve("jobs.jsonl");
        earlier = state.resolve("jobs-earlier.jsonl");
    }

    /** Adds reports; that they cannot be kept is no reason for a job to fail. */
    void add(List<JobReport> reports, Instant at) {
        try {
            StringBuilder lines = new StringBuilder();
            for (JobReport report : reports) {
                lines.append(Json.mapper().writeValueAsString(Execution.of(report, at)))
                        .append('\n');
            }
            Files.createDirectories(folder);
            try (FileChannel lock = FileChannel.open(
                            folder.resolve("totals.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                if (held.isValid() && Files.exists(file) && Files.size(file) > MOST_BYTES) {
                    Files.move(file, earlier, StandardCopyOption.REPLACE_EXISTING);
                }
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
            }
        } catch (IOException e) {
            // Kept as far as it goes.
        }
    }

    /** What is kept of jobs that ended from one moment to before another; a line that is none is passed over. */
    List<Execution> between(Instant from, Instant until) throws IOException {
        List<Execution> found = new ArrayList<>();
        for (Path part : List.of(earlier, file)) {
            if (!Files.exists(part)) {
                continue;
            }
            try (BufferedReader reader = Files.newBufferedReader(part)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    Execution one;
                    try {
                        one = Json.mapper().readValue(line, Execution.class);
                    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                        continue;
                    }
                    if (!one.at().isBefore(from) && one.at().isBefore(until)) {
                        found.add(one);
                    }
                }
            }
        }
        return found;
    }
}
