package org.everycore.acceptance.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was computed, as the workers themselves wrote it down: a file a process, a line a chunk. A process that has no folder
 * for it writes nothing.
 */
public final class WorkLog {
    /** Names the folder. */
    public static final String FOLDER = "everycore.test.work";

    private static final Optional<Path> PLACE =
            Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of);

    private WorkLog() {}

    /** A chunk that somebody has computed. */
    public record Line(long pid, long seed, long chunk, long begun, long ended) {}

    static void add(long seed, long chunk, long begun) throws IOException {
        if (PLACE.isPresent()) {
            long pid = ProcessHandle.current().pid();
            String line = pid + " " + seed + " " + chunk + " " + begun + " " + System.currentTimeMillis() + "\n";
            Files.writeString(
                    PLACE.get().resolve(pid + ".work"),
                    line,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** Whether something has happened fewer than so many times; it then has happened once more. */
    static boolean first(String what, int times) throws IOException {
        if (times == Integer.MAX_VALUE || PLACE.isEmpty()) {
            return times > 0;
        }
        for (int i = 0; i < times; i++) {
            try {
                Files.createFile(PLACE.get().resolve(what + "-" + i + ".once"));
                return true;
            } catch (FileAlreadyExistsException e) {
                // the next one may be free
            }
        }
        return false;
    }

    /** All lines of a folder; the last one of a process that was killed may be cut, and does not count. */
    public static List<Line> read(Path folder) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".work")).sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
                    String[] p = line.split(" ");
                    lines.add(new Line(number(p[0]), number(p[1]), number(p[2]), number(p[3]), number(p[4])));
                });
            }
        }
        return lines;
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}
