package org.everycore.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.everycore.runtime.schedule.ChunkLedger.Verdict;
import org.junit.jupiter.api.Test;

class ChunkLedgerTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final Failure OUCH = new Failure(Failure.CHUNK, "ouch", true);
    private static final LedgerRules RULES = new LedgerRules(3, 2, Duration.ofSeconds(10), Duration.ofSeconds(2));

    private final ChunkLedger ledger = new ChunkLedger(4, RULES);

    @Test
    void aChunkThatFailsThreeTimesIsPoison() {
        for (int attempt = 1; attempt <= 3; attempt++) {
            Lease lease = ledger.lease(A, 1, 1, true, at(0)).get(0);
            assertThat(lease.attempt()).isEqualTo(attempt);
            Verdict verdict = ledger.fail(0, attempt, 0, OUCH, at(0)).verdict();
            assertThat(verdict).isEqualTo(attempt < 3 ? Verdict.AGAIN : Verdict.POISON);
        }
        assertThat(ledger.retries()).isEqualTo(2);
    }

    @Test
    void aFailureThatCannotBeRetriedIsPoisonAtOnce() {
        ledger.lease(A, 1, 4, true, at(0));
        assertThat(ledger.fail(0, 1, 0, new Failure(Failure.SPEC, "no", false), at(0))
                        .verdict())
                .isEqualTo(Verdict.POISON);
    }

    @Test
    void aRetryGoesToAnotherNodeFirstAndToAnotherWorkerOfTheSame() {
        ledger.lease(A, 1, 4, false, at(0));
        ledger.fail(0, 1, 7, OUCH, at(0));
        assertThat(ledger.lease(A, 1, 1, false, at(1))).isEmpty();
        assertThat(ledger.lease(A, 1, 1, true, at(1)).get(0).avoid()).containsExactly(7);
        ledger.release(0, 2);
        assertThat(ledger.lease(B, 1, 1, false, at(1)).get(0).avoid()).isEmpty();
        ledger.release(0, 3);
        assertThat(ledger.lease(A, 1, 1, false, at(2)).get(0).attempt()).isEqualTo(4);
    }

    @Test
    void aLateFailureOfAnOlderLeaseChangesNothing() {
        ledger.lease(A, 1, 4, true, at(0));
        ledger.expire(at(10));
        ledger.lease(B, 1, 1, true, at(10));
        assertThat(ledger.fail(0, 1, 0, OUCH, at(11)).verdict()).isEqualTo(Verdict.STALE);
        assertThat(ledger.leasedTo(B)).isEqualTo(1);
    }

    @Test
    void aLateResultCountsAndAFurtherOneDoesNot() {
        ledger.lease(A, 1, 4, true, at(0));
        ledger.expire(at(10));
        assertThat(ledger.complete(0)).isTrue();
        assertThat(ledger.complete(0)).isFalse();
        assertThat(ledger.lease(B, 1, 1, true, at(11))).isEmpty();
        assertThat(ledger.complete(-1)).isFalse();
        assertThat(ledger.complete(4)).isFalse();
    }

    @Test
    void aLeaseLivesAsLongAsItIsRenewed() {
        ledger.lease(A, 2, 4, true, at(0));
        ledger.renew(0, 1, at(9));
        assertThat(ledger.expire(at(10))).extracting(e -> e.lease().chunk()).containsExactly(1L);
        assertThat(ledger.expire(at(18))).isEmpty();
        assertThat(ledger.expire(at(19))).extracting(e -> e.cause().kind()).containsExactly(Failure.LEASE_TIMEOUT);
    }

    @Test
    void aLostNodeGivesItsChunksBackAndTheyAreTakenInOrder() {
        ledger.lease(A, 3, 4, true, at(0));
        ledger.lease(B, 1, 4, true, at(0));
        ledger.complete(1);
        assertThat(ledger.lost(A, at(1))).extracting(ChunkLedger.Ended::verdict).containsOnly(Verdict.AGAIN);
        assertThat(ledger.lease(B, 9, 4, false, at(1))).extracting(Lease::chunk).containsExactly(0L, 2L);
        assertThat(ledger.lost(B, at(1))).extracting(ChunkLedger.Ended::verdict).containsOnly(Verdict.AGAIN);
        assertThat(ledger.lease(A, 9, 4, false, at(1)))
                .as("one of the two that were lost twice, and nothing beside it")
                .containsExactly(new Lease(0, 3, A, at(11), List.of(), true, false));
        assertThat(ledger.lease(A, 9, 4, false, at(1))).as("A holds a suspect").isEmpty();
        assertThat(ledger.lease(B, 9, 4, true, at(1))).extracting(Lease::chunk).containsExactly(2L);
        ledger.release(2, 3);
        assertThat(ledger.lease(B, 9, 4, true, at(1))).extracting(Lease::alone).containsExactly(true);
        ledger.complete(0);
        ledger.complete(2);
        assertThat(ledger.lease(A, 9, 4, false, at(1))).extracting(Lease::chunk).containsExactly(3L);
    }

    @Test
    void onlyDeathsAfterItBeganAloneMakeAChunkPoison() {
        for (int i = 0; i < 20; i++) {
            Lease lease = ledger.lease(A, 1, 1, true, at(0)).get(0);
            assertThat(lease.alone()).isEqualTo(i >= 2);
            assertThat(ledger.lost(A, at(0)))
                    .extracting(ChunkLedger.Ended::verdict)
                    .containsExactly(Verdict.AGAIN);
        }
        for (int i = 1; i <= 3; i++) {
            int attempt = ledger.lease(A, 1, 1, true, at(0)).get(0).attempt();
            assertThat(ledger.begin(0, attempt - 1)).isFalse();
            assertThat(ledger.begin(0, attempt)).isTrue();
            ledger.renew(0, attempt, at(1));
            ChunkLedger.Ended ended = ledger.lost(A, at(1)).get(0);
            assertThat(ended.verdict()).isEqualTo(i < 3 ? Verdict.AGAIN : Verdict.POISON);
            assertThat(ended.failures()).isEqualTo(i);
            assertThat(ended.cause().message()).startsWith("the node was lost while it computed this chunk alone");
        }
    }

    @Test
    void aChunkThatIsNotLeasedAloneHasNoBeginning() {
        ledger.lease(A, 1, 4, true, at(0));
        assertThat(ledger.begin(0, 1)).isFalse();
    }

    @Test
    void doneChunksOfAnEarlierLifeAreNotLeased() {
        ledger.complete(0);
        ledger.complete(2);
        assertThat(ledger.lease(A, 9, 4, true, at(0))).extracting(Lease::chunk).containsExactly(1L, 3L);
        assertThat(ledger.leasable(4)).isFalse();
    }

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
