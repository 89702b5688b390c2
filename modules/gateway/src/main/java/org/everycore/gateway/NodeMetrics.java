package org.everycore.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A small port of any node, a worker above all, for those who watch it: {@code /metrics}, {@code /alive} and {@code /ready}, the
 * last being 200 only once the node is a member of its cluster. It takes no jobs and tells of none, so it needs no token and
 * has no TLS; who may reach it, a firewall says.
 */
final class NodeMetrics implements AutoCloseable {
    private static final String HOST = "everycore.node.metrics.host";
    private static final String PORT = "everycore.node.metrics.port";

    private final HttpServer server;
    private final ExecutorService threads;

    private NodeMetrics(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Listens where the settings say so. */
    static Optional<NodeMetrics> start(Config config, PrometheusMeterRegistry registry, BooleanSupplier joined)
            throws IOException {
        int port = config.getInt(PORT);
        if (port < 0) {
            return Optional.empty();
        }
        String host = config.getString(HOST);
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 16);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage() + "; see " + PORT, e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "everycore-metrics");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/metrics", exchange -> answer(exchange, "/metrics", () -> 200, registry::scrape));
        server.createContext("/alive", exchange -> answer(exchange, "/alive", () -> 200, () -> "{\"alive\":true}"));
        server.createContext(
                "/ready",
                exchange -> answer(
                        exchange,
                        "/ready",
                        () -> joined.getAsBoolean() ? 200 : 503,
                        () -> "{\"ready\":" + joined.getAsBoolean() + "}"));
        server.start();
        return Optional.of(new NodeMetrics(server, threads));
    }

    /** The JVM and its machine. */
    static JvmGcMetrics jvm(MeterRegistry registry) {
        JvmGcMetrics gc = new JvmGcMetrics();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        gc.bindTo(registry);
        return gc;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, Supplier<Integer> status, Supplier<String> body)
            throws IOException {
        try (exchange) {
            boolean here = exchange.getRequestURI().getPath().equals(path);
            boolean get = exchange.getRequestMethod().equals("GET");
            if (!here || !get) {
                exchange.sendResponseHeaders(here ? 405 : 404, -1);
                return;
            }
            byte[] text = body.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.equals("/metrics") ? "text/plain; version=0.0.4; charset=utf-8" : "application/json");
            exchange.sendResponseHeaders(status.get(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
