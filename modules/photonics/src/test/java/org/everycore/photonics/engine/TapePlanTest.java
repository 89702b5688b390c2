package org.everycore.photonics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What reverse mode keeps, against the least that any choice would compute again. */
final class TapePlanTest {
    @Test
    void keepsEveryKetThatFits() {
        TapePlan plan = TapePlan.of(new double[] {1, 2, 3}, 3);
        assertThat(plan.slot()).containsExactly(-1, -1, -1);
        assertThat(plan.spare()).isZero();
        assertThat(plan.again()).isZero();
    }

    @Test
    void givesUpTheKetsBehindTheCheapestPasses() {
        // The kets before passes 2 and 4 cost 1 each; one spare ket serves both.
        TapePlan plan = TapePlan.of(new double[] {9, 1, 9, 1, 9, 9}, 5);
        assertThat(plan.slot()).containsExactly(-1, -1, 0, -1, 0, -1);
        assertThat(plan.again()).isEqualTo(2);
    }

    @Test
    void theSmallestPlanOfManyPassesHasAboutTwiceTheirRoot() {
        double[] costs = new double[400];
        Arrays.fill(costs, 1);
        TapePlan plan = TapePlan.of(costs, 1);
        assertThat(plan.kept() + plan.spare()).isBetween(39, 44);
        assertThat(plan.again()).isLessThan(400);
    }

    @Test
    void aProgramWithoutPassesHasAPlan() {
        assertThat(TapePlan.of(new double[0], 1).slot()).isEmpty();
        assertThat(TapePlan.of(new double[] {1}, 0).slot()).containsExactly(-1);
    }

    /** Every choice of up to twelve kets: none that fits computes much less again, and every plan that can fit does. */
    @Test
    void comesCloseToTheBestOfAllChoices() {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            double[] costs = random.doubles(3 + random.nextInt(9), 1, 5).toArray();
            int budget = 1 + random.nextInt(costs.length + 1);
            double best = Double.POSITIVE_INFINITY;
            for (int dropped = 0; dropped < 1 << (costs.length - 1); dropped++) {
                int longest = 0;
                int row = 0;
                double again = 0;
                for (int ket = 1; ket < costs.length; ket++) {
                    boolean gone = (dropped >> (ket - 1) & 1) == 1;
                    row = gone ? row + 1 : 0;
                    longest = Math.max(longest, row);
                    again += gone ? costs[ket - 1] : 0;
                }
                if (costs.length - Integer.bitCount(dropped) + longest <= budget) {
                    best = Math.min(best, again);
                }
            }
            TapePlan plan = TapePlan.of(costs, budget);
            if (Double.isFinite(best)) {
                assertThat(plan.kept() + plan.spare()).as("round %d", round).isLessThanOrEqualTo(budget);
                assertThat(plan.again()).as("round %d", round).isBetween(best - 1e-12, 1.3 * best + 1e-12);
            } else {
                assertThat(plan.kept() + plan.spare()).as("round %d", round).isGreaterThan(budget);
            }
        }
    }
}
