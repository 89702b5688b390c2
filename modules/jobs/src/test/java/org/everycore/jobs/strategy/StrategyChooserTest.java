package org.everycore.jobs.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.everycore.jobs.JobPlan;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.MemoryNeed;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.cost.Calibration;
import org.everycore.jobs.cost.Cost;
import org.everycore.jobs.cost.Resource;
import org.everycore.jobs.cost.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyChooserTest {
    private static final long GIB = 1L << 30;
    private static final Resources FOUR = Resources.local(4, GIB);

    private final StrategyChooser chooser = new StrategyChooser(Strategies.load());

    @Test
    void auto_takes_every_core_for_a_long_job() {
        Decision decision = decide("auto", null, 1_000_000, FOUR);

        assertThat(decision.chosen().id()).isEqualTo("cpu_batch");
        assertThat(decision.workers()).isEqualTo(4);
        assertThat(decision.prediction().seconds()).isCloseTo(1e6 * 1e6 / 15e9 / 4, within(2.0));
    }

    @Test
    void a_cluster_that_is_wider_wins_and_one_that_is_not_does_not() {
        assertThat(decide("auto", null, 1_000_000, new Resources(4, 40, 0, GIB, true))
                        .chosen()
                        .id())
                .isEqualTo("cluster");
        assertThat(decide("auto", null, 1_000_000, new Resources(4, 4, 0, GIB, true))
                        .chosen()
                        .id())
                .isEqualTo("cpu_batch");
    }

    @Test
    void a_device_that_is_not_there_is_fallen_back_from_with_its_reason() {
        Decision decision = decide("gpu_batch", null, 1000, FOUR);

        assertThat(decision.chosen().id()).isEqualTo("cpu_batch");
        assertThat(decision.fallbacks())
                .containsExactly(new Fallback("gpu_batch", "cpu_batch", "no GPU worker is registered"));
    }

    @ParameterizedTest
    @CsvSource({
        "thresholds, 3, 0, sequential", "thresholds, 4, 0, threading", "thresholds, 15, 0, threading",
        "thresholds, 16, 0, cpu_batch", "thresholds, 32, 0, cpu_batch", "thresholds, 32, 1, gpu_batch",
        "thresholds, 31, 1, cpu_batch", "adaptive, 7, 1, sequential", "adaptive, 8, 1, threading",
        "adaptive, 31, 1, threading", "adaptive, 32, 1, gpu_batch", "adaptive, 32, 0, cpu_batch"
    })
    void rules_of_thumb(String rule, long samples, int devices, String expected) {
        assertThat(decide("auto", rule, samples, new Resources(16, 16, devices, GIB, false))
                        .chosen()
                        .id())
                .isEqualTo(expected);
    }

    @Test
    void the_rule_of_thresholds_uses_at_most_eight_workers() {
        assertThat(decide("auto", "thresholds", 100_000_000, Resources.local(64, 64 * GIB))
                        .workers())
                .isEqualTo(8);
    }

    @Test
    void what_memory_does_not_hold_is_refused_with_the_figure() {
        assertThatThrownBy(() -> decide("cpu_batch", null, 1000, Resources.local(4, 1 << 20)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("needs")
                .hasMessageContaining("may use 1.0 MiB");
        assertThatThrownBy(() -> decide("auto", null, 1000, Resources.local(4, 1 << 20)))
                .hasMessageContaining("needs");
    }

    @Test
    void workers_are_limited_by_the_request_and_by_the_chunks() {
        JobRequest two = request("cpu_batch", null).withWorkers(2);

        assertThat(chooser.decide(two, plan(1_000_000), FOUR, Calibration.NOMINAL)
                        .workers())
                .isEqualTo(2);
        assertThat(decide("cpu_batch", null, 10, FOUR).workers()).isEqualTo(1);
    }

    @Test
    void an_unknown_strategy_or_rule_is_named() {
        assertThatThrownBy(() -> decide("turbo", null, 1, FOUR)).hasMessageContaining("strategy = turbo");
        assertThatThrownBy(() -> decide("auto", "vibes", 1, FOUR)).hasMessageContaining("rule = vibes");
    }

    private Decision decide(String strategy, String rule, long samples, Resources resources) {
        return chooser.decide(request(strategy, rule), plan(samples), resources, Calibration.NOMINAL);
    }

    private static JobRequest request(String strategy, String rule) {
        return new JobRequest(
                "test.kind", null, null, 1L, strategy, rule, null, null, null, JsonNodeFactory.instance.objectNode());
    }

    private static JobPlan plan(long samples) {
        Cost cost = new Cost(
                Map.of(
                        Kernel.SCALAR, new Work(Resource.SCALAR_FLOPS, 32e6),
                        Kernel.BLOCKED, new Work(Resource.BLOCKED_FLOPS, 32e6),
                        Kernel.CUDA, new Work(Resource.NATIVE_FLOPS, 32e6)),
                0);
        return new JobPlan(samples, "samples", 32, 0, cost, new MemoryNeed(1 << 20, 1 << 20, 1024, 0), List.of());
    }
}
