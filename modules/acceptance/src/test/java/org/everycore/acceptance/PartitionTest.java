package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.everycore.acceptance.harness.RealCluster.fault;
import static org.everycore.acceptance.harness.RealCluster.spec;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.everycore.acceptance.faults.FaultKind;
import org.everycore.acceptance.harness.History;
import org.everycore.acceptance.harness.Links;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Postgres;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.acceptance.harness.StoreAudit;
import org.everycore.jobs.JobId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The network between three supervisors and a worker breaks: one side survives, and never do two write. */
class PartitionTest {
    private RealCluster cluster;
    private Links links;
    private History history;
    private int jobs;

    @Test
    @Tag("process")
    @Timeout(400)
    void theLeaderIsCutOffAndComesBack() throws Exception {
        run("partition", 1, false);
    }

    @Test
    @Tag("chaos")
    @Timeout(3600)
    void cutOffOneWayLossAndFlapping() throws Exception {
        run("partition-long", Product.rounds(5), true);
    }

    private void run(String name, int rounds, boolean all) throws Exception {
        StoreAudit audit = StoreAudit.install(Postgres.shared().database());
        history = new History(audit);
        try (RealCluster nodes = new RealCluster(Product.folder(name), audit.url(), 3, 1, 1);
                Links between = new Links(nodes)) {
            cluster = nodes;
            links = between;
            nodes.start();
            for (int round = 0; round < rounds; round++) {
                cutOff();
                if (all) {
                    oneWay();
                    flapping();
                }
            }
            history.check(nodes);
        }
    }

    private JobId submit() throws Exception {
        long seed = 900L + jobs++;
        JobId job = cluster.client().submit(fault("job-" + seed, seed, spec(60, 200)));
        history.acknowledged(job, FaultKind.expected(seed, 60, 1));
        cluster.awaitChunks(job, 5);
        return job;
    }

    private void cutOff() throws Exception {
        Node leader = cluster.leader();
        JobId job = submit();
        int terms = history.epochs().size();
        int ended = cluster.revived();
        long cut = System.currentTimeMillis();
        links.isolate(leader);
        List<Long> epochs = RealCluster.await("takeover by the other side", 60, () -> {
            List<Long> now = history.epochs();
            return now.size() > terms ? now : null;
        });
        RealCluster.await("end of the node that is alone", 90, () -> cluster.revived() > ended ? true : null);
        links.mend();
        cluster.client().await(job, event -> {});
        cluster.awaitNodes(4);
        System.out.println("partition: takeover after " + (epochs.get(terms) - cut) + " ms, the lost node came back");
        assertThat(cluster.leader()).isNotNull();
    }

    /** The leader hears the others, and they do not hear it. */
    private void oneWay() throws Exception {
        Node leader = cluster.leader();
        JobId job = submit();
        int terms = history.epochs().size();
        cluster.nodes().stream().filter(node -> !node.equals(leader)).forEach(node -> links.cut(leader, node));
        TimeUnit.SECONDS.sleep(25);
        links.mend();
        cluster.client().await(job, event -> {});
        cluster.awaitNodes(4);
        System.out.println("one way: " + (history.epochs().size() - terms) + " takeovers, " + cluster.revived()
                + " nodes ended of their own accord so far");
    }

    private void flapping() throws Exception {
        Node leader = cluster.leader();
        JobId job = submit();
        int terms = history.epochs().size();
        for (int i = 0; i < 10; i++) {
            links.isolate(leader);
            TimeUnit.MILLISECONDS.sleep(1500);
            links.mend();
            TimeUnit.MILLISECONDS.sleep(1500);
        }
        cluster.client().await(job, event -> {});
        cluster.awaitNodes(4);
        System.out.println("flapping: " + (history.epochs().size() - terms) + " takeovers, " + cluster.revived()
                + " nodes ended of their own accord so far");
    }
}
