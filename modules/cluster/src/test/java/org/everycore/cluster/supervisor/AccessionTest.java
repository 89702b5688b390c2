package org.everycore.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.everycore.cluster.supervisor.Accession.Step;
import org.junit.jupiter.api.Test;

class AccessionTest {
    @Test
    void theGreaterPartInsistsAndTheSmallerOneLeaves() {
        Accession greater = new Accession();
        Accession smaller = new Accession();
        for (int second = 0; second < 10; second++) {
            assertThat(greater.held(false, true, at(second))).isEqualTo(Step.WAIT);
            assertThat(smaller.held(false, false, at(second))).isEqualTo(Step.WAIT);
        }
        assertThat(greater.held(false, true, at(10))).isEqualTo(Step.INSIST);
        assertThat(smaller.held(false, false, at(14))).isEqualTo(Step.WAIT);
        assertThat(smaller.held(false, false, at(15))).isEqualTo(Step.LEAVE);
    }

    /** A second each: 0 the store does not answer; else bit 0 says that the holder is a member, bit 1 that this is the greater part. */
    @Property
    void nobodyOfTheSmallerPartEverInsists(@ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> history) {
        Accession accession = new Accession();
        int unbroken = 0;
        for (int second = 0; second < history.size(); second++) {
            int what = history.get(second);
            if (what == 0) {
                accession.notHeld();
                unbroken = 0;
                continue;
            }
            boolean member = (what & 1) != 0;
            boolean majority = (what & 2) != 0;
            Step step = accession.held(member, majority, at(second));
            assertThat(step == Step.INSIST).isEqualTo(majority && unbroken >= 10);
            assertThat(step == Step.LEAVE).isEqualTo(!majority && !member && unbroken >= 15);
            unbroken++;
        }
    }

    private static Duration at(int second) {
        return Duration.ofSeconds(second);
    }
}
