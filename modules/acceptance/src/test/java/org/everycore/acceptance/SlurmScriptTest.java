package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.everycore.acceptance.harness.Product;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** deploy/slurm/everycore.sbatch as Slurm would run it, with stand-ins for Slurm's two commands: one machine, this one. */
@Tag("process")
@Timeout(300)
class SlurmScriptTest {
    private static final String LONG =
            "{\"kind\": \"photonics.sample\", \"seed\": 1, \"spec\": {\"generator\": {\"modes\": 3,"
                    + " \"latentDim\": 4, \"layers\": 3, \"cutoff\": 9, \"encoding\": \"coherent_state\"}, \"samples\": 100000000,"
                    + " \"readout\": \"x\"}}";

    private final Path folder;
    private Process script;

    SlurmScriptTest() throws Exception {
        folder = Product.folder("slurm");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        executable(bin.resolve("scontrol"), "#!/bin/bash\necho localhost\n");
        // srun passes its command to each machine, with its own signals on to it.
        executable(bin.resolve("srun"), """
                #!/bin/bash
                while [[ $1 == --* ]]; do shift; done
                SLURMD_NODENAME=localhost exec "$@" >srun.log 2>&1
                """);
        Path home = Files.createDirectories(folder.resolve("home/bin"));
        executable(
                home.resolve("everycore"),
                "#!/bin/bash\nexec \"" + Product.examples().toAbsolutePath().resolveSibling("everycore")
                        + "\" \"$@\"\n");
    }

    private static void executable(Path file, String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() throws Exception {
        if (script != null) {
            script.descendants().forEach(ProcessHandle::destroyForcibly);
            script.destroyForcibly().waitFor();
        }
    }

    private void start(int id, String... jobs) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                "bash",
                Product.examples()
                        .toAbsolutePath()
                        .resolveSibling("deploy/slurm/everycore.sbatch")
                        .toString()));
        command.addAll(List.of(jobs));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("script-" + id + ".log").toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("EVERYCORE_HOME", folder.resolve("home").toString());
        builder.environment().put("SLURM_JOB_ID", String.valueOf(id));
        builder.environment().put("SLURM_JOB_NODELIST", "localhost");
        script = builder.start();
    }

    @Test
    void jobsOfOneNameLeaveAResultEachAndTheClusterEnds() throws Exception {
        Path awards = Product.examples().toAbsolutePath().resolve("awards.json");
        int id = 700_000 + (int) (ProcessHandle.current().pid() % 9_000);
        start(id, awards.toString(), awards.toString());
        assertThat(script.waitFor(200, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(log(id)).isZero();
        assertThat(folder.resolve("awards." + id + "-1.result"))
                .hasSameBinaryContentAs(folder.resolve("awards." + id + "-2.result"));
    }

    @Test
    void aSignalEndsItInTheMiddleOfAJob() throws Exception {
        int id = 710_000 + (int) (ProcessHandle.current().pid() % 9_000);
        start(id, Files.writeString(folder.resolve("long.json"), LONG).toString());
        Path nodeLog = folder.resolve("srun.log");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
        while (!Files.exists(nodeLog) || !Files.readString(nodeLog).contains("ready, known")) {
            assertThat(System.nanoTime()).as(log(id)).isLessThan(end);
            Thread.sleep(200);
        }
        Thread.sleep(5_000);
        script.toHandle().destroy();
        assertThat(script.waitFor(60, TimeUnit.SECONDS))
                .as("SIGTERM during a job")
                .isTrue();
        assertThat(script.exitValue()).isEqualTo(143);
        assertThat(Files.readString(nodeLog)).doesNotContain("internal error");
    }

    private String log(int id) throws Exception {
        return Files.readString(folder.resolve("script-" + id + ".log"));
    }
}
