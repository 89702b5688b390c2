package org.everycore.jobs.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.everycore.jobs.machine.WorkerRules.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerRulesTest {
    @ParameterizedTest
    @CsvSource({
        // physical, logical, io, cpu, mixed
        "1, 1, 1, 1, 1",
        "1, 2, 2, 1, 1",
        "2, 2, 2, 2, 3",
        "4, 8, 8, 4, 6",
        "5, 10, 10, 5, 7",
        "8, 8, 8, 8, 12",
        "6, 24, 12, 6, 9",
    })
    void workersFollowTheCores(int physical, int logical, int io, int cpu, int mixed) {
        WorkerRules rules = new WorkerRules(physical, logical, false);

        assertThat(rules.workers(Load.IO)).isEqualTo(io);
        assertThat(rules.workers(Load.CPU)).isEqualTo(cpu);
        assertThat(rules.workers(Load.MIXED)).isEqualTo(mixed);
    }

    @Test
    void aBuildServerGetsTwoWhateverItsCores() {
        WorkerRules rules = new WorkerRules(16, 32, true);

        for (Load load : Load.values()) {
            assertThat(rules.workers(load)).isEqualTo(2);
        }
    }

    @Test
    void theCapComesBeforeTheLeast() {
        WorkerRules rules = new WorkerRules(8, 16, false);

        assertThat(rules.workers(Load.MIXED, 4)).isEqualTo(4);
        assertThat(rules.workers(Load.CPU, 0)).isEqualTo(1);
        assertThat(rules.workers(Load.IO, -3)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 0",
        "99, 4, 99",
        "100, 4, 100",
        "1199, 4, 100",
        "1212, 4, 101",
        "120000, 4, 10000",
        "119999, 4, 9999",
        "1000000, 2, 10000",
        "600, 0, 200",
    })
    void batchesSplitTheTotalInThreeAWorker(long total, int workers, long batch) {
        assertThat(WorkerRules.batchSize(total, workers)).isEqualTo(batch);
    }

    @Property
    void aBatchIsNeverMoreThanThereIs(
            @ForAll @LongRange(min = 0, max = 1L << 50) long total,
            @ForAll @IntRange(min = 1, max = 4096) int workers) {
        assertThat(WorkerRules.batchSize(total, workers)).isBetween(Math.min(total, 100), Math.min(total, 10_000));
    }

    @Test
    void goingParallelNeedsTheThresholdAndMoreOnABuildServer() {
        WorkerRules here = new WorkerRules(4, 8, false);
        WorkerRules ci = new WorkerRules(4, 8, true);

        assertThat(here.parallel(100, 100)).isTrue();
        assertThat(here.parallel(99, 100)).isFalse();
        assertThat(ci.parallel(499, 100)).isFalse();
        assertThat(ci.parallel(500, 100)).isTrue();
        assertThat(ci.parallel(999, 1000)).isFalse();
    }

    @Test
    void fewerThreadsThanCoresIsAnError() {
        assertThatThrownBy(() -> new WorkerRules(4, 2, false)).hasMessageContaining("logical is 2");
        assertThatThrownBy(() -> new WorkerRules(0, 2, false)).hasMessageContaining("physical is 0");
    }
}
