package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.blob.HttpBlobStore;
import org.everycore.cluster.store.JobQuery;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in conf/ and what they make of a node's stores. */
class NodeStoresTest {
    @TempDir
    Path folder;

    private static Path conf(String name) {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("conf"))) {
            here = here.getParent();
        }
        return here.resolve("conf").resolve(name);
    }

    private Config config(String file, String settings) {
        return ConfigFactory.parseString("everycore { store.url = \"jdbc:h2:file:" + folder.resolve("state/jobs")
                        + "\", blobs.folder = \"" + folder.resolve("blobs") + "\" }, " + settings)
                .withFallback(ConfigFactory.parseFile(conf(file).toFile()));
    }

    @Test
    void aSeedHasBothStores() throws Exception {
        try (NodeStores stores = NodeStores.open(config("seed.conf", ""), true)) {
            assertThat(stores.blobs()).isInstanceOf(DirectoryBlobStore.class);
            assertThat(stores.jobs()
                            .orElseThrow()
                            .list(JobQuery.newest(1))
                            .toCompletableFuture()
                            .get()
                            .jobs())
                    .isEmpty();
        }
        GatewaySettings gateway = GatewaySettings.from(config("gateway.conf", "")
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
        assertThat(gateway.loopback()).isTrue();
        assertThat(gateway.port()).isEqualTo(8080);
    }

    @Test
    void aWorkerFetchesThroughTheGateways() throws Exception {
        try (NodeStores stores = NodeStores.open(config("worker.conf", ""), false)) {
            assertThat(stores.blobs()).isInstanceOf(HttpBlobStore.class);
            assertThat(stores.jobs()).isEmpty();
        }
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        assertThatThrownBy(() -> NodeStores.open(config("seed.conf", "everycore.store.url = \"mysql://x\""), true))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("mysql");
        assertThatThrownBy(
                        () -> NodeStores.open(config("seed.conf", "everycore.store.password-file = \"/none\""), true))
                .isInstanceOf(SpecException.class);
    }
}
