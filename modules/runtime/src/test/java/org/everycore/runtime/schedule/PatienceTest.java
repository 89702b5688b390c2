package org.everycore.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Optional<Roster.Lack> REFUSED = Optional.of(new Roster.Lack("a jar", true));
    private static final Optional<Roster.Lack> ALONE = Optional.of(new Roster.Lack("a node", false));

    @Test
    void aLackIsToldOnceItLastsAndEndsTheJobAfterTheGrace() {
        Patience patience = new Patience(GRACE, false);
        assertThat(patience.look(REFUSED, false, at(0))).isInstanceOf(Patience.Step.Nothing.class);
        assertThat(patience.look(REFUSED, false, at(2))).isEqualTo(new Patience.Step.Tell("a jar"));
        assertThat(patience.told()).contains("a jar");
        assertThat(patience.look(REFUSED, false, at(3))).isInstanceOf(Patience.Step.Nothing.class);
        assertThat(patience.look(REFUSED, false, at(30))).isEqualTo(new Patience.Step.GiveUp("a jar"));
    }

    @Test
    void aJobWaitsForEverForNodesThatAreNotThereAndForWhatItHadAndWhenAsked() {
        assertThat(new Patience(GRACE, false).look(ALONE, false, at(1))).isInstanceOf(Patience.Step.Nothing.class);
        Patience alone = new Patience(GRACE, false);
        Patience begun = new Patience(GRACE, false);
        Patience endless = new Patience(GRACE, true);
        for (int second = 0; second < 1000; second++) {
            assertThat(alone.look(ALONE, false, at(second))).isNotInstanceOf(Patience.Step.GiveUp.class);
            assertThat(begun.look(REFUSED, true, at(second))).isNotInstanceOf(Patience.Step.GiveUp.class);
            assertThat(endless.look(REFUSED, false, at(second))).isNotInstanceOf(Patience.Step.GiveUp.class);
        }
        assertThat(alone.look(Optional.empty(), false, at(1001))).isInstanceOf(Patience.Step.Relieved.class);
        assertThat(alone.told()).isEmpty();
    }

    /** Whatever comes and goes: a job is given up only after an unbroken grace of refusals, and is told of once a reason. */
    @Property
    void onlyAnUnbrokenGraceOfRefusalsGivesAJobUp(@ForAll @Size(max = 200) List<@IntRange(max = 2) Integer> history) {
        Patience patience = new Patience(Duration.ofSeconds(5), false);
        List<Boolean> refusals = new ArrayList<>();
        Optional<String> told = Optional.empty();
        for (int second = 0; second < history.size(); second++) {
            Optional<Roster.Lack> lack =
                    List.of(Optional.<Roster.Lack>empty(), ALONE, REFUSED).get(history.get(second));
            refusals.add(lack.equals(REFUSED));
            Patience.Step step = patience.look(lack, false, at(second));
            boolean unbroken = refusals.size() > 5
                    && refusals.subList(refusals.size() - 6, refusals.size()).stream()
                            .allMatch(refused -> refused);
            assertThat(step instanceof Patience.Step.GiveUp).isEqualTo(unbroken);
            if (step instanceof Patience.Step.Tell tell) {
                assertThat(told).isNotEqualTo(Optional.of(tell.reason()));
                told = Optional.of(tell.reason());
            } else if (lack.isEmpty()) {
                assertThat(step instanceof Patience.Step.Relieved).isEqualTo(told.isPresent());
                told = Optional.empty();
            }
        }
    }

    private static Duration at(int second) {
        return Duration.ofSeconds(second);
    }
}
