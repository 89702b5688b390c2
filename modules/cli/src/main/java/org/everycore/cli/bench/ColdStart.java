package org.everycore.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Main;

/** How long a small job takes as a command of its own, from the start of the process to its end: a thousand samples. */
final class ColdStart {
    private static final int RUNS = 5;

    private final List<String> command = new ArrayList<>();

    /** @param home where everycore is installed; without it the JVM is started directly, without its archive of classes */
    ColdStart(Optional<Path> home) {
        Optional<Path> launcher = home.flatMap(folder -> Stream.of("everycore", "bin/everycore")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst());
        if (launcher.isPresent()) {
            command.add(launcher.get().toString());
        } else {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            command.addAll(List.of(java, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        }
        command.addAll(List.of(
                "sample", "--modes", "2", "--cutoff", "8", "--layers", "2", "--samples", "1000", "--seed", "1"));
    }

    /** Seconds of wall time, the median of some runs after one that is not counted. */
    double seconds() throws IOException {
        Path folder = Files.createTempDirectory("everycore-bench");
        try {
            once(folder);
            List<Double> seconds = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                seconds.add(once(folder));
            }
            return seconds.stream().sorted().toList().get(RUNS / 2);
        } finally {
            delete(folder);
        }
    }

    private double once(Path folder) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--out", folder.resolve("samples.npy").toString()));
        ProcessBuilder process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        // What the runs would remember of this machine is nobody's.
        process.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        long start = System.nanoTime();
        Process child = process.start();
        try {
            if (!child.waitFor(1, TimeUnit.MINUTES) || child.exitValue() != 0) {
                throw new Failure(ExitCode.FAILED, "a small job failed: " + Files.readString(folder.resolve("output")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.CANCELLED, "cancelled");
        } finally {
            child.destroy();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
