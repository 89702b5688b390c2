package org.everycore.photonics.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.Kernel;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.result.JobResult;
import org.everycore.photonics.generator.WeightFile;
import org.everycore.photonics.generator.Weights;
import org.everycore.photonics.support.Npz;
import org.everycore.photonics.support.ReferenceData;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readouts of {@code photonics.sample} that are no expectation values. */
final class SampleReadoutsTest {
    private static final SampleKind KIND = new SampleKind();

    private static String json(String encoding, int samples, String readout) {
        return "{\"generator\": {\"modes\": 2, \"latentDim\": 4, \"layers\": 1, \"cutoff\": 5, \"encoding\": \""
                + encoding + "\"}, \"samples\": " + samples + ", \"readout\": " + readout + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"homodyne\" | 2 | x0,x1",
                "\"homodyne\", \"angles\": [0.3, 1.5707963267948966], \"readModes\": [1, 0] | 2 | q1,p0",
                "\"photons\" | 2 | n0,n1",
                "\"photon_distribution\", \"readModes\": [1] | 5 | prob_0,prob_1,prob_2,prob_3,prob_4",
                "\"density\", \"grid\": {\"points\": 2, \"units\": \"hermite\"} | 4 |"
                        + " density_0_0,density_0_1,density_1_0,density_1_1",
                "\"density\", \"readModes\": [0], \"grid\": {\"points\": 3, \"from\": -1, \"to\": 1} | 3 |"
                        + " density_0,density_1,density_2",
            })
    void anyChunksAndKernelsGiveTheSameBytes(String readout, int columns, String names, @TempDir Path folder)
            throws Exception {
        for (String encoding : new String[] {"coherent_state", "classical_neural"}) {
            String spec = json(encoding, 1100, readout);
            Path file = folder.resolve("all.npy");
            JobResult whole = LocalJob.run(KIND, spec, 7, Kernel.BLOCKED, 3, Optional.of(file));
            JobResult cut = LocalJob.run(KIND, spec, 7, Kernel.BLOCKED, 1, Optional.empty());
            JobResult scalar = LocalJob.run(KIND, spec, 7, Kernel.SCALAR, 2, Optional.empty());
            assertThat(cut.sha256()).isEqualTo(whole.sha256());
            assertThat(scalar.sha256()).isEqualTo(whole.sha256());
            NpyArray all = NpyFile.read(file, 1 << 18);
            assertThat(all.getShape()).containsExactly(1100, columns);
            Path csv = folder.resolve("few.csv");
            LocalJob.run(KIND, json(encoding, 30, readout), 7, Kernel.BLOCKED, 1, Optional.of(csv));
            assertThat(Files.readAllLines(csv).get(0)).isEqualTo(names);
            String[] last = Files.readAllLines(csv).get(30).split(",", -1);
            for (int c = 0; c < columns; c++) {
                assertThat(Double.parseDouble(last[c])).isEqualTo(all.asDoubleArray()[29 * columns + c]);
            }
        }
    }

    @Test
    void outcomesOfTheSameStateDifferBySampleAndBySeed(@TempDir Path folder) throws Exception {
        Path z = folder.resolve("z.npy");
        int count = 4000;
        double[] latent = new double[2 * count];
        for (int i = 0; i < count; i++) {
            latent[2 * i] = 2;
            latent[2 * i + 1] = -1;
        }
        NpyFile.write(z, latent, new int[] {count, 2});
        Path weights = folder.resolve("zero.npz");
        // One mode, one layer, all weights 0: a coherent state with <x> = 0.6 z0 and <p> = 0.6 z1.
        WeightFile.save(weights, new Weights(new double[7], new double[0]));
        Path out = folder.resolve("out.npy");
        String spec = "{\"generator\": {\"modes\": 1, \"cutoff\": 20, \"weights\": \"" + weights
                + "\"}, \"readout\": \"homodyne\", \"angles\": [1.5707963267948966], \"z\": \"" + z + "\"}";
        LocalJob.run(KIND, spec, 3, Kernel.BLOCKED, 1, Optional.of(out));
        double[] p = NpyFile.read(out, 1 << 18).asDoubleArray();
        double mean = Arrays.stream(p).average().orElseThrow();
        double variance =
                Arrays.stream(p).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        assertThat(mean).isCloseTo(-0.6, within(0.06));
        assertThat(variance).isCloseTo(1, within(0.1));
        LocalJob.run(KIND, spec, 4, Kernel.BLOCKED, 1, Optional.of(out));
        assertThat(NpyFile.read(out, 1 << 18).asDoubleArray()[0]).isNotEqualTo(p[0]);
    }

    /** The whole way from z and weights in files to the recorded densities, float32. */
    @Test
    void recordedDensitiesComeOutOfTheJob(@TempDir Path folder) throws Exception {
        Map<String, double[]> recorded = Npz.read(ReferenceData.path("qnncv/circuit_forward.npz"));
        for (int modes = 2; modes <= 3; modes++) {
            double[] z = recorded.get("z_m" + modes).clone();
            for (int i = 0; i < z.length; i += 2) {
                z[i] /= 0.3; // the recorded circuits were made with a latent scale of 1
            }
            int rows = z.length / (2 * modes);
            Path latent = folder.resolve("z.npy");
            NpyFile.write(latent, z, new int[] {rows, 2 * modes});
            Path weights = folder.resolve("w" + modes + ".npz");
            WeightFile.save(weights, new Weights(recorded.get("weights_m" + modes), new double[0]));
            Path out = folder.resolve("d.npy");
            String spec = "{\"generator\": {\"modes\": " + modes
                    + ", \"layers\": 2, \"cutoff\": 6, \"encoding\": \"polar_displacement\", \"weights\": \"" + weights
                    + "\"}, \"readout\": \"density\", \"grid\": {\"units\": \"hermite\"}, \"z\": \"" + latent + "\"}";
            LocalJob.run(KIND, spec, 1, Kernel.BLOCKED, 1, Optional.of(out));
            NpyArray made = NpyFile.read(out, 1 << 18);
            assertThat(made.getShape()).containsExactly(rows, 1600);
            double[] wanted = recorded.get("prob_seq_m" + modes);
            double most = Arrays.stream(wanted).max().orElseThrow();
            double[] values = made.asDoubleArray();
            for (int i = 0; i < 4 * 1600; i++) {
                assertThat(values[i]).isCloseTo(wanted[i], within(1e-5 * most));
            }
        }
    }

    @Test
    void aStateThatTruncationLostGivesNoSample(@TempDir Path folder) throws Exception {
        Path z = folder.resolve("z.npy");
        NpyFile.write(z, new double[] {0, 0, 0, 0, 400, 0, 0, 0}, new int[] {2, 4});
        for (String readout : new String[] {"\"x\"", "\"homodyne\"", "\"density\""}) {
            String spec = json("coherent_state", 2, readout).replace("\"samples\": 2", "\"z\": \"" + z + "\"");
            assertThatThrownBy(() -> LocalJob.run(KIND, spec, 1, Kernel.BLOCKED, 1, Optional.empty()))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("generator.cutoff = 5")
                    .hasMessageContaining("nothing of the state of sample 1 ")
                    .hasMessageContaining("use a higher cutoff");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"homodyne\", \"angles\": [1, 2, 3] | angles",
                "\"homodyne\", \"angles\": [] | angles",
                "\"homodyne\", \"angles\": [null] | angles[0]",
                "\"homodyne\", \"angles\": [1e300] | angles[0]",
                "\"homodyne\", \"readModes\": [] | readModes",
                "\"photons\", \"readModes\": [0, 2] | readModes[1]: must be 0 to 1",
                "\"photons\", \"readModes\": [1, 1] | named twice",
                "\"photons\", \"angles\": [0] | belongs to the homodyne readout",
                "\"x\", \"readModes\": [0] | belongs to homodyne",
                "\"xp\", \"grid\": {} | belongs to the density readout",
                "\"density\", \"grid\": {\"points\": 1} | points",
                "\"density\", \"grid\": {\"from\": 3, \"to\": -3} | grid.to",
                "\"density\", \"grid\": {\"from\": NaN} | spec",
                "\"density\", \"grid\": {\"units\": \"metres\"} | units",
                "\"fock\" | readout",
            })
    void refusesWhatDoesNotFit(String readout, String named) {
        assertThatThrownBy(() -> LocalJob.spec(KIND, json("coherent_state", 10, readout)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesADistributionOverTooManyNumbers() {
        String spec =
                "{\"generator\": {\"modes\": 5, \"cutoff\": 20}, \"samples\": 1, \"readout\": \"photon_distribution\"}";
        assertThatThrownBy(() -> LocalJob.spec(KIND, spec))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("3200000 numbers")
                .hasMessageContaining("readModes");
    }
}
