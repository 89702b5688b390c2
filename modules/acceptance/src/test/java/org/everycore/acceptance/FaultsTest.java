package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.everycore.acceptance.harness.RealCluster.fault;
import static org.everycore.acceptance.harness.RealCluster.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.acceptance.faults.WorkLog;
import org.everycore.acceptance.harness.History;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Postgres;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.acceptance.harness.StoreAudit;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three supervisors and two workers: workers killed, chunks of poison, nodes that stand still, a restart of all in turn. */
class FaultsTest {
    private final List<Long> takeovers = new ArrayList<>();
    private final Random random = new Random(5);
    private RealCluster cluster;
    private History history;

    @Test
    @Tag("process")
    @Timeout(500)
    void workersDiePoisonIsNamedTheLeaderStandsStillAndWorkersAreRestarted() throws Exception {
        try (RealCluster started = started("faults")) {
            killedWorkers(Product.rounds(1));
            poison("throw");
            poison("kill");
            pause(10);
            rollingRestart(cluster.workers());
            history.check(started);
        }
        System.out.println("faults: takeovers after " + takeovers + " ms");
    }

    @Test
    @Tag("chaos")
    @Timeout(3600)
    void manyRounds() throws Exception {
        try (RealCluster started = started("faults-long")) {
            killedWorkers(Product.rounds(10));
            poison("throw");
            poison("kill");
            poison("loop");
            for (int seconds : new int[] {1, 4, 10, 30}) {
                pause(seconds);
            }
            for (int i = 0; i < Product.rounds(3); i++) {
                rollingRestart(cluster.nodes());
            }
            history.check(started);
        }
        System.out.println("faults, long: takeovers after " + takeovers + " ms");
    }

    private RealCluster started(String name) throws Exception {
        StoreAudit audit = StoreAudit.install(Postgres.shared().database());
        history = new History(audit);
        cluster = new RealCluster(Product.folder(name), audit.url(), 3, 2, 1);
        try {
            return cluster.start();
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private JobId submit(String id, long seed, int blocks, int millis) throws Exception {
        JobId job = cluster.client().submit(fault(id, seed, spec(blocks, millis)));
        return history.acknowledged(job, FaultKind.expected(seed, blocks, 1));
    }

    /** Only what the dead worker held runs again. */
    private void killedWorkers(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            long seed = 100L + round;
            JobId job = submit("killed-" + round, seed, 60, 150);
            cluster.awaitChunks(job, 5 + random.nextInt(20));
            Node victim = cluster.workers().get(random.nextInt(2));
            victim.kill();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
            victim.start();
            cluster.client().await(job, event -> {});
            assertThat(history.computedAgain(job, seed, WorkLog.read(cluster.work())))
                    .as("chunks that were done run again")
                    .isZero();
            cluster.awaitNodes(5);
        }
    }

    /**
     * The job of the poison fails after three attempts with its chunk's name and cause; a job beside it does not suffer, though
     * a poison that kills takes whole nodes along. That the healthy job has the right hash is for the history to check.
     */
    private void poison(String how) throws Exception {
        JobId healthy = submit("beside-" + how, 7, 40, 100);
        JobId job = cluster.client()
                .submit(fault("poison-" + how, 8, spec(10, 5).put("badChunk", 4).put("how", how)));
        history.mustFail(job);
        JobStatus end = cluster.client().await(job, event -> {});
        String error = end.error().orElse("");
        System.out.println("poison: " + how + ": " + error);
        assertThat(error).startsWith("chunk 4 (blocks 4 to 4) failed 3 times, last: ");
        switch (how) {
            case "throw" -> assertThat(error).contains("this chunk is poison");
            case "kill" -> assertThat(error).contains("the node was lost while it computed this chunk alone");
            default -> {}
        }
        JobStatus beside = cluster.client().await(healthy, event -> {});
        assertThat(beside.state()).as("the job beside the poison").isEqualTo(JobState.SUCCEEDED);
        cluster.awaitNodes(5);
    }

    /** The leader stands still for a while: whether another takes over or not, one of them writes at a time. */
    private void pause(int seconds) throws Exception {
        Node leader = cluster.leader();
        int terms = history.epochs().size();
        JobId job = submit("pause-" + seconds, 200 + seconds, 80, 200);
        cluster.awaitChunks(job, 5);
        long stopped = System.currentTimeMillis();
        leader.jvm().pause();
        TimeUnit.SECONDS.sleep(seconds);
        leader.jvm().resume();
        cluster.client().await(job, event -> {});
        cluster.awaitNodes(5);
        List<Long> epochs = history.epochs();
        if (epochs.size() > terms) {
            takeovers.add(epochs.get(terms) - stopped);
        }
        System.out.println("pause: " + seconds + " s, " + (epochs.size() - terms) + " takeovers, " + cluster.revived()
                + " nodes ended of their own accord so far");
    }

    /** SIGTERM to each node in turn, under load: no job fails, each leaves in good order; prints what was tried again. */
    private void rollingRestart(List<Node> order) throws Exception {
        long seed = 300L + history.epochs().size();
        JobId job = submit("rolling-" + seed, seed, 200, 100);
        long longest = 0;
        for (Node node : order) {
            long begun = System.nanoTime();
            int code = node.leave();
            longest = Math.max(longest, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
            assertThat(code)
                    .as("exit code of %s, which was told to leave", node)
                    .isIn(0, 143);
            node.start();
            cluster.awaitNodes(5);
        }
        JobStatus end = cluster.client().await(job, event -> {});
        System.out.println("rolling: longest leave " + longest + " s, retries "
                + end.report().orElseThrow().path("retries"));
        assertThat(longest).as("seconds that a node took to leave").isLessThanOrEqualTo(45);
    }
}
