package org.everycore.acceptance.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.client.EverycoreClient;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;

/**
 * The product laid out as a distribution: launcher, its jars and libraries in one folder, taken from this test's class path, so that
 * what is tested is what was built. Folders of classes become jars. The fault kind lies in
 * {@code lib/ext}, as a user's own kinds do.
 */
public final class Product {
    private static final Path FOLDER = Path.of("target", "acceptance").toAbsolutePath();
    private static final List<String> TEST_ONLY =
            List.of("junit", "assertj", "jqwik", "surefire", "opentest4j", "apiguardian", "byte-buddy", "archunit");

    private static final Path SOURCE = Path.of("..", "..").toAbsolutePath().normalize();

    private static Product one;

    private final Path lib;
    private final Path faults;
    private final Path archive;

    private Product() throws IOException {
        lib = FOLDER.resolve("lib");
        faults = lib.resolve("ext").resolve("everycore-faults.jar");
        archive = lib.resolve("everycore-" + System.getProperty("java.version") + ".jsa");
        delete(lib);
        Files.createDirectories(lib.resolve("ext"));
        Files.createDirectories(launcher().getParent());
        Files.copy(SOURCE.resolve("everycore"), launcher(), StandardCopyOption.REPLACE_EXISTING);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            add(Path.of(entry));
        }
    }

    public static synchronized Product get() throws IOException {
        if (one == null) {
            one = new Product();
            try {
                one.train();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("the product does not start", e);
            }
        }
        return one;
    }

    /** The command itself. */
    public Path launcher() {
        return FOLDER.resolve("bin").resolve("everycore");
    }

    /** The examples that come with the product. */
    public static Path examples() {
        return SOURCE.resolve("examples");
    }

    /** The class path in the launcher's order: the product's jars, the libraries, the fault kind's. */
    private String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            List<String> names = new ArrayList<>(jars.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted(Comparator.comparing((String name) -> !name.contains("/everycore-"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList());
            names.add(faults.toString());
            return String.join(File.pathSeparator, names);
        }
    }

    /**
     * The start of a command that runs everycore in a JVM of a small machine.
     *
     * @param patches folders of classes that come before the product's
     */
    List<String> java(String heap, List<String> options, Path... patches) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CICompilerCount=1",
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Dfile.encoding=UTF-8",
                "-Deverycore.home=" + FOLDER));
        command.addAll(options);
        StringBuilder path = new StringBuilder();
        for (Path patch : patches) {
            path.append(patch).append(File.pathSeparator);
        }
        command.addAll(List.of("-cp", path + classPath(), "org.everycore.cli.Main"));
        return command;
    }

    /** Options by which a node starts from the archive of class data; none while that is being made. */
    List<String> archive() {
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    /** Makes the archive once: a node alone runs a job, and its JVM writes down the classes when it ends. */
    private void train() throws Exception {
        Path folder = FOLDER.resolve("training");
        delete(folder);
        Files.createDirectories(folder);
        Files.deleteIfExists(archive);
        String store = "jdbc:h2:file:" + folder.resolve("jobs");
        try (RealCluster cluster =
                new RealCluster(folder, store, 1, 0, 1, "everycore.node.roles = [supervisor, gateway, cpu]")) {
            Node node = cluster.nodes().get(0);
            node.startWith(List.of("-XX:ArchiveClassesAtExit=" + archive));
            cluster.awaitNodes(1);
            ObjectNode spec = Json.mapper().createObjectNode().put("blocks", 20);
            EverycoreClient client = cluster.client();
            client.await(client.submit(JobRequest.of(FaultKind.NAME, 1, spec)), event -> {});
            node.jvm().terminate();
            node.jvm().await(90);
        }
    }

    private void add(Path entry) throws IOException {
        String name = entry.getFileName().toString();
        if (name.equals("test-classes")) {
            jar(entry, faults, "org/everycore/acceptance/faults", "META-INF/services");
        } else if (Files.isDirectory(entry)) {
            Path module = entry.getParent().getParent().getFileName();
            jar(entry, lib.resolve("everycore-" + module + ".jar"), "");
        } else if (name.endsWith(".jar") && TEST_ONLY.stream().noneMatch(name::contains)) {
            Files.createSymbolicLink(lib.resolve(name), entry.toAbsolutePath());
        }
    }

    private static void jar(Path classes, Path jar, String... parts) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String part : parts) {
                for (Path path : files(classes.resolve(part))) {
                    boolean isFolder = Files.isDirectory(path);
                    String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                    JarEntry entry = new JarEntry(isFolder ? name + "/" : name);
                    entry.setTime(0);
                    out.putNextEntry(entry);
                    if (!isFolder) {
                        Files.copy(path, out);
                    }
                }
            }
        }
    }

    /** Files and folders: Flyway looks for folders in jars. */
    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder)).sorted().toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** An empty folder for a test; what is in it stays there after the test, to be looked at, until it runs again. */
    public static Path folder(String name) throws IOException {
        Path folder = FOLDER.resolve("runs").resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** A number that a run may be given, such as how many rounds of a fault to make. */
    public static int rounds(int standard) {
        return Optional.ofNullable(Integer.getInteger("everycore.rounds")).orElse(standard);
    }
}
