package org.everycore.acceptance.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of this test's own, in a folder that goes with it, on a free loopback port, without
 * passwords; there is one where Debian's package is installed.
 */
public final class Postgres implements AutoCloseable {
    public static final String USER = "everycore";

    private final Path bin;
    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private final Thread end = new Thread(this::close);

    private Postgres(Path bin, Path folder, int port) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    /** Where the server's programs are, if there are any. */
    public static Optional<Path> programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Postgres shared;

    /** The one server of this test run; a test that needs it is skipped where there is none. */
    public static synchronized Postgres shared() throws IOException, InterruptedException {
        if (shared == null) {
            Optional<Path> programs = programs();
            assumeTrue(programs.isPresent(), "PostgreSQL is not installed (Debian: apt-get install postgresql)");
            shared = start(programs.get());
        }
        return shared;
    }

    public static Postgres start(Path bin) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("everycore-postgres");
        if (root()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Postgres server = new Postgres(bin, folder, port);
        server.program("initdb", "-D", server.data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        Runtime.getRuntime().addShutdownHook(server.end);
        server.up();
        return server;
    }

    public void up() throws IOException, InterruptedException {
        String options = "-p " + port
                + " -c listen_addresses=127.0.0.1 -c max_connections=200 -c unix_socket_directories=" + folder;
        program("pg_ctl", "-D", data(), "-l", folder.resolve("log").toString(), "-w", "-o", options, "start");
    }

    public void down() throws IOException, InterruptedException {
        program("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }

    /** SIGSTOP or SIGCONT to the whole server: it is there, and does not answer. */
    public void signal(String name) throws IOException, InterruptedException {
        String pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .get(0);
        List<String> pids = new ArrayList<>(List.of(pid));
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().children().forEach(child -> pids.add("" + child.pid()));
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(pids);
        run(command);
    }

    /** An empty database of its own, as a JDBC URL. */
    public String database() throws SQLException {
        String name = "test" + databases.incrementAndGet();
        try (Connection connection = connect(url("postgres"));
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + name);
        }
        return url(name);
    }

    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, USER, "");
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public void close() {
        try {
            down();
        } catch (IOException e) {
            // it was down already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Product.delete(folder);
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IOException | IllegalStateException e) {
            // the test's JVM is ending already
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void program(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("everycore", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " failed: " + Files.readString(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
