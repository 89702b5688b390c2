package org.everycore.training.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.everycore.jobs.SpecException;

/**
 * A molecule's vibrations before and after an electronic transition. Arrays are owned by the record.
 *
 * @param frequencies of the initial state, cm⁻¹
 * @param excited of the final state, cm⁻¹
 * @param duschinsky how the normal modes mix, row by row
 * @param displacement dimensionless
 * @param temperature kelvin; 0 when absent
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record Molecule(
        double[] frequencies, double[] excited, double[][] duschinsky, double[] displacement, Double temperature) {
    /** ħc/k in cm K. */
    private static final double SECOND_RADIATION = 1.438776877;

    /**
     * Formic acid, 1¹A' to 1²A': the numbers that Huh et al. (2015) take, as the example data of Strawberry Fields' vibronic
     * module give them.
     */
    public static final Molecule FORMIC_ACID = new Molecule(
            new double[] {3765.2386, 3088.1826, 1825.1799, 1416.9512, 1326.4684, 1137.0490, 629.7144},
            new double[] {3629.9472, 3064.9143, 1566.4602, 1399.6554, 1215.3421, 1190.9077, 496.2845},
            new double[][] {
                {0.9934, 0.0144, 0.0153, 0.0268, 0.0638, 0.0751, -0.0428},
                {-0.0149, 0.9931, 0.0742, 0.0769, -0.0361, -0.0025, 0.0173},
                {-0.0119, -0.0916, 0.8423, 0.1799, -0.3857, 0.3074, 0.0801},
                {0.0381, 0.0409, -0.3403, -0.5231, -0.6679, 0.3848, 0.1142},
                {-0.0413, -0.0342, -0.4004, 0.7636, -0.1036, 0.4838, 0.0941},
                {0.0908, -0.0418, -0.0907, 0.3151, -0.5900, -0.7193, 0.1304},
                {-0.0325, 0.0050, -0.0206, 0.0694, -0.2018, 0.0173, -0.9759}
            },
            new double[] {0.2254, 0.1469, 1.5599, -0.3784, 0.4553, -0.3439, 0.0618},
            null);

    @JsonCreator
    public Molecule(
            @JsonProperty(value = "frequencies", required = true) double[] frequencies,
            @JsonProperty(value = "excited", required = true) double[] excited,
            @JsonProperty(value = "duschinsky", required = true) double[][] duschinsky,
            @JsonProperty(value = "displacement", required = true) double[] displacement,
            @JsonProperty("temperature") Double temperature) {
        this.frequencies = frequencies;
        this.excited = excited;
        this.duschinsky = duschinsky;
        this.displacement = displacement;
        this.temperature = temperature == null ? 0.0 : temperature;
        int n = frequencies == null ? 0 : frequencies.length;
        require(n >= 2 && n <= 200, "frequencies", n, "must be 2 to 200 numbers");
        require(excited != null && excited.length == n, "excited", "", "must be " + n + " numbers");
        require(displacement != null && displacement.length == n, "displacement", "", "must be " + n + " numbers");
        require(duschinsky != null && duschinsky.length == n, "duschinsky", "", "must be " + n + " rows");
        for (int i = 0; i < n; i++) {
            require(
                    frequencies[i] > 0 && frequencies[i] < 1e6,
                    "frequencies[" + i + "]",
                    frequencies[i],
                    "cm⁻¹, above 0");
            require(excited[i] > 0 && excited[i] < 1e6, "excited[" + i + "]", excited[i], "cm⁻¹, above 0");
            require(Math.abs(displacement[i]) < 1e3, "displacement[" + i + "]", displacement[i], "must be finite");
            require(
                    duschinsky[i] != null && duschinsky[i].length == n,
                    "duschinsky[" + i + "]",
                    "",
                    "must be " + n + " numbers");
            for (int j = 0; j < n; j++) {
                require(
                        Math.abs(duschinsky[i][j]) <= 1.01,
                        "duschinsky[" + i + "][" + j + "]",
                        duschinsky[i][j],
                        "must be -1 to 1");
            }
        }
        require(this.temperature >= 0 && this.temperature <= 1e5, "temperature", temperature, "must be 0 to 100000 K");
    }

    private static void require(boolean holds, String field, Object value, String reason) {
        if (!holds) {
            throw new SpecException("molecule." + field, value, reason);
        }
    }

    public int modes() {
        return frequencies.length;
    }

    /** J⁻ᵀ diag(coth(ħω/2kT)) J⁻¹. */
    double[][] covariance() {
        int n = modes();
        double[][] j = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                j[a][b] = Math.sqrt(excited[a]) * duschinsky[a][b] / Math.sqrt(frequencies[b]);
            }
        }
        double[][] inverse = inverse(j);
        double[][] covariance = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int k = 0; k < n; k++) {
                    covariance[a][b] += inverse[k][a] * thermal(k) * inverse[k][b];
                }
            }
        }
        return covariance;
    }

    private double thermal(int mode) {
        return temperature == 0 ? 1 : 1 / StrictMath.tanh(SECOND_RADIATION * frequencies[mode] / (2 * temperature));
    }

    /** Gauss-Jordan with row pivots. */
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, n);
            a[i][n + i] = 1;
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
            }
            double[] swap = a[c];
            a[c] = a[pivot];
            a[pivot] = swap;
            double lead = a[c][c];
            require(Math.abs(lead) > 1e-9, "duschinsky", "", "is not invertible");
            for (int k = 0; k < 2 * n; k++) {
                a[c][k] /= lead;
            }
            for (int r = 0; r < n; r++) {
                double factor = a[r][c];
                for (int k = 0; k < 2 * n && r != c; k++) {
                    a[r][k] -= factor * a[c][k];
                }
            }
        }
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            inverse[i] = java.util.Arrays.copyOfRange(a[i], n, 2 * n);
        }
        return inverse;
    }
}
