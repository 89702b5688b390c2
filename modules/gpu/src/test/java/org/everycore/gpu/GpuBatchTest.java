package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.jobs.JobRequest;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.KindRegistry;
import org.everycore.jobs.report.JobReport;
import org.everycore.jobs.report.JobState;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.jobs.strategy.Fallback;
import org.everycore.photonics.jobs.SampleKind;
import org.everycore.runtime.LocalRuntime;
import org.everycore.runtime.LocalRuntimeConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuBatchTest {
    private static final int SAMPLES = 5000;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetDevices() {
        TrialDevices.FIRST.reset();
        TrialDevices.SECOND.reset();
    }

    @Test
    void devicesAgreeWithTheCoresAndKeepTheirOwnFamily() throws IOException {
        double[] cores = samples("cpu_batch", 2, null);
        double[] devices = samples("gpu_batch", 2, null);

        assertThat(devices).hasSameSizeAs(cores);
        for (int i = 0; i < cores.length; i++) {
            assertThat(Math.abs(devices[i] - cores[i])).isLessThanOrEqualTo(1e-12 * Math.max(1, Math.abs(cores[i])));
        }
        assertThat(devices).isNotEqualTo(cores);
        JobReport report = run("gpu_batch", 2, null);
        assertThat(report.strategy()).isEqualTo("gpu_batch");
        assertThat(report.kernel()).isEqualTo(Kernel.CUDA);
        assertThat(report.family()).isEqualTo("cuda");
        assertThat(report.fallbacks()).isEmpty();
        assertThat(TrialDevices.FIRST.calls.get() + TrialDevices.SECOND.calls.get())
                .isPositive();
    }

    @Test
    void littleMemoryMakesSubBatchesAndChangesNoBit() {
        JobReport whole = run("gpu_batch", 2, null);
        assertThat(TrialDevices.FIRST.largest.get()).isGreaterThan(10);
        resetDevices();
        TrialDevices.FIRST.memory.set(12_500);
        TrialDevices.SECOND.memory.set(12_500);

        JobReport cut = run("gpu_batch", 2, null);

        assertThat(Math.max(TrialDevices.FIRST.largest.get(), TrialDevices.SECOND.largest.get()))
                .isEqualTo(10);
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
    void aDeviceThatFailsInTheMiddleMakesTheJobBeginAnewOnTheCores() {
        TrialDevices.FIRST.failFrom.set(3);

        JobReport report = run("gpu_batch", 1, null);

        expectCores(report, "trial device 0 failed: the bus fell silent");
        // Two sub-batches were done; none of their bits is left.
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
    void aDeviceThatHoldsNoSampleMakesTheJobBeginAnewOnTheCores() {
        TrialDevices.FIRST.memory.set(2_200);

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
        return run(strategy, devices, rule, ResultTarget.NOWHERE);
    }

    private double[] samples(String strategy, int devices, String rule) throws IOException {
        Path file = folder.resolve(strategy + ".npy");
        run(strategy, devices, rule, ResultTarget.to(file));
        byte[] bytes = Files.readAllBytes(file);
        int header = 10 + (bytes[8] & 0xFF) + ((bytes[9] & 0xFF) << 8);
        double[] values = new double[(bytes.length - header) / Double.BYTES];
        ByteBuffer.wrap(bytes, header, bytes.length - header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        assertThat(values).hasSize(SAMPLES * 2);
        return values;
    }

    private static JobReport run(String strategy, int devices, String rule, ResultTarget target) {
        JsonNode spec = SubBatchTest.spec().put("samples", SAMPLES);
        JobRequest request = new JobRequest("photonics.sample", null, null, 7L, strategy, rule, null, null, null, spec);
        LocalRuntimeConfig config = LocalRuntimeConfig.of(KindRegistry.of(List.of(new SampleKind())))
                .withWorkers(1)
                .withDevices(devices);
        try (LocalRuntime runtime = LocalRuntime.start(config)) {
            JobReport report = runtime.submit(request, target)
                    .outcome()
                    .toCompletableFuture()
                    .join()
                    .report();
            assertThat(report.state()).as(report.error()).isEqualTo(JobState.SUCCEEDED);
            return report;
        }
    }
}
