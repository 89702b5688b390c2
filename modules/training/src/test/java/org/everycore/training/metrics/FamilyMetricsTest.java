package org.everycore.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.everycore.photonics.readout.Grids;
import org.everycore.training.References;
import org.everycore.training.data.Densities;
import org.junit.jupiter.api.Test;

class FamilyMetricsTest {
    private static final double[] AXIS = Grids.linear(-3, 3, 40);

    @Test
    void areThoseOfTheRecordedProject() throws IOException {
        JsonNode blobs = new ObjectMapper()
                .readTree(References.path("reference/qnncv/inputs/metrics_blobs.json")
                        .toFile());
        Map<String, double[]> expected = References.arrays("reference/qnncv/metrics.npz");
        double[][] validation = new double[blobs.get("val").size()][];
        for (int i = 0; i < validation.length; i++) {
            validation[i] = blob(blobs.get("val").get(i));
        }
        int count = blobs.get("generated").size();
        double[] generated = new double[count * 1600];
        for (int i = 0; i < count; i++) {
            System.arraycopy(blob(blobs.get("generated").get(i)), 0, generated, i * 1600, 1600);
        }
        Score score = new FamilyMetrics(validation, blob(blobs.get("canonical")), 40, 6.0 / 39).score(generated, count);
        assertThat(score.canonicalW1()).isCloseTo(expected.get("validate_canonical_w1")[0], Offset.offset(1e-6));
        assertThat(score.nearestW1()).isCloseTo(expected.get("validate_nearest_w1")[0], Offset.offset(1e-6));
        assertThat(score.diversity()).isCloseTo(expected.get("validate_diversity")[0], Offset.offset(1e-6));
        assertThat(score.canonicalEd()).isCloseTo(expected.get("validate_canonical_ed")[0], Offset.offset(1e-6));
        assertThat(score.nearestEd()).isCloseTo(expected.get("validate_nearest_ed")[0], Offset.offset(1e-6));
    }

    private static double[] blob(JsonNode at) {
        double cx = at.get(0).asDouble();
        double cy = at.get(1).asDouble();
        double sx = at.get(2).asDouble();
        double sy = at.get(3).asDouble();
        return Densities.of(AXIS, (x, y) -> Math.exp(-sq(x - cx) / (2 * sx * sx) - sq(y - cy) / (2 * sy * sy)));
    }

    private static double sq(double v) {
        return v * v;
    }

    /** Against sums over all pairs of points. */
    @Test
    void theEnergyDistanceIsThatOfItsDefinition() {
        int side = 6;
        double step = 0.7;
        double[] axis = Grids.linear(0, step * (side - 1), side);
        double[] p = Densities.of(axis, (x, y) -> 1 + x + 3 * y * y);
        double[] q = Densities.of(axis, (x, y) -> Math.exp(-x) + y);
        double[] both = new double[2 * side * side];
        System.arraycopy(p, 0, both, 0, p.length);
        System.arraycopy(q, 0, both, p.length, p.length);
        double[] potentials = new double[both.length];
        new EnergyDistance(side, step).potentials(both, 2, potentials);
        for (int i = 0; i < both.length; i++) {
            int a = i % (side * side);
            double sum = 0;
            for (int b = 0; b < side * side; b++) {
                sum += both[i - a + b] * step * Math.hypot(a / side - b / side, a % side - b % side);
            }
            assertThat(potentials[i]).isCloseTo(sum, Offset.offset(1e-13));
        }
        FamilyMetrics metrics = new FamilyMetrics(new double[][] {p}, q, side, step);
        Score score = metrics.score(p, 1);
        assertThat(score.nearestEd()).isCloseTo(0, Offset.offset(1e-14));
        assertThat(score.nearestW1()).isZero();
        assertThat(score.hit()).isEqualTo(1);
        assertThat(score.canonicalEd()).isPositive();
    }
}
