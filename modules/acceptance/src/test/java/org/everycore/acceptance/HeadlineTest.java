package org.everycore.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.everycore.acceptance.harness.History;
import org.everycore.acceptance.harness.KindJobs;
import org.everycore.acceptance.harness.Node;
import org.everycore.acceptance.harness.Postgres;
import org.everycore.acceptance.harness.Product;
import org.everycore.acceptance.harness.RealCluster;
import org.everycore.acceptance.harness.StoreAudit;
import org.everycore.jobs.JobId;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.PlaceRef;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The promise of the whole: three supervisors and three workers finish a job of every kind with the bits of one worker alone,
 * while workers are killed at random and the leading supervisor once.
 */
class HeadlineTest {
    @Test
    @Tag("process")
    @Timeout(400)
    void everyKindEndsWithTheBitsOfOneWorkerWhileNodesDie() throws Exception {
        run(30, 2);
    }

    @Test
    @Tag("chaos")
    @Timeout(1800)
    void twoHundredChunksOfEveryKind() throws Exception {
        run(200, 6);
    }

    private void run(int chunks, int kills) throws Exception {
        Map<String, Long> seconds = new LinkedHashMap<>();
        StoreAudit audit = StoreAudit.install(Postgres.shared().database());
        History history = new History(audit);
        Random random = new Random(7);
        String imported = user(Postgres.shared().database());
        String exported = user(Postgres.shared().database());
        String listed = "everycore.places.logbooks { imported.url = \"" + imported + "\", exported.url = \"" + exported
                + "\" }";
        try (RealCluster cluster = new RealCluster(Product.folder("headline"), audit.url(), 3, 3, 1, listed)) {
            KindJobs kinds = new KindJobs(cluster.shared(), Math.max(chunks, 16 * chunks));
            Map<String, JobRequest> jobs = kinds.all(chunks, PlaceRef.named("imported"), PlaceRef.named("exported"));
            PlaceRef filled = PlaceRef.at(exported);
            Map<String, JobRequest> here = kinds.all(chunks, PlaceRef.at(imported), filled);
            kinds.local(kinds.all(chunks, filled, filled).get("radio.import"));
            Map<String, String> expected = new LinkedHashMap<>();
            for (JobRequest job : here.values()) {
                expected.put(job.kind(), kinds.local(job));
                assertThat(kinds.chunks(job)).as("chunks of %s", job.kind()).isGreaterThanOrEqualTo(chunks);
            }
            cluster.start();
            for (JobRequest job : jobs.values()) {
                JobId id = cluster.client().submit(job.withStrategy("cluster"));
                history.acknowledged(id, expected.get(job.kind()));
            }
            for (int i = 0; i < kills; i++) {
                TimeUnit.MILLISECONDS.sleep(2000 + random.nextInt(4000));
                Node victim = cluster.workers().get(random.nextInt(3));
                victim.restart();
                if (i == kills / 2) {
                    seconds.put("takeover", killLeader(cluster, history));
                }
            }
            history.check(cluster);
            System.out.println("headline: " + chunks + " chunks of " + jobs.keySet() + ", " + kills
                    + " workers killed, takeover after " + seconds.get("takeover") + " ms, "
                    + cluster.revived() + " nodes ended of their own accord");
        }
    }

    /** Kills the leader, starts it again, and gives the milliseconds until the next one had its epoch. */
    private static long killLeader(RealCluster cluster, History history) throws Exception {
        Node leader = cluster.leader();
        int epochs = history.epochs().size();
        long killed = System.currentTimeMillis();
        leader.kill();
        List<Long> times = RealCluster.await("takeover", 60, () -> {
            List<Long> now = history.epochs();
            return now.size() > epochs ? now : null;
        });
        leader.start();
        return times.get(times.size() - 1) - killed;
    }

    private static String user(String url) throws SQLException {
        return url + "?user=" + Postgres.USER;
    }
}
