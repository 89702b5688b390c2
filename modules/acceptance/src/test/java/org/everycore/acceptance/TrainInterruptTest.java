package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.everycore.acceptance.harness.Command;
import org.everycore.acceptance.harness.Product;
import org.everycore.training.folder.RunArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A training run that is killed, interrupted and taken up again leaves the bytes of one that was not, as does the job on more workers. */
class TrainInterruptTest {
    private static final List<String> RUN = List.of(
            "train",
            "--family",
            "ring",
            "--modes",
            "2",
            "--cutoff",
            "8",
            "--layers",
            "2",
            "--epochs",
            "300",
            "--seed",
            "5");
    private static final List<String> COMPARED = List.of(RunArchive.HISTORY, RunArchive.WEIGHTS, RunArchive.RUN);

    @Test
    @Tag("process")
    @Timeout(600)
    void anInterruptedRunLeavesTheBytesOfOneThatWasNot() throws Exception {
        Path folder = Product.folder("train-interrupt");
        assertThat(call(folder, "--out", "whole").status()).isZero();

        Process killed = start(folder, "--out", "cut");
        awaitSegment(folder.resolve("cut"), null, killed);
        killed.destroyForcibly().waitFor();
        assertThat(folder.resolve("cut").resolve(RunArchive.WEIGHTS)).doesNotExist();
        FileTime before = Files.getLastModifiedTime(folder.resolve("cut/checkpoint.bin"));

        Process interrupted = start(folder, "--out", "cut", "--resume");
        awaitSegment(folder.resolve("cut"), before, interrupted);
        new ProcessBuilder("kill", "-INT", Long.toString(interrupted.pid()))
                .start()
                .waitFor();
        assertThat(interrupted.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.exitValue()).isEqualTo(3);
        assertThat(folder.resolve("cut").resolve(RunArchive.WEIGHTS)).doesNotExist();

        assertThat(call(folder, "--out", "cut", "--resume").status()).isZero();
        for (String name : COMPARED) {
            assertThat(folder.resolve("cut").resolve(name))
                    .hasBinaryContent(Files.readAllBytes(folder.resolve("whole").resolve(name)));
        }
    }

    @Test
    @Tag("process")
    @Timeout(600)
    void theJobLeavesTheSameBytesOnOneWorkerAndTwo() throws Exception {
        Path folder = Product.folder("train-job");
        assertThat(call(folder, "--out", "whole").status()).isZero();
        Command job = call(folder, "--print-job");
        Files.writeString(folder.resolve("job.json"), job.out());
        for (String workers : List.of("1", "2")) {
            String zip = "run" + workers + ".zip";
            Command run = Command.run(folder, Map.of(), 240, "run", "job.json", "--workers", workers, "--out", zip);
            assertThat(run.status()).as(run.err()).isZero();
            Map<String, byte[]> files = RunArchive.read(Files.readAllBytes(folder.resolve(zip)));
            for (String name : COMPARED) {
                assertThat(folder.resolve("whole").resolve(name)).hasBinaryContent(files.get(name));
            }
        }
    }

    private static Command call(Path folder, String... more) throws Exception {
        return Command.run(folder, Map.of(), 240, words(more).toArray(String[]::new));
    }

    private static List<String> words(String... more) {
        List<String> words = new ArrayList<>(RUN);
        words.addAll(List.of(more));
        return words;
    }

    private static Process start(Path folder, String... more) throws Exception {
        // Whoever runs the tests may ignore interrupts, as a job in the background does; the command is not to inherit
        // that.
        List<String> command = new ArrayList<>(
                List.of("env", "--default-signal=INT", Product.get().launcher().toString()));
        command.addAll(words(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("cut.log").toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("EVERYCORE_JAVA_OPTS", "-Xmx320m -XX:TieredStopAtLevel=1");
        return builder.start();
    }

    /** Waits until a segment is kept that was not there before. */
    private static void awaitSegment(Path run, FileTime before, Process process) throws Exception {
        Path checkpoint = run.resolve("checkpoint.bin");
        while (!Files.exists(checkpoint)
                || Files.getLastModifiedTime(checkpoint).equals(before)) {
            assertThat(process.isAlive()).as("it still runs").isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
