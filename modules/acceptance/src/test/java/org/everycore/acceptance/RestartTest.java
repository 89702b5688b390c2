package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.everycore.acceptance.harness.RealCluster.fault;
import static org.everycore.acceptance.harness.RealCluster.spec;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.acceptance.faults.WorkLog;
import org.everycore.acceptance.harness.History;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Postgres;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.acceptance.harness.StoreAudit;
import org.everycore.client.ClientException;
import org.everycore.jobs.JobId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The only node is killed at each point of a submission, and at random; started again it knows all that it acknowledged. */
class RestartTest {
    private static final int BLOCKS = 40;

    @Test
    @Tag("process")
    @Timeout(400)
    void nothingAcknowledgedIsLostAtAnyWritePoint() throws Exception {
        run("restart", Product.rounds(2));
    }

    @Test
    @Tag("chaos")
    @Timeout(3600)
    void nothingAcknowledgedIsLostInManyRounds() throws Exception {
        run("restart-long", Product.rounds(20));
    }

    private void run(String name, int rounds) throws Exception {
        StoreAudit audit = StoreAudit.install(Postgres.shared().database());
        History history = new History(audit);
        Random random = new Random(11);
        try (RealCluster cluster = RealCluster.single(Product.folder(name), audit.url())) {
            Node node = cluster.nodes().get(0);
            cluster.start();
            beforeTheWrite(cluster, node, audit, history);
            afterTheWrite(cluster, node, audit, history);
            int again = 0;
            for (int round = 0; round < rounds; round++) {
                JobId job = cluster.client().submit(fault("random-" + round, round, spec(BLOCKS, 50)));
                history.acknowledged(job, FaultKind.expected(round, BLOCKS, 1));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2500));
                node.restart();
                cluster.awaitNodes(1);
                cluster.client().await(job, event -> {});
                again += history.computedAgain(job, round, WorkLog.read(cluster.work()));
            }
            history.check(cluster);
            assertThat(again)
                    .as("chunks computed again though they were written down")
                    .isLessThanOrEqualTo(rounds * BLOCKS / 20);
            System.out.println("restart: " + rounds + " kills at random, " + again + " of " + rounds * BLOCKS
                    + " chunks computed again");
        }
    }

    /** The write waits for a lock of ours when the node dies: nothing is kept, and nobody was told otherwise. */
    private static void beforeTheWrite(RealCluster cluster, Node node, StoreAudit audit, History history)
            throws Exception {
        CompletableFuture<JobId> submission;
        try (Connection connection = Postgres.connect(audit.url());
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("LOCK TABLE jobs IN SHARE MODE");
            submission = submit(cluster, "before", 1);
            TimeUnit.SECONDS.sleep(2);
            assertThat(submission).as("acknowledged before it is kept").isNotDone();
            node.kill();
            connection.rollback();
        }
        assertThat(submission).failsWithin(Duration.ofSeconds(60));
        TimeUnit.MILLISECONDS.sleep(500);
        long kept = audit.number("SELECT count(*) FROM jobs WHERE id = 'before'");
        node.start();
        cluster.awaitNodes(1);
        // The client that heard nothing asks again: one job, whether the first try was kept or not.
        history.acknowledged(cluster.client().submit(fault("before", 1, spec(4, 5))), FaultKind.expected(1, 4, 1));
        System.out.println("restart: killed before the write, kept " + kept);
    }

    /** The node dies as soon as the job stands in the store, mostly before the client has heard of it. */
    private static void afterTheWrite(RealCluster cluster, Node node, StoreAudit audit, History history)
            throws Exception {
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String id = "after-" + i;
            CompletableFuture<JobId> submission = submit(cluster, id, 2);
            try (Connection connection = Postgres.connect(audit.url());
                    Statement sql = connection.createStatement()) {
                while (!sql.executeQuery("SELECT 1 FROM jobs WHERE id = '" + id + "'")
                        .next()) {
                    Thread.onSpinWait();
                }
            }
            node.kill();
            history.acknowledged(new JobId(id), FaultKind.expected(2, 4, 1));
            heard.add(submission
                    .handle((ok, error) -> error == null ? "acknowledged" : "unheard")
                    .get(60, TimeUnit.SECONDS));
            node.start();
            cluster.awaitNodes(1);
            cluster.client().await(new JobId(id), event -> {});
        }
        System.out.println("restart: killed after the write, " + heard);
    }

    private static CompletableFuture<JobId> submit(RealCluster cluster, String id, long seed) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return cluster.client(Duration.ofMillis(100)).submit(fault(id, seed, spec(4, 5)));
            } catch (ClientException e) {
                throw e;
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
