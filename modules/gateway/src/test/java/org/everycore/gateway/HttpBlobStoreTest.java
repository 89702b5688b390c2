package org.everycore.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.everycore.cluster.blob.Blob;
import org.everycore.cluster.blob.BlobException;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.blob.HttpBlobStore;
import org.everycore.jobs.KindRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's cache in front of a real gateway. */
class HttpBlobStoreTest {
    private static final URI DEAD = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder;

    private ActorSystem<Void> system;
    private DirectoryBlobStore kept;
    private DirectoryBlobStore cache;
    private InProcessJobs jobs;
    private Gateway gateway;
    private HttpBlobStore store;

    @BeforeEach
    void start() throws Exception {
        system = ActorSystem.create(Behaviors.empty(), "blobs-test", ConfigFactory.load());
        kept = DirectoryBlobStore.open(folder.resolve("kept"));
        cache = DirectoryBlobStore.open(folder.resolve("cache"), 1 << 20, 2 << 20);
        KindRegistry kinds = KindRegistry.of(List.of());
        jobs = new InProcessJobs(kinds, kept, folder);
        String token = Tokens.create(folder.resolve("tokens"), "node", Set.of(Scope.READ, Scope.SUBMIT));
        gateway = Gateway.start(
                        system,
                        jobs,
                        kept,
                        kinds,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        GatewaySettings.from(ConfigFactory.parseString("everycore.gateway { port = 0, tokens-file = \""
                                        + folder.resolve("tokens") + "\" }")
                                .withFallback(ConfigFactory.load())))
                .toCompletableFuture()
                .get();
        store = new HttpBlobStore(
                cache, List.of(DEAD, URI.create(gateway.url())), gateway -> Optional.of(token), Optional.empty());
    }

    @AfterEach
    void stop() {
        gateway.stop(Duration.ofMillis(100)).toCompletableFuture().join();
        jobs.close();
        system.terminate();
    }

    @Test
    void whatIsMadeHereIsThereAndTheOtherWayRound() throws IOException {
        Blob made = store.put(new byte[] {1, 2, 3});
        assertThat(kept.read(made.sha256())).containsExactly(1, 2, 3);
        Blob there = kept.put(new byte[] {4, 5});
        assertThat(store.find(there.sha256())).contains(there);
        assertThat(cache.find(there.sha256())).isEmpty();
        List<CompletableFuture<Path>> readers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return store.file(there.sha256());
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .toList();
        assertThat(readers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(store.read(there.sha256())).containsExactly(4, 5);
        assertThat(cache.find(there.sha256())).isPresent();
    }

    @Test
    void whatIsMissingOrTooLongIsSaid() throws IOException {
        assertThat(store.find("00".repeat(32))).isEmpty();
        assertThatThrownBy(() -> store.file("00".repeat(32)))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.reason()).isEqualTo(BlobException.Reason.NOT_FOUND));
        Blob large = kept.put(new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> store.file(large.sha256()))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.reason()).isEqualTo(BlobException.Reason.TOO_LARGE));
        HttpBlobStore alone = new HttpBlobStore(cache, List.of(DEAD), gateway -> Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> alone.find("00".repeat(32)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:1");
    }
}
