package org.everycore.cli.node;

import java.io.PrintStream;
import java.time.Duration;
import org.everycore.gateway.NodeServer;

/** Tells on the terminal when a node has joined its cluster and is ready, or for whom it waits. */
final class Arrival {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(3);

    private Arrival() {}

    static void tell(NodeServer server, PrintStream out) {
        Thread teller = new Thread(() -> watch(server, out), "everycore-arrival");
        teller.setDaemon(true);
        teller.start();
    }

    private static void watch(NodeServer server, PrintStream out) {
        long start = System.nanoTime();
        boolean told = false;
        try {
            while (!server.terminated().toCompletableFuture().isDone()) {
                if (server.ready()) {
                    out.println("everycore: ready, known to other nodes as " + server.address());
                    return;
                }
                if (!told && System.nanoTime() - start > LONG.toNanos()) {
                    told = true;
                    out.println("everycore: " + delay(server));
                }
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String delay(NodeServer server) {
        if (server.up()) {
            return "waiting for a supervisor to take office";
        }
        return server.seeds().isEmpty()
                ? "waiting for the cluster to form"
                : "waiting for seed " + String.join(", ", server.seeds());
    }
}
