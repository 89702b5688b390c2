package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.everycore.photonics.generator.Encoding;
import org.everycore.photonics.generator.GeneratorSpec;
import org.everycore.photonics.generator.Readout;
import org.everycore.photonics.generator.SampleReadout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kernel of the committed PTX, in an interpreter: the bits of the reference kernel. */
class DeviceBitsTest {
    private static final TrialDevice DEVICE = new TrialDevice("interpreter");
    private static final int SAMPLES = 9;

    /** Encodings and readouts, each with each of one to four modes by a list that covers their pairs. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, 6, coherent_state, x, 9",
        "1, 3, 1, 5, classical_neural, photon_distribution, 4",
        "1, 1, 2, 4, polar_displacement, density, 9",
        "1, 2, 1, 3, sparse_parameter, homodyne, 5",
        "2, 4, 2, 5, coherent_state, xp, 4",
        "2, 3, 2, 4, coherent_state, photon_number, 9",
        "2, 3, 1, 4, angle_encoding, density, 9",
        "2, 2, 2, 5, direct_displacement, photons, 2",
        "2, 4, 1, 3, classical_neural, p, 9",
        "2, 4, 1, 6, polar_displacement, homodyne, 9",
        "3, 6, 1, 4, coherent_state, photon_distribution, 9",
        "3, 2, 1, 3, polar_displacement, p, 1",
        "3, 3, 1, 3, angle_encoding, photon_number, 9",
        "3, 6, 2, 3, direct_displacement, density, 8",
        "3, 4, 1, 3, sparse_parameter, xp, 9",
        "4, 8, 1, 3, coherent_state, density, 9",
        "4, 3, 1, 3, direct_displacement, xp, 9",
        "4, 8, 1, 3, sparse_parameter, x, 9",
        "4, 5, 1, 3, polar_displacement, photon_distribution, 9"
    })
    void samplesHaveTheBitsOfTheReference(
            int modes, int latent, int layers, int cutoff, String encoding, String readout, int most) {
        GeneratorSpec spec = spec(modes, latent, layers, cutoff, encoding);
        SampleReadout read = SampleReadout.valueOf(readout.toUpperCase(java.util.Locale.ROOT));
        assertThat(DeviceBits.samples(DEVICE, spec, DeviceBits.reading(read, spec), SAMPLES, most))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, 5, coherent_state, xp, 9",
        "1, 2, 1, 4, classical_neural, x, 8",
        "2, 4, 2, 4, coherent_state, p, 200",
        "2, 2, 1, 4, direct_displacement, photon_number, 9",
        "2, 3, 1, 4, angle_encoding, xp, 9",
        "3, 6, 1, 3, polar_displacement, xp, 9",
        "3, 3, 1, 3, sparse_parameter, photon_number, 9",
        "3, 6, 2, 3, coherent_state, x, 9",
        "4, 4, 1, 3, coherent_state, xp, 9",
        "4, 8, 1, 3, classical_neural, p, 3"
    })
    void gradientsHaveTheBitsOfTheReference(
            int modes, int latent, int layers, int cutoff, String encoding, String readout, int samples) {
        GeneratorSpec spec = spec(modes, latent, layers, cutoff, encoding);
        Readout read = Readout.valueOf(readout.toUpperCase(java.util.Locale.ROOT));
        assertThat(DeviceBits.gradients(DEVICE, spec, read, samples, 64)).isEmpty();
    }

    static GeneratorSpec spec(int modes, int latent, int layers, int cutoff, String encoding) {
        return GeneratorSpec.of(
                modes, latent, layers, cutoff, Encoding.valueOf(encoding.toUpperCase(java.util.Locale.ROOT)));
    }
}
