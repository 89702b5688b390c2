package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleReadout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CUDA's calls as they are made to a card, against a stand-in driver on PoCL: sizes that an interpreter is too slow for. */
class StandInTest {
    private static GpuDevice device;

    @BeforeAll
    static void driver() {
        assumeTrue(StandIn.driver().isPresent(), "gcc and OpenCL are needed; see target/standin/gcc.log");
        device = StandIn.device();
    }

    @BeforeEach
    @AfterEach
    void allIsWell() {
        StandIn.set("STANDIN_FAIL_LAUNCH", null);
        StandIn.set("STANDIN_MEMORY", null);
    }

    @Test
    void itPassesTheSelfTest() {
        assertThat(device.name()).isEqualTo("stand-in (0)");
        assertThat(SelfTest.problem(device)).isEmpty();
    }

    /** W is two modes, cutoff 8, two layers; then what needs one launch with kets in shared memory, and what is too large for it. */
    @ParameterizedTest
    @CsvSource({
        "2, 4, 2, 8, coherent_state, xp, 2048, 700",
        "3, 6, 6, 12, coherent_state, xp, 24, 24",
        "3, 6, 1, 12, polar_displacement, photon_number, 17, 8",
        "4, 8, 1, 6, direct_displacement, photon_distribution, 9, 9",
        "1, 2, 2, 40, classical_neural, density, 33, 33",
        "2, 4, 2, 10, angle_encoding, homodyne, 20, 20",
        "3, 6, 1, 8, sparse_parameter, density, 9, 4"
    })
    void samples(int modes, int latent, int layers, int cutoff, String encoding, String readout, int count, int most) {
        GeneratorSpec spec = DeviceBitsTest.spec(modes, latent, layers, cutoff, encoding);
        SampleReadout read = SampleReadout.valueOf(readout.toUpperCase(Locale.ROOT));
        assertThat(DeviceBits.samples(device, spec, DeviceBits.reading(read, spec), count, most))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 4, 2, 8, coherent_state, xp, 700, 256",
        "2, 4, 2, 8, coherent_state, x, 40, 40",
        "3, 6, 6, 12, coherent_state, xp, 8, 8",
        "2, 4, 1, 8, classical_neural, photon_number, 30, 16"
    })
    void gradients(
            int modes, int latent, int layers, int cutoff, String encoding, String readout, int count, int most) {
        GeneratorSpec spec = DeviceBitsTest.spec(modes, latent, layers, cutoff, encoding);
        Readout read = Readout.valueOf(readout.toUpperCase(Locale.ROOT));
        assertThat(DeviceBits.gradients(device, spec, read, count, most)).isEmpty();
    }

    @Test
    void aLaunchThatFailsNamesTheCallAndTheReason() {
        StandIn.set("STANDIN_FAIL_LAUNCH", "1");
        GeneratorSpec spec = DeviceBitsTest.spec(2, 4, 1, 4, "coherent_state");
        assertThatThrownBy(() -> DeviceBits.samples(device, spec, DeviceBits.reading(SampleReadout.X, spec), 9, 9))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cuLaunchKernel answered 719 (unspecified launch failure)");
    }

    @Test
    void aFullCardIsTold() {
        StandIn.set("STANDIN_MEMORY", "10000");
        GeneratorSpec spec = DeviceBitsTest.spec(2, 4, 1, 4, "coherent_state");
        assertThat(device.memoryBytes()).isEqualTo(10_000);
        assertThatThrownBy(() -> DeviceBits.samples(device, spec, DeviceBits.reading(SampleReadout.X, spec), 9, 9))
                .isInstanceOf(DeviceMemoryException.class);
        assertThat(device.memoryBytes()).isEqualTo(10_000);
    }
}
