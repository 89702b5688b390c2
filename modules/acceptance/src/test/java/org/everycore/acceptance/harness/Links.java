package org.everycore.acceptance.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The links between the nodes of a cluster, each of which can be cut and mended, one way or both. */
public final class Links implements AutoCloseable {
    private final RealCluster cluster;
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final List<LinkProxy> proxies = new ArrayList<>();

    /** Puts a proxy before every node; to be called before the nodes start. */
    public Links(RealCluster cluster) throws IOException {
        this.cluster = cluster;
        List<Integer> targets = RealCluster.freePorts(cluster.nodes().size());
        for (Node node : cluster.nodes()) {
            int target = targets.get(proxies.size());
            proxies.add(new LinkProxy(node.name(), node.port(), target, this::owner, cut));
            node.addToConfiguration("pekko.remote.artery.bind { hostname = \"127.0.0.1\", port = " + target + " }\n");
        }
    }

    private String owner(int port) {
        return cluster.nodes().stream()
                .filter(node -> node.alive() && LinkProxy.holds(node.jvm().pid(), port))
                .findFirst()
                .map(Node::name)
                .orElse("nobody");
    }

    /** What {@code from} sends does not reach {@code to} any more. */
    public void cut(Node from, Node to) {
        cut.add(from.name() + ">" + to.name());
    }

    /** A node is alone, in both directions. */
    public void isolate(Node node) {
        for (Node other : cluster.nodes()) {
            if (!other.equals(node)) {
                cut(node, other);
                cut(other, node);
            }
        }
    }

    public void mend() {
        cut.clear();
        proxies.forEach(LinkProxy::mended);
    }

    @Override
    public void close() throws IOException {
        for (LinkProxy proxy : proxies) {
            proxy.close();
        }
    }
}
