package org.everycore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script itself, around a class that tells how it was started. In a distribution nothing else is needed; in a
 * source tree a stand-in for Maven puts that class where a build would.
 */
class LauncherTest {
    private static final String PROBE = """
            package org.everycore.cli;
            public final class Main {
                public static void main(String[] args) {
                    System.out.println("args=" + String.join("|", args));
                    System.out.println("home=" + System.getProperty("everycore.home"));
                    System.out.println("encoding=" + java.nio.charset.Charset.defaultCharset());
                    System.out.println("blas=" + System.getenv("OPENBLAS_NUM_THREADS"));
                    System.out.println("path=" + System.getProperty("java.class.path"));
                    System.out.println("pid=" + ProcessHandle.current().pid());
                    System.out.println("heap=" + Runtime.getRuntime().maxMemory());
                    System.out.println("jvm="
                            + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                    System.exit(args.length > 1 && args[0].equals("exit") ? Integer.parseInt(args[1]) : 0);
                }
            }
            """;

    private static final String MAVEN = """
            #!/bin/bash
            echo "$*" >>"$CALLS"
            while [[ $1 != -f ]]; do shift; done
            top=${2%/pom.xml}
            if [[ -e $top/broken ]]; then
              echo '[INFO] compiling'
              echo '[ERROR] Main.java:[1,2] a name is missing'
              exit 1
            fi
            mkdir -p "$top/modules/cli/target/lib"
            cp "$JAR" "$top/modules/cli/target/everycore-cli-1.jar"
            cp "$JAR" "$top/modules/cli/target/lib/library-1.jar"
            """;

    @TempDir
    static Path shared;

    private static Path jar;

    @TempDir
    Path scratch;

    private Path mavenCalls;
    private Path path;

    record Ran(int status, String out, String err, long pid) {
        String value(String key) {
            return out.lines()
                    .filter(line -> line.startsWith(key + "="))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + key + " in: " + out + err))
                    .substring(key.length() + 1);
        }
    }

    @BeforeAll
    static void compileProbe() throws IOException {
        Path source = Files.writeString(shared.resolve("Main.java"), PROBE);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", shared.toString(), source.toString());
        assertThat(status).isZero();
        jar = shared.resolve("probe.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry("org/everycore/cli/Main.class"));
            Files.copy(shared.resolve("org/everycore/cli/Main.class"), entries);
        }
    }

    @BeforeEach
    void prepareMaven() throws IOException {
        mavenCalls = Files.writeString(scratch.resolve("calls"), "");
        path = Files.createDirectory(scratch.resolve("path"));
        executable(Files.writeString(path.resolve("mvn"), MAVEN));
    }

    @Test
    void distributionRunsFromAnywhereThroughASymbolicLinkAndWithSpaces() throws Exception {
        Path home = distribution();
        Path elsewhere = Files.createDirectory(scratch.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("ec"), home.resolve("bin/everycore"));

        Ran ran = run(elsewhere, link, Map.of(), "run", "a b", "*", "");

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.value("args")).isEqualTo("run|a b|*|");
        assertThat(ran.value("home")).isEqualTo(home.toString());
        assertThat(mavenCalls).isEmptyFile();
    }

    @Test
    void extensionsComeAfterOurJars() throws Exception {
        Path home = distribution();
        Files.copy(jar, home.resolve("lib/a-library.jar"));
        Path extension =
                Files.copy(jar, Files.createDirectory(home.resolve("lib/ext")).resolve("a.jar"));

        assertThat(run(scratch, home.resolve("bin/everycore"), Map.of(), "run").value("path"))
                .isEqualTo(home.resolve("lib/everycore-cli-1.jar") + ":" + home.resolve("lib/a-library.jar") + ":"
                        + extension);
    }

    @Test
    void javaTakesTheScriptsPlaceAndItsStatusIsTheAnswer() throws Exception {
        Ran ran = run(scratch, distribution().resolve("bin/everycore"), Map.of(), "exit", "3");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.value("pid")).isEqualTo(Long.toString(ran.pid()));
    }

    @Test
    void jvmFitsTheCommandAndTheUsersOptionsComeLast() throws Exception {
        Path launcher = distribution().resolve("bin/everycore");

        assertThat(run(scratch, launcher, Map.of(), "cpu").value("jvm")).contains("TieredStopAtLevel=1", "UseSerialGC");
        assertThat(run(scratch, launcher, Map.of(), "run", "--help").value("jvm"))
                .contains("TieredStopAtLevel=1");
        assertThat(run(scratch, launcher, Map.of(), "run", "x.json").value("jvm"))
                .contains("UseParallelGC")
                .doesNotContain("TieredStopAtLevel");
        assertThat(run(scratch, launcher, Map.of("EVERYCORE_JAVA_OPTS", "-Dx=1 -Xmx99m"), "run")
                        .value("jvm"))
                .endsWith("-Dx=1, -Xmx99m]");
    }

    /** Above 30 GB the JVM would have to leave the archive of class data aside. */
    @Test
    void jobsMayUseMostOfTheMemoryUpTo30Gb() throws Exception {
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();

        Ran ran = run(scratch, distribution().resolve("bin/everycore"), Map.of(), "run", "x.json");

        // The JVM counts one survivor space less than it takes.
        double wanted = Math.min(0.6 * memory, 30L << 30);
        assertThat(Double.parseDouble(ran.value("heap"))).isBetween(0.8 * wanted, wanted);
    }

    @Test
    void textIsUtf8AndNativeMathSingleThreadedWhateverTheLocale() throws Exception {
        Ran ran = run(scratch, distribution().resolve("bin/everycore"), Map.of("LC_ALL", "C"), "ключ");

        assertThat(ran.value("encoding")).isEqualTo("UTF-8");
        assertThat(ran.value("args")).isEqualTo("ключ");
        assertThat(ran.value("blas")).isEqualTo("1");
    }

    @Test
    void wrongOrMissingJavaIsNamed() throws Exception {
        Path launcher = distribution().resolve("bin/everycore");
        Path old = scratch.resolve("jdk-11");
        executable(Files.writeString(
                Files.createDirectories(old.resolve("bin")).resolve("java"), "#!/bin/bash\necho never started\n"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");

        Ran none = run(scratch, launcher, Map.of("JAVA_HOME", "/nowhere"), "cpu");
        Ran tooOld = run(scratch, launcher, Map.of("JAVA_HOME", old.toString()), "cpu");

        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).isEqualTo("everycore: JAVA_HOME is /nowhere, which has no bin/java\n");
        assertThat(tooOld.status()).isEqualTo(1);
        assertThat(tooOld.err()).isEqualTo("everycore: " + old + "/bin/java is Java 11.0.2; 17 or newer is needed\n");
    }

    @Test
    void sourceTreeIsBuiltOnceAndAgainWhenASourceChanges() throws Exception {
        Path home = sources();
        Path launcher = home.resolve("everycore");

        Ran first = run(scratch, launcher, Map.of(), "run");
        Ran second = run(scratch, launcher, Map.of(), "run");

        assertThat(first.out()).startsWith("args=run\n");
        assertThat(first.err())
                .startsWith("everycore: building for the first use")
                .hasLineCount(1);
        assertThat(second.err()).isEmpty();
        assertThat(Files.readAllLines(mavenCalls)).hasSize(1);

        Files.setLastModifiedTime(
                home.resolve("modules/cli/src/main/Main.java"),
                FileTime.from(Instant.now().plusSeconds(2)));
        Ran third = run(scratch, launcher, Map.of("EVERYCORE_MVN_OPTS", "-o -Dx=y"), "run");

        assertThat(third.err()).startsWith("everycore: building what changed").hasLineCount(1);
        assertThat(Files.readAllLines(mavenCalls)).hasSize(2).last().asString().contains(" -o -Dx=y package");
    }

    @Test
    void failedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
        Path home = sources();
        Path launcher = home.resolve("everycore");
        Files.createFile(home.resolve("broken"));

        Ran failed = run(scratch, launcher, Map.of(), "run");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines().skip(1))
                .containsExactly(
                        "[ERROR] Main.java:[1,2] a name is missing",
                        "everycore: the build failed; all of it is in " + home.resolve(".everycore/build.log"));
        Files.delete(home.resolve("broken"));
        assertThat(run(scratch, launcher, Map.of(), "run").status()).isZero();
    }

    @Test
    void firstCallsAtOnceBuildOnce() throws Exception {
        Path launcher = sources().resolve("everycore");
        List<Process> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(start(scratch, launcher, Map.of(), "out" + i, "run"));
        }

        for (Process call : calls) {
            assertThat(call.waitFor()).isZero();
        }

        assertThat(Files.readAllLines(mavenCalls)).hasSize(1);
    }

    private Path distribution() throws IOException {
        Path home = Files.createDirectory(scratch.toRealPath().resolve("my everycore"));
        Path launcher = Files.createDirectory(home.resolve("bin")).resolve("everycore");
        Files.copy(script(), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(jar, Files.createDirectory(home.resolve("lib")).resolve("everycore-cli-1.jar"));
        return home;
    }

    private Path sources() throws IOException {
        Path home = Files.createDirectory(scratch.toRealPath().resolve("my sources"));
        Files.copy(script(), home.resolve("everycore"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Path module =
                Files.createDirectories(home.resolve("modules/cli/src/main")).getParent();
        Files.writeString(module.resolveSibling("pom.xml"), "<project/>");
        Files.writeString(module.resolve("main/Main.java"), PROBE);
        return home;
    }

    /** The script at the top of the source tree, above the module that these tests run in. */
    private static Path script() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("everycore")) && Files.isDirectory(folder.resolve("modules"))) {
                return folder.resolve("everycore");
            }
        }
        throw new IllegalStateException("no launcher above " + Path.of("").toAbsolutePath());
    }

    private Ran run(Path folder, Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(folder, launcher, environment, "out", arguments);
        int status = process.waitFor();
        return new Ran(
                status,
                Files.readString(scratch.resolve("out.txt")),
                Files.readString(scratch.resolve("out.err")),
                process.pid());
    }

    /** Starts the launcher with its output in files named after the call, and with nothing of our own environment. */
    private Process start(Path folder, Path launcher, Map<String, String> environment, String name, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(scratch.resolve(name + ".txt").toFile())
                .redirectError(scratch.resolve(name + ".err").toFile());
        Map<String, String> all = builder.environment();
        String systemPath = all.get("PATH");
        all.clear();
        all.put("PATH", path + File.pathSeparator + systemPath);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("HOME", scratch.toString());
        all.put("EVERYCORE_CDS", "off");
        all.put("CALLS", mavenCalls.toString());
        all.put("JAR", jar.toString());
        all.putAll(environment);
        return builder.start();
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
