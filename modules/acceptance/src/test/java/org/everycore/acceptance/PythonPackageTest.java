package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.everycore.acceptance.harness.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Python package, installed into an empty environment as a user would, and its own tests against this product. */
@Tag("process")
@Timeout(1200)
class PythonPackageTest {
    private final Path folder;

    PythonPackageTest() throws IOException {
        folder = Product.folder("python");
    }

    @Test
    void installsAndPassesItsTests() throws Exception {
        assumeTrue(call("venv", "python3", "-m", "venv", "v") == 0, "no python3 with venv here");
        Path source = Product.examples().resolveSibling("python");
        int installed =
                call("install", "v/bin/pip", "install", "--disable-pip-version-check", source.toString(), "pytest");
        assumeTrue(installed == 0 || System.getenv("CI") != null, "no registry of Python's packages answers here");
        assertThat(installed).as(log("install")).isZero();
        int tested = call(
                "tests",
                "v/bin/python",
                "-m",
                "pytest",
                "-q",
                "-o",
                "cache_dir=" + folder.resolve("cache"),
                "-o",
                "faulthandler_timeout=300",
                source.resolve("tests").toString());
        assertThat(tested).as(log("tests")).isZero();
    }

    private int call(String name, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment()
                .put(
                        "EVERYCORE_HOME",
                        Product.get().launcher().getParent().getParent().toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return -1;
        }
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(name + " has not ended: " + log(name));
        }
        return process.exitValue();
    }

    private String log(String name) throws IOException {
        Path file = folder.resolve(name + ".log");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }
}
