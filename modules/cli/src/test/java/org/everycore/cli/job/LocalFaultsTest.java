package org.everycore.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.everycore.cli.CliRun;
import org.everycore.cli.Main;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with a job on one machine, seen from the shell: one line, the right exit code, nothing half-written. */
class LocalFaultsTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNotThereIsToldBeforeAnyWork() throws IOException {
        CliRun run = sample("1000", folder.resolve("none").resolve("s.npy").toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(told(run)).singleElement().asString().contains("there is no folder " + folder.resolve("none"));
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        CliRun run = sample("1000", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(told(run)).singleElement().asString().contains("is a folder; name a file in it");
    }

    @Test
    void aFolderThatTakesNoFilesIsTold() {
        // Not even root may make a file there.
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));

        CliRun run = sample("1000", "/proc/self/s.npy");

        assertThat(run.exit()).isIn(1, 2);
        assertThat(told(run)).singleElement().asString().contains("/proc/self");
    }

    @Test
    void aFullDiskEndsTheJobWithOneLine() {
        assumeTrue(Files.exists(Path.of("/dev/full")));

        CliRun run = sample("1000", "/dev/full");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(told(run)).singleElement().asString().contains("No space left on device");
        assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
    }

    @Test
    @Tag("process")
    @Timeout(120)
    void ctrlCEndsTheProcessWithinTwoSecondsAndLeavesNothing() throws Exception {
        Path out = folder.resolve("s.npy");
        // Whoever runs the tests may ignore interrupts, as a job in the background does; the command is not to inherit
        // that.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("sample", "--samples", "1000000000", "--out", out.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_STATE_HOME", folder.resolve(".state").toString());
        Process process = builder.start();
        try {
            while (bytesBeside() < 1 << 20) {
                assertThat(process.isAlive()).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            long start = System.nanoTime();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(2);
            assertThat(process.exitValue()).isEqualTo(3);
            assertThat(names()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private CliRun sample(String samples, String out) {
        return CliRun.of(folder, "sample", "--samples", samples, "--workers", "1", "--out", out);
    }

    /** What a person is told, beside progress. */
    private static List<String> told(CliRun run) {
        return run.err().lines().filter(line -> !line.matches(" *\\d+ %.*")).toList();
    }

    private long bytesBeside() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path part :
                    files.filter(file -> file.toString().endsWith(".part")).toList()) {
                bytes += Files.size(part);
            }
        }
        return bytes;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of(".state", ".cache", ".config").contains(name))
                    .toList();
        }
    }
}
