package org.everycore.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.everycore.acceptance.faults.WorkLog;
import org.everycore.client.EverycoreClient;
import org.everycore.client.JobStatus;
import org.everycore.jobs.JobId;
import org.everycore.jobs.report.JobState;

/**
 * Checks what a cluster did against the invariants of docs/reliability.md, over three independent accounts: what clients were
 * told (the jobs expected here), what the database's own triggers saw written, and what workers wrote down themselves.
 */
public final class History {
    private final StoreAudit audit;
    private final Map<JobId, Expected> expected = new LinkedHashMap<>();

    private record Expected(JobState end, String sha256) {}

    public History(StoreAudit audit) {
        this.audit = audit;
    }

    /** A job whose submission was acknowledged, and how it must end. */
    public JobId acknowledged(JobId id, String sha256) {
        expected.put(id, new Expected(JobState.SUCCEEDED, sha256));
        return id;
    }

    public JobId mustFail(JobId id) {
        expected.put(id, new Expected(JobState.FAILED, null));
        return id;
    }

    /** Waits for every job's end, then checks I1 to I5 and I8. */
    public void check(RealCluster cluster) throws Exception {
        for (JobId id : expected.keySet()) {
            cluster.client().await(id, event -> {});
        }
        check(cluster.client());
    }

    public void check(EverycoreClient client) throws Exception {
        List<StoreAudit.Write> writes = audit.writes();
        for (Map.Entry<JobId, Expected> job : expected.entrySet()) {
            JobStatus status = client.status(job.getKey());
            assertThat(status.state())
                    .as("I1, I2: state of %s (%s)", job.getKey(), status.error().orElse(""))
                    .isEqualTo(job.getValue().end());
            if (job.getValue().sha256() != null) {
                assertThat(status.sha256())
                        .as("I3, I4: result of %s", job.getKey())
                        .contains(job.getValue().sha256());
            }
            oneEnd(job.getKey(), writes);
        }
        oneWriter(writes);
        assertThat(audit.number("SELECT count(*) FROM chunks"))
                .as("I7: chunks kept of ended jobs")
                .isZero();
    }

    /** I1: a job comes to an end once, and does not leave it. */
    private static void oneEnd(JobId id, List<StoreAudit.Write> writes) {
        List<String> states = writes.stream()
                .filter(write -> write.what().equals("job") && write.job().equals(id.value()))
                .map(StoreAudit.Write::after)
                .toList();
        long ends = states.stream().filter(History::terminal).count();
        assertThat(ends).as("I1: ends of %s in %s", id, states).isOne();
        assertThat(terminal(states.get(states.size() - 1)))
                .as("I1: last state of %s", id)
                .isTrue();
    }

    private static boolean terminal(String state) {
        return JobState.valueOf(state.toUpperCase(java.util.Locale.ROOT)).terminal();
    }

    /** I5: epochs rise one by one, and under each only its holder writes, none comes back. */
    private static void oneWriter(List<StoreAudit.Write> writes) {
        Map<Long, String> holders = new HashMap<>();
        long last = 0;
        for (StoreAudit.Write write : writes) {
            assertThat(write.epoch()).as("I5: epoch of %s", write).isGreaterThanOrEqualTo(last);
            if (write.what().equals("epoch")) {
                assertThat(write.epoch()).as("I5: a new epoch, %s", write).isEqualTo(last + 1);
                holders.put(write.epoch(), write.after());
            }
            assertThat(write.who()).as("I5: writer of %s", write).isEqualTo(holders.get(write.epoch()));
            last = write.epoch();
        }
    }

    /**
     * How many chunks of a fault job were computed though they were written down as done before: work lost to a take-over.
     */
    public int computedAgain(JobId id, long seed, List<WorkLog.Line> work) throws Exception {
        Map<Long, Long> kept = new TreeMap<>();
        for (StoreAudit.Write write : audit.writes()) {
            if (write.what().equals("chunk") && write.job().equals(id.value())) {
                kept.putIfAbsent(write.chunk(), write.at());
            }
        }
        Set<Long> again = new HashSet<>();
        for (WorkLog.Line line : work) {
            Long at = kept.get(line.chunk());
            if (line.seed() == seed && at != null && line.begun() > at + 50) {
                again.add(line.chunk());
            }
        }
        return again.size();
    }

    /** When each epoch began, by the database's clock. */
    public List<Long> epochs() throws Exception {
        List<Long> times = new ArrayList<>();
        for (StoreAudit.Write write : audit.writes()) {
            if (write.what().equals("epoch")) {
                times.add(write.at());
            }
        }
        return times;
    }
}
