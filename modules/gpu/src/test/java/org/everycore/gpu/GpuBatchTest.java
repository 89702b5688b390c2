package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Json;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Fallback;
import org.everycore.photonics.jobs.GradientKind;
import org.everycore.photonics.jobs.SampleKind;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuBatchTest {
    private static final int SAMPLES = 1500;

    @BeforeEach
    void resetDevices() {
        TrialDevices.FIRST.reset();
        TrialDevices.SECOND.reset();
    }

    @Test
    void devicesGiveTheBytesOfTheCores() {
        JobReport devices = run("gpu_batch", 2, null);

        assertThat(devices.sha256()).isEqualTo(run("cpu_batch", 2, null).sha256());
        assertThat(devices.strategy()).isEqualTo("gpu_batch");
        assertThat(devices.kernel()).isEqualTo(Kernel.CUDA);
        assertThat(devices.family()).isEqualTo("fma2");
        assertThat(devices.fallbacks()).isEmpty();
        assertThat(TrialDevices.FIRST.launches.get() + TrialDevices.SECOND.launches.get())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "2, angle_encoding, 24",
        "1, coherent_state, 300",
        "2, coherent_state, 3000",
        "3, direct_displacement, 17"
    })
    void gradientsToo(int modes, String encoding, int samples) {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putObject("generator").put("modes", modes).put("cutoff", 3).put("encoding", encoding);
        spec.put("samples", samples);
        JobReport devices = run("photonics.gradient", "gpu_batch", 2, null, spec);

        assertThat(devices.strategy()).isEqualTo("gpu_batch");
        assertThat(devices.sha256())
                .isEqualTo(run("photonics.gradient", "cpu_batch", 2, null, spec).sha256());
    }

    @Test
    void littleMemoryMakesSubBatchesAndChangesNoBit() {
        JobReport whole = run("gpu_batch", 2, null);
        assertThat(TrialDevices.FIRST.largest.get()).isGreaterThan(10);
        resetDevices();
        TrialDevices.FIRST.memory.set(40_000);
        TrialDevices.SECOND.memory.set(40_000);

        JobReport cut = run("gpu_batch", 2, null);

        assertThat(cut.fallbacks()).isEmpty();
        assertThat(Math.max(TrialDevices.FIRST.largest.get(), TrialDevices.SECOND.largest.get()))
                .isBetween(2, 100);
        assertThat(cut.sha256()).isEqualTo(whole.sha256());
    }

    @Test
    void theRuleOfThresholdsGivesDevicesThirtyTwoSamples() {
        JobReport report = run("auto", 1, "thresholds");

        assertThat(report.strategy()).isEqualTo("gpu_batch");
        assertThat(TrialDevices.FIRST.largest.get()).isEqualTo(32);
    }

    @Test
    void withoutADeviceTheCoresTakeOver() {
        JobReport report = run("gpu_batch", 0, null);

        expectCores(report, "no GPU worker is registered");
    }

    @Test
    void whenADeviceFailsInTheMiddleTheCoresGoOn() {
        TrialDevices.FIRST.memory.set(500_000);
        TrialDevices.FIRST.failFrom.set(12);

        JobReport report = run("gpu_batch", 1, null);

        expectCores(report, "trial device 0 failed: the bus fell silent");
        assertThat(report.sha256()).isEqualTo(run("cpu_batch", 1, null).sha256());
    }

    @Test
    void anotherDeviceTakesTheChunksOfOneThatFails() {
        JobReport sound = run("gpu_batch", 2, null);
        resetDevices();
        TrialDevices.FIRST.failFrom.set(1);

        JobReport report = run("gpu_batch", 2, null);

        assertThat(report.strategy()).isEqualTo("gpu_batch");
        assertThat(report.sha256()).isEqualTo(sound.sha256());
    }

    @Test
    void whenADeviceHoldsNoSampleTheCoresTakeOver() {
        TrialDevices.FIRST.memory.set(1_500);

        JobReport report = run("gpu_batch", 1, null);

        expectCores(report, "trial device 0 has too little memory for one sample");
    }

    private static void expectCores(JobReport report, String reason) {
        assertThat(report.strategy()).isEqualTo("cpu_batch");
        assertThat(report.family()).isEqualTo("fma2");
        assertThat(report.fallbacks()).hasSize(1);
        Fallback step = report.fallbacks().get(0);
        assertThat(step.from()).isEqualTo("gpu_batch");
        assertThat(step.to()).isEqualTo("cpu_batch");
        assertThat(step.reason()).contains(reason);
    }

    private static JobReport run(String strategy, int devices, String rule) {
        ObjectNode spec = Json.mapper().createObjectNode();
        spec.putObject("generator")
                .put("modes", 2)
                .put("latentDim", 4)
                .put("cutoff", 3)
                .put("encoding", "coherent_state");
        return run("photonics.sample", strategy, devices, rule, spec.put("samples", SAMPLES));
    }

    private static JobReport run(String kind, String strategy, int devices, String rule, JsonNode spec) {
        JobRequest request = new JobRequest(kind, null, null, 7L, strategy, rule, null, null, null, spec);
        LocalRuntimeConfig config = LocalRuntimeConfig.of(
                        KindRegistry.of(List.of(new SampleKind(), new GradientKind())))
                .withWorkers(1)
                .withDevices(devices);
        try (LocalRuntime runtime = LocalRuntime.start(config)) {
            JobReport report = runtime.submit(request, ResultTarget.NOWHERE)
                    .outcome()
                    .toCompletableFuture()
                    .join()
                    .report();
            assertThat(report.state()).as(report.error()).isEqualTo(JobState.SUCCEEDED);
            return report;
        }
    }
}
