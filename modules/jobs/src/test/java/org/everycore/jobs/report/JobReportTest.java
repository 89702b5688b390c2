package org.everycore.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.everycore.jobs.JobId;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.strategy.Fallback;
import org.junit.jupiter.api.Test;

class JobReportTest {
    @Test
    void stands_in_json_as_outside_programs_expect_it() {
        JsonNode json = Json.mapper().valueToTree(report("cpu_batch", JobState.SUCCEEDED, 1000, 2));

        assertThat(json.get("job").asText()).isEqualTo("j1");
        assertThat(json.get("kind").asText()).isEqualTo("photonics.sample");
        assertThat(json.get("state").asText()).isEqualTo("succeeded");
        assertThat(json.get("strategy").asText()).isEqualTo("cpu_batch");
        assertThat(json.at("/fallbacks/0/reason").asText()).isEqualTo("no GPU worker is registered");
        assertThat(json.get("samples").asLong()).isEqualTo(1000);
        assertThat(json.get("perSecond").asDouble()).isEqualTo(500);
        assertThat(json.get("kernel").asText()).isEqualTo("blocked");
        assertThat(json.get("truncationLoss").asDouble()).isEqualTo(1e-6);
        assertThat(json.has("error")).isFalse();
        assertThat(json.has("facts")).isFalse();
    }

    @Test
    void totals_count_strategies_and_average_over_all_time() {
        ReportTotals totals = ReportTotals.NONE
                .plus(report("cpu_batch", JobState.SUCCEEDED, 1000, 2))
                .plus(report("threading", JobState.SUCCEEDED, 5000, 1))
                .plus(report("cpu_batch", JobState.FAILED, 7, 1));

        assertThat(totals.jobs()).isEqualTo(3);
        assertThat(totals.failed()).isEqualTo(1);
        assertThat(totals.strategies()).containsEntry("cpu_batch", 2L).containsEntry("threading", 1L);
        assertThat(totals.kinds().get("photonics.sample").averageRate()).isEqualTo(2000);
    }

    @Property
    void a_terminal_state_is_never_left(@ForAll JobState from, @ForAll JobState to) {
        assertThat(from.terminal() && from.mayBecome(to)).isFalse();
    }

    private static JobReport report(String strategy, JobState state, long samples, double seconds) {
        return new JobReport(
                new JobId("j1"),
                "photonics.sample",
                "demo",
                state,
                strategy,
                "gpu_batch",
                List.of(new Fallback("gpu_batch", "cpu_batch", "no GPU worker is registered")),
                Kernel.BLOCKED,
                "fma64",
                samples,
                "samples",
                seconds,
                samples / seconds,
                2,
                0.97,
                List.of(0.96, 0.98),
                10,
                0,
                1.9,
                1L << 20,
                "00",
                16L,
                null,
                Map.of("truncationLoss", DoubleNode.valueOf(1e-6)),
                null);
    }
}
