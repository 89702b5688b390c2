package org.everycore.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.JobId;
import org.everycore.runtime.schedule.Scheduler.Grant;
import org.everycore.runtime.schedule.Scheduler.Needs;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final JobId X = new JobId("x");
    private static final JobId Y = new JobId("y");

    private final Scheduler scheduler = new Scheduler();

    SchedulerTest() {
        scheduler.poolJoined(A, Capability.CPU);
        scheduler.poolJoined(B, Capability.CPU);
    }

    @Test
    void idleWorkersOfEveryNodeComeBeforeFetchingAhead() {
        scheduler.want(A, 2, 4, 0, false);
        scheduler.want(B, 2, 4, 0, false);
        scheduler.jobAdded(X, anywhere(5));
        assertThat(scheduler.hungry(X))
                .containsExactly(new Grant(X, A, 2), new Grant(X, B, 2), new Grant(X, A, 2), new Grant(X, B, 2));
        assertThat(scheduler.hungry(X)).isEmpty();
    }

    @Test
    void aRepeatedStatementDoesNotCountTwice() {
        scheduler.jobAdded(X, anywhere(5));
        scheduler.hungry(X);
        assertThat(scheduler.want(A, 1, 3, 0, false)).containsExactly(new Grant(X, A, 3));
        assertThat(scheduler.want(A, 1, 3, 0, false)).isEmpty();
        assertThat(scheduler.want(A, 0, 1, 3, false)).containsExactly(new Grant(X, A, 1));
        assertThat(scheduler.want(A, 1, 3, 3, true)).containsExactly(new Grant(X, A, 3));
    }

    @Test
    void whatOneJobLeavesGoesToTheNext() {
        scheduler.jobAdded(X, anywhere(9));
        scheduler.jobAdded(Y, anywhere(0));
        scheduler.hungry(X);
        scheduler.hungry(Y);
        assertThat(scheduler.want(A, 1, 1, 0, false)).containsExactly(new Grant(X, A, 1));
        assertThat(scheduler.unused(X, A, 1, true)).containsExactly(new Grant(Y, A, 1));
        assertThat(scheduler.hungry(X)).isEmpty();
        assertThat(scheduler.want(A, 1, 1, 1, false)).containsExactly(new Grant(X, A, 1));
    }

    @Test
    void aJobThatIsSatedOnOneNodeStillGetsTheOther() {
        scheduler.jobAdded(X, anywhere(5));
        scheduler.hungry(X);
        scheduler.want(A, 1, 1, 0, false);
        assertThat(scheduler.unused(X, A, 1, false)).isEmpty();
        assertThat(scheduler.want(B, 1, 1, 0, false)).hasSize(1);
        assertThat(scheduler.hungry(X, A)).containsExactly(new Grant(X, A, 1));
    }

    @Test
    void aStepOfPriorityDoublesTheShareOfSeconds() {
        scheduler.jobAdded(X, anywhere(6));
        scheduler.jobAdded(Y, anywhere(5));
        scheduler.chunkSeconds(X, 0.5);
        scheduler.chunkSeconds(Y, 0.1);
        scheduler.hungry(X);
        scheduler.hungry(Y);
        Map<JobId, Integer> leases = new HashMap<>();
        for (int i = 0; i < 7000; i++) {
            for (Grant grant : scheduler.want(A, 1, 1, i, false)) {
                leases.merge(grant.job(), grant.leases(), Integer::sum);
            }
        }
        double ratio = leases.get(X) * 0.5 / (leases.get(Y) * 0.1);
        assertThat(ratio).isBetween(1.95, 2.05);
    }

    @Test
    void aJobStaysWhereItBelongs() {
        scheduler.jobAdded(X, new Needs(5, Capability.CPU, Optional.of(B)));
        scheduler.jobAdded(Y, new Needs(5, Capability.GPU_BATCH, Optional.empty()));
        scheduler.hungry(X);
        scheduler.hungry(Y);
        assertThat(scheduler.want(A, 2, 4, 0, false)).isEmpty();
        assertThat(scheduler.want(B, 2, 4, 0, false)).isEqualTo(List.of(new Grant(X, B, 4)));
        scheduler.unfit(X, B);
        assertThat(scheduler.want(B, 2, 4, 4, false)).isEmpty();
    }

    private static Needs anywhere(int priority) {
        return new Needs(priority, Capability.CPU, Optional.empty());
    }
}
