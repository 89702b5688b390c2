package org.everycore.cli.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.everycore.cli.Failure;
import org.everycore.jobs.Json;

/**
 * A cluster of processes on this machine, as a file in its folder remembers it: the keepers of its nodes ({@link Keeper}) and
 * where HTTP listens.
 *
 * @param url of the gateway
 * @param nodes in the order they were started
 */
record TrialCluster(
        @JsonProperty("url") String url,
        @JsonProperty("nodes") List<Node> nodes) {
    private static final String FILE = "cluster.json";

    /** A process; the time of its start tells it from a later one of the same number. */
    record Node(
            @JsonProperty("name") String name,
            @JsonProperty("pid") long pid,
            @JsonProperty("started") long started) {
        static Node of(String name, Process process) {
            return new Node(name, process.pid(), startOf(process.toHandle()));
        }

        Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid).filter(process -> process.isAlive() && startOf(process) == started);
        }

        private static long startOf(ProcessHandle process) {
            return process.info()
                    .startInstant()
                    .map(time -> time.toEpochMilli())
                    .orElse(0L);
        }
    }

    TrialCluster {
        nodes = List.copyOf(nodes);
    }

    static Optional<TrialCluster> in(Path folder) throws IOException {
        try {
            return Optional.of(Json.mapper()
                    .readValue(Files.readString(folder.resolve(FILE), StandardCharsets.UTF_8), TrialCluster.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void keep(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), Json.mapper().writeValueAsString(this), StandardCharsets.UTF_8);
    }

    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    List<Node> running() {
        return nodes.stream().filter(node -> node.handle().isPresent()).toList();
    }

    /** Tells all to leave, workers first, and ends those that do not within the time. Gives the names of these. */
    List<String> stop(Duration patience) throws InterruptedException {
        List<String> forced = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            nodes.get(i).handle().ifPresent(ProcessHandle::destroy);
        }
        long end = System.nanoTime() + patience.toNanos();
        for (Node node : nodes) {
            while (node.handle().isPresent() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            node.handle().ifPresent(process -> {
                forced.add(node.name());
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
        }
        return forced;
    }

    /** The launcher that this process was started by. */
    static Path launcher(Optional<Path> home) {
        Path top = home.orElseThrow(
                () -> Failure.wrongInput("start me by the everycore script, so that I can start nodes by it"));
        Path inTree = top.resolve("everycore");
        return Files.isExecutable(inTree) ? inTree : top.resolve("bin").resolve("everycore");
    }
}
