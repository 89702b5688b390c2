package org.everycore.cluster.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.everycore.cluster.api.ClusterView;
import org.junit.jupiter.api.Test;

class AbsencesTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Absences absences = new Absences(() -> now);

    @Test
    void aNodeIsMissedUntilItIsBackOrADayIsOver() {
        absences.lost("a:1");
        absences.lost("b:1");
        assertThat(absences.list())
                .containsExactly(new ClusterView.Missing("a:1", now), new ClusterView.Missing("b:1", now));
        absences.back("a:1");
        assertThat(absences.list()).extracting(ClusterView.Missing::address).containsExactly("b:1");
        now = now.plus(Duration.ofHours(25));
        assertThat(absences.list()).isEmpty();
    }

    @Test
    void aThousandAreKept() {
        for (int i = 0; i < 1_500; i++) {
            absences.lost("n" + i + ":1");
        }
        assertThat(absences.list())
                .hasSize(1_000)
                .last()
                .extracting(ClusterView.Missing::address)
                .isEqualTo("n1499:1");
    }
}
