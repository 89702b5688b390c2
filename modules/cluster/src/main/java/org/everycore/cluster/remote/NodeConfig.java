package org.everycore.cluster.remote;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everycore.cluster.NodeSettings;

/** Pekko's configuration of a node, out of the node's settings. */
public final class NodeConfig {
    public static final String SYSTEM = "everycore";

    private NodeConfig() {}

    public static Config of(NodeSettings settings) {
        boolean tls = settings.tls().isPresent();
        Map<String, Object> values = new HashMap<>();
        values.put("pekko.remote.artery.canonical.hostname", settings.canonicalHost());
        values.put("pekko.remote.artery.canonical.port", settings.port());
        values.put("pekko.remote.artery.transport", tls ? "tls-tcp" : "tcp");
        values.put("pekko.cluster.roles", List.copyOf(settings.roles()));
        // Joining sees to it, when it has looked who is in office.
        values.put("pekko.cluster.seed-nodes", List.of());
        values.put(WireTableChecker.TABLE, WireTable.hash());
        values.put(WireTableChecker.VERSION, WireTable.VERSION);
        return ConfigFactory.parseMap(values, "node settings")
                .withFallback(settings.all().withoutPath("pekko.cluster.seed-nodes"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }
}
