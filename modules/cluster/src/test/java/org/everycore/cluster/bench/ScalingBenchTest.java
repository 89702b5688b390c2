package org.everycore.cluster.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.KindRegistry;
import org.junit.jupiter.api.Test;

class ScalingBenchTest {
    private static final SpinKind SPIN = new SpinKind();

    @Test
    void loopsTogetherComputeEveryChunkOnce() throws IOException {
        BareLoops<?, ?> loops = BareLoops.of(SPIN, spins(101, 1000));
        assertThat(loops.plan().units()).isEqualTo(101);
        assertThat(loops.unitsPerSecond(1)).isPositive();
        assertThat(loops.chunksComputed()).isEqualTo(101);
        assertThat(loops.unitsPerSecond(3)).isPositive();
        assertThat(loops.chunksComputed()).isEqualTo(101);
    }

    @Test
    void eachVariantHasItsRowAndRatios() throws IOException {
        List<ScheduleRow> rows = ScalingBench.run(KindRegistry.of(List.of(SPIN)), spins(50, 100_000), 2, 1);
        assertThat(rows).extracting(ScheduleRow::name).containsExactly("bare_loop", "bare_loop", "job", "job");
        assertThat(rows).extracting(ScheduleRow::workers).containsExactly(1, 2, 1, 2);
        // One turn: the medians are that turn's own figures, so the ratios follow from the rates.
        assertThat(rows.get(3).peakRatio())
                .isCloseTo(rows.get(3).perSecond() / rows.get(1).perSecond(), within(1e-9));
        assertThat((double) rows.get(3).params().get("overOne"))
                .isCloseTo(rows.get(3).perSecond() / rows.get(2).perSecond(), within(1e-9));
    }

    @Test
    void theMedianIsTheMiddle() {
        assertThat(ScalingBench.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(ScalingBench.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
    }

    private static JobRequest spins(long chunks, long steps) {
        JsonNode spec = Json.mapper().createObjectNode().put("chunks", chunks).put("steps", steps);
        return JobRequest.of(SpinKind.NAME, 0, spec);
    }
}
