package org.everycore.cli.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.cli.Failure;
import org.everycore.cli.config.Layers;

/**
 * A node's configuration put together: the command line before the environment ({@code EVERYCORE_...}), before the node's
 * file, before the defaults of the jars.
 */
final class NodeFile {
    private static final List<String> OURS =
            List.of("everycore.node.", "everycore.gateway.", "everycore.store.", "everycore.blobs.");

    /** A table whose names are the operator's own; its entries are checked where they are read. */
    private static final String FREE = "everycore.places.";

    private NodeFile() {}

    static Config read(Optional<Path> file, Map<String, String> env, Map<String, String> commandLine) {
        Layers layers = new Layers(
                ConfigFactory.defaultReference(),
                key -> OURS.stream().anyMatch(key::startsWith),
                "a node's keys begin with node, gateway, store or blobs and stand in conf/");
        file.map(NodeFile::there).ifPresent(layers::file);
        commandLine.keySet().forEach(NodeFile::ofNode);
        return layers.environment(env).commandLine(commandLine).resolved();
    }

    private static Path there(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Failure.wrongInput(file + ": no such configuration file");
        }
        return file;
    }

    /** A key of another part, or without one, would be set and never read. */
    private static void ofNode(String key) {
        String full = key.startsWith("everycore.") ? key : "everycore." + key;
        if (!key.startsWith("pekko.") && !full.startsWith(FREE) && OURS.stream().noneMatch(full::startsWith)) {
            throw Failure.wrongInput("command line: " + full + " is not a key of a node's configuration;"
                    + " those begin with node, gateway, store or blobs");
        }
    }
}
