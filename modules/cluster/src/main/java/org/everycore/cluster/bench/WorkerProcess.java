package org.everycore.cluster.bench;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.cluster.NodeRuntime;
import org.everycore.cluster.NodeServices;
import org.everycore.cluster.NodeSettings;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.jobs.KindRegistry;

/** The second process of the scheduling benchmark: a node on loopback that computes, until it is ended. */
public final class WorkerProcess {
    private WorkerProcess() {}

    /** @param args the seed node's port, the number of workers, a folder */
    public static void main(String[] args) throws IOException {
        NodeRuntime node = start(Integer.parseInt(args[0]), 0, Integer.parseInt(args[1]), Path.of(args[2]));
        node.terminated().toCompletableFuture().join();
    }

    private static NodeRuntime start(int seed, int port, int workers, Path folder) throws IOException {
        return NodeRuntime.start(
                settings(seed, port, NodeSettings.CPU, workers, folder),
                NodeServices.of(
                        KindRegistry.of(List.of(new SpinKind())),
                        Optional.empty(),
                        DirectoryBlobStore.open(folder.resolve("blobs"))));
    }

    static NodeSettings settings(int seed, int port, String role, int workers, Path folder) {
        return NodeSettings.read(ConfigFactory.parseMap(Map.of(
                "everycore.node.port",
                port,
                "everycore.node.roles",
                List.of(role),
                "everycore.node.workers",
                workers,
                "everycore.node.seed-nodes",
                List.of("127.0.0.1:" + seed),
                "everycore.node.work-folder",
                folder.resolve("work").toString(),
                "pekko.coordinated-shutdown.exit-jvm",
                "off",
                "pekko.loglevel",
                "WARNING")));
    }
}
