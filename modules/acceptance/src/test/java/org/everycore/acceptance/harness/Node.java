package org.everycore.acceptance.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everycore.acceptance.faults.WorkLog;

/** A node of a cluster: its name, where it listens, and the process that plays it now, if any does. */
public final class Node {
    private final String name;
    private final int port;
    private final int httpPort;
    private final boolean supervises;
    private final Path folder;
    private final Path work;
    private volatile Jvm jvm;
    private volatile boolean wanted;
    private final Map<String, String> environment = new HashMap<>();

    Node(String name, int port, int httpPort, boolean supervises, Path folder, Path work) {
        this.name = name;
        this.port = port;
        this.httpPort = httpPort;
        this.supervises = supervises;
        this.folder = folder;
        this.work = work;
        environment.put("HOME", folder.toString());
    }

    /** Sets variables of its environment. */
    public void environment(Map<String, String> variables) {
        environment.putAll(variables);
    }

    public String name() {
        return name;
    }

    /** How other nodes, the store and the metrics call it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public int httpPort() {
        return httpPort;
    }

    public boolean supervises() {
        return supervises;
    }

    public Path folder() {
        return folder;
    }

    public Path conf() {
        return folder.resolve("node.conf");
    }

    public Jvm jvm() {
        return jvm;
    }

    public boolean alive() {
        return jvm != null && jvm.alive();
    }

    /** Adds lines to its configuration, which win over those before. */
    public void addToConfiguration(String text) throws IOException {
        Files.writeString(conf(), text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    void configure(String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(conf(), text, StandardCharsets.UTF_8);
    }

    /** Starts a process for it; {@code arguments} go to the command, beside its configuration. */
    public void start(String... arguments) throws IOException {
        startWith(Product.get().archive(), arguments);
    }

    /** Starts a process with further options for its JVM. */
    public void startWith(List<String> options, String... arguments) throws IOException {
        if (alive()) {
            throw new IllegalStateException(name + " runs");
        }
        List<String> command = new ArrayList<>(Product.get().java("320m", all(options)));
        command.addAll(List.of("node", "--conf", conf().toString()));
        command.addAll(List.of(arguments));
        launch(command);
    }

    /** Starts a process some of whose classes are others than the product's. */
    public void startPatched(Path classes) throws IOException {
        List<String> command = new ArrayList<>(Product.get().java("320m", all(List.of()), classes));
        command.addAll(List.of("node", "--conf", conf().toString()));
        launch(command);
    }

    private List<String> all(List<String> options) {
        List<String> all = new ArrayList<>(List.of("-D" + WorkLog.FOLDER + "=" + work));
        all.addAll(options);
        return all;
    }

    private void launch(List<String> command) throws IOException {
        jvm = Jvm.start(command, folder, environment, folder.resolve("log"));
        wanted = true;
    }

    /** Whether it has ended of its own accord: systemd or Kubernetes would start it again. */
    boolean fell() {
        return wanted && !alive();
    }

    public void kill() throws InterruptedException {
        wanted = false;
        jvm.kill();
    }

    /** SIGTERM, and the exit code. */
    public int leave() throws InterruptedException {
        wanted = false;
        jvm.terminate();
        return jvm.await(60);
    }

    public void restart() throws IOException, InterruptedException {
        if (alive()) {
            kill();
        }
        start();
    }

    @Override
    public String toString() {
        return name;
    }
}
