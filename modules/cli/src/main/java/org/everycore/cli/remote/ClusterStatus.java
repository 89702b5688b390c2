package org.everycore.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
        description = "Show the nodes of a cluster and what they do.",
        footerHeading = "%nExamples:%n",
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
        TextTable table = new TextTable("lllrrrl");
        table.row("node", "status", "roles", "workers", "busy", "chunks", "address");
        for (JsonNode node : cluster.path("nodes")) {
            StringBuilder roles = new StringBuilder();
            node.path("roles")
                    .forEach(role -> roles.append(roles.isEmpty() ? "" : ",").append(role.asText()));
            table.row(
                    node.path("id").asText(),
                    node.path("status").asText(),
                    roles,
                    node.path("workers").asInt(),
                    node.path("workersBusy").asInt(),
                    Numbers.grouped(node.path("chunksDone").asLong()),
                    node.path("address").asText());
        }
        table.lines().forEach(session.out()::println);
        return 0;
    }
}
