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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Against sums over all pairs of points, with a middle point and without, in whole blocks of densities and in parts. */
    @ParameterizedTest
    @CsvSource({"6, 2", "7, 3", "1, 1", "2, 9", "12, 8", "13, 11", "40, 10"})
    void potentialsAreThoseOfTheirDefinition(int side, int count) {
        double step = 0.7;
        int points = side * side;
        double[] densities = new double[count * points];
        for (int i = 0; i < densities.length; i++) {
            densities[i] = (i * 7919 % 101) / 101.0 / points;
        }
        double[] potentials = new double[densities.length];
        new EnergyDistance(side, step).potentials(densities, count, potentials);
        for (int i = 0; i < densities.length; i++) {
            int a = i % points;
            double sum = 0;
            for (int b = 0; b < points; b++) {
                sum += densities[i - a + b] * step * Math.hypot(a / side - b / side, a % side - b % side);
            }
            assertThat(potentials[i]).isCloseTo(sum, Offset.offset(2e-14 * side));
        }
    }

    /** By members one at a time, as their definition says. */
    @Test
    void distancesToMembersAreThoseOfTheirDefinition() {
        int side = 9;
        int points = side * side;
        double[][] members = new double[50][points];
        double[] densities = new double[35 * points];
        for (int i = 0; i < densities.length; i++) {
            densities[i] = (i * 7919 % 103) / 103.0 / points;
        }
        for (int m = 0; m < members.length; m++) {
            for (int p = 0; p < points; p++) {
                members[m][p] = ((m * 31 + p * 17) % 97) / 97.0 / points;
            }
        }
        EnergyDistance energy = new EnergyDistance(side, 0.5);
        double[] potentials = new double[densities.length];
        energy.potentials(densities, 35, potentials);
        double[] own = new double[35];
        java.util.Arrays.setAll(own, d -> EnergyDistance.dot(densities, d * points, potentials, d * points, points));
        Members all = new Members(members, energy);
        double[] distances = new double[35 * 50];
        all.distances(densities, 35, own, distances);
        for (int d = 0; d < 35; d++) {
            for (int m = 0; m < 50; m++) {
                double cross = EnergyDistance.dot(members[m], 0, potentials, d * points, points);
                double self = EnergyDistance.dot(members[m], 0, all.potential(m), 0, points);
                assertThat(distances[d * 50 + m]).isCloseTo(2 * cross - own[d] - self, Offset.offset(1e-13));
                assertThat(all.distance(densities, d * points, own[d], m))
                        .isCloseTo(distances[d * 50 + m], Offset.offset(1e-14));
            }
        }
    }

    @Test
    void aDensityIsAtNoDistanceFromItself() {
        int side = 6;
        double step = 0.7;
        double[] axis = Grids.linear(0, step * (side - 1), side);
        double[] p = Densities.of(axis, (x, y) -> 1 + x + 3 * y * y);
        double[] q = Densities.of(axis, (x, y) -> Math.exp(-x) + y);
        FamilyMetrics metrics = new FamilyMetrics(new double[][] {p}, q, side, step);
        Score score = metrics.score(p, 1);
        assertThat(score.nearestEd()).isCloseTo(0, Offset.offset(1e-14));
        assertThat(score.nearestW1()).isZero();
        assertThat(score.hit()).isEqualTo(1);
        assertThat(score.canonicalEd()).isPositive();
    }
}
