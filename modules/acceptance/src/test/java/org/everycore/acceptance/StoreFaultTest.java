package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.everycore.acceptance.harness.RealCluster.fault;
import static org.everycore.acceptance.harness.RealCluster.spec;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.acceptance.harness.Command;
import org.everycore.acceptance.harness.History;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Postgres;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.acceptance.harness.StoreAudit;
import org.everycore.client.ClientException;
import org.everycore.client.EverycoreClient;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept goes wrong: a database that goes away, bits that change, files that end early, a disk that is full. */
@Tag("process")
@Timeout(400)
class StoreFaultTest {
    @Test
    void aDatabaseThatGoesAwayForLongerThanThePatienceLosesNoJob() throws Exception {
        try (Postgres postgres = own()) {
            StoreAudit audit = StoreAudit.install(postgres.database());
            History history = new History(audit);
            try (RealCluster cluster =
                    RealCluster.single(Product.folder("database"), audit.url(), "everycore.store.patience = 3s")) {
                cluster.start();
                JobId job = cluster.client().submit(fault("outage", 5, spec(100, 60)));
                history.acknowledged(job, FaultKind.expected(5, 100, 1));
                cluster.awaitChunks(job, 60);
                postgres.down();
                assertThatThrownBy(() -> cluster.client(Duration.ofMillis(100)).submit(fault("refused", 6, spec(1, 0))))
                        .isInstanceOf(ClientException.class);
                TimeUnit.SECONDS.sleep(12);
                postgres.up();
                history.check(cluster);
                System.out.println(
                        "database: away for 12 s, " + history.epochs().size() + " terms");
            }
        }
    }

    @Test
    void aBitThatFlipsInAResultIsFoundAndNotDelivered() throws Exception {
        StoreAudit audit = StoreAudit.install(Postgres.shared().database());
        Path folder = Product.folder("flip");
        try (RealCluster cluster = RealCluster.single(folder, audit.url())) {
            cluster.start();
            EverycoreClient client = cluster.client(Duration.ofSeconds(2));
            JobId large = client.submit(fault("large", 1, spec(50, 1).put("words", 1000)));
            JobId small = client.submit(fault("small", 2, spec(5, 1)));
            client.await(large, event -> {});
            client.await(small, event -> {});
            assertThat(client.verify(large, event -> {}).equal()).isTrue();

            flip(largest(folder.resolve("blobs")), 200_000);
            audit.execute("UPDATE jobs SET result_inline = set_byte(result_inline, 3, get_byte(result_inline, 3) # 4)"
                    + " WHERE id = 'small'");

            assertThatThrownBy(() -> client.result(large, folder.resolve("large.bin")))
                    .isInstanceOf(ClientException.class);
            assertThatThrownBy(() -> client.result(small, folder.resolve("small.bin")))
                    .isInstanceOf(ClientException.class);
            assertThat(folder.resolve("large.bin")).doesNotExist();
            assertThat(folder.resolve("small.bin")).doesNotExist();
            Command verify = Command.run(
                    folder,
                    java.util.Map.of("EVERYCORE_SERVER_TOKEN", cluster.token()),
                    120,
                    "verify",
                    "large",
                    "--server",
                    cluster.servers().get(0).toString(),
                    "--ca",
                    cluster.keys().resolve("ca.pem").toString());
            assertThat(verify.status()).as(verify.out() + verify.err()).isEqualTo(1);
            // The second run has put the right bytes in the place of the wrong ones.
            assertThat(client.verify(large, event -> {}).equal()).isTrue();
            System.out.println("flip: " + verify.out().strip());
        }
    }

    @Test
    void aDamagedDatabaseFileIsRefusedByName() throws Exception {
        Path folder = Product.folder("damaged");
        try (RealCluster cluster = RealCluster.single(folder, "jdbc:h2:file:" + folder.resolve("jobs"))) {
            Node node = cluster.nodes().get(0);
            cluster.start();
            JobId kept = cluster.client().submit(fault("kept", 3, spec(30, 1)));
            cluster.client().await(kept, event -> {});
            node.kill();
            Path file = folder.resolve("jobs.mv.db");
            byte[] good = Files.readAllBytes(file);

            // Killed in the middle of a write, a file has a torn end: it opens, and knows what was acknowledged.
            Files.write(file, new byte[777], StandardOpenOption.APPEND);
            node.start();
            cluster.awaitNodes(1);
            assertThat(cluster.client().status(kept).state()).isEqualTo(JobState.SUCCEEDED);
            node.kill();

            byte[] bad = good.clone();
            for (int i = 0; i < bad.length; i += 64) {
                bad[i] ^= 0x10;
            }
            Files.write(file, bad);
            cluster.letFall();
            node.start();
            assertThat(node.jvm().await(60)).isEqualTo(1);
            String last = node.jvm().log().strip().lines().reduce((a, b) -> b).orElse("");
            assertThat(last).startsWith("everycore: ").contains("jobs");
            System.out.println("damaged: " + last);
        }
    }

    @Test
    void aFullDiskRefusesAndKeepsWhatItAcknowledged() throws Exception {
        Path folder = Product.folder("full");
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                shell("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()),
                "a small file system cannot be mounted here");
        try (RealCluster cluster = RealCluster.single(
                folder,
                "jdbc:h2:file:" + disk.resolve("jobs"),
                "everycore.blobs.folder = \"" + disk.resolve("blobs") + "\"",
                "everycore.store.patience = 2s",
                "everycore.store.reserve = 1 MiB")) {
            cluster.start();
            List<JobId> acknowledged = new ArrayList<>();
            EverycoreClient client = cluster.client(Duration.ofSeconds(1));
            acknowledged.add(client.submit(fault("first", 1, spec(10, 1))));
            Path ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[1 << 20]);
            int refused = 0;
            try {
                while (true) {
                    Files.write(ballast, new byte[1 << 14], StandardOpenOption.APPEND);
                }
            } catch (IOException e) {
                // full
            }
            for (int i = 0; i < 40; i++) {
                try {
                    acknowledged.add(
                            client.submit(fault("full-" + i, i, spec(10, 1).put("words", 2000))));
                } catch (ClientException e) {
                    refused++;
                    if (refused == 1) {
                        System.out.println("full disk: " + e.getMessage());
                    }
                    if (refused > 3) {
                        break;
                    }
                }
            }
            Files.delete(ballast);
            for (JobId id : acknowledged) {
                assertThat(cluster.client().await(id, event -> {}).state().terminal())
                        .as("acknowledged job %s", id)
                        .isTrue();
            }
            JobId after = cluster.client().submit(fault("after", 9, spec(10, 1)));
            assertThat(cluster.client().await(after, event -> {}).state()).isEqualTo(JobState.SUCCEEDED);
            System.out.println("full disk: " + acknowledged.size() + " acknowledged, " + refused + " refused, "
                    + cluster.revived() + " restarts");
        } finally {
            shell("umount", "-l", disk.toString());
        }
    }

    private static Postgres own() throws Exception {
        assumeTrue(Postgres.programs().isPresent(), "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        return Postgres.start(Postgres.programs().get());
    }

    private static boolean shell(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    private static Path largest(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        file.toFile().setWritable(true);
        Files.write(file, bytes);
    }
}
