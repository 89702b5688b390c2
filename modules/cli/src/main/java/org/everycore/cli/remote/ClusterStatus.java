package org.everycore.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the nodes of a cluster and what they do. */
@Command(
        name = "status",
        description = "Show the nodes of a cluster, what they do and what they offer.",
        footerHeading =
                "%nBelow the nodes stand those that were lost and have not come back, their devices, and the kinds and strategies that only some of them know;%n"
                        + "--json lists all.%n%nExamples:%n",
        footer = {"  everycore cluster status", "  everycore cluster status --server https://gate.example:8080 --json"})
public final class ClusterStatus implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ServerOptions server;

    public ClusterStatus(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode cluster = server.client(session).cluster();
        if (session.json()) {
            session.out().println(Json.mapper().writeValueAsString(cluster));
            return 0;
        }
        session.out()
                .println("supervisor " + cluster.path("supervisor").asText("none") + ", "
                        + cluster.path("jobsRunning").asInt() + " jobs running, "
                        + cluster.path("jobsQueued").asInt() + " queued");
        TextTable table = new TextTable("lllrrrrrl");
        table.row("node", "status", "roles", "workers", "busy", "devices", "chunks", "kinds", "address");
        for (JsonNode node : cluster.path("nodes")) {
            table.row(
                    node.path("id").asText(),
                    node.path("status").asText(),
                    String.join(",", texts(node.path("roles"))),
                    node.path("workers").asInt(),
                    node.path("workersBusy").asInt(),
                    node.path("devices").size(),
                    Numbers.grouped(node.path("chunksDone").asLong()),
                    node.path("kinds").size(),
                    node.path("address").asText());
        }
        table.lines().forEach(session.out()::println);
        for (JsonNode lost : cluster.path("missing")) {
            session.out()
                    .println("missing: " + lost.path("address").asText() + ", lost "
                            + lost.path("since").asText() + " and not back");
        }
        offers(cluster.path("nodes")).forEach(session.out()::println);
        return 0;
    }

    /** What not every computing node offers, with the nodes that do. */
    static List<String> offers(JsonNode nodes) {
        List<String> lines = new ArrayList<>();
        lines.addAll(owners(nodes, "device", "devices", true));
        lines.addAll(owners(nodes, "kind", "kinds", false));
        lines.addAll(owners(nodes, "strategy", "strategies", false));
        return lines;
    }

    private static List<String> owners(JsonNode nodes, String word, String field, boolean always) {
        int computing = 0;
        Map<String, List<String>> owners = new TreeMap<>();
        for (JsonNode node : nodes) {
            List<String> offered = texts(node.path(field));
            computing += node.path("kinds").isEmpty() ? 0 : 1;
            offered.forEach(name -> owners.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(node.path("id").asText()));
        }
        int all = computing;
        return owners.entrySet().stream()
                .filter(entry -> always || entry.getValue().size() < all)
                .map(entry -> word + " " + entry.getKey() + ": on " + String.join(", ", entry.getValue())
                        + (always ? "" : " only"))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
