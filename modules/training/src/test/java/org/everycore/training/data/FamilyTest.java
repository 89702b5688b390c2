package org.everycore.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.everycore.photonics.readout.Grids;
import org.everycore.training.References;
import org.everycore.training.random.FastNormals;
import org.junit.jupiter.api.Test;

class FamilyTest {
    private static final double[] AXIS = Grids.linear(-3, 3, 40);
    private static final Map<String, List<String>> NAMES = Map.of(
            "gaussian", List.of("cx", "cy", "sigma"),
            "ring", List.of("cx", "cy", "R", "w"),
            "correlated", List.of("cx", "cy", "rho", "scale"),
            "four_gaussians", List.of("cx", "cy", "spread", "sigma"));

    private static List<Family> all() {
        return List.of(
                Shapes.GAUSSIAN,
                Shapes.RING,
                Shapes.CORRELATED,
                Shapes.FOUR_GAUSSIANS,
                new Vibronic(Molecule.FORMIC_ACID));
    }

    /** The recorded arrays are [y][x], ours [x][y]. */
    @Test
    void membersAreThoseOfTheRecordedProject() throws IOException {
        Map<String, double[]> arrays = References.arrays("reference/qnncv/families.npz");
        ObjectMapper mapper = new ObjectMapper();
        JsonNode params = mapper.readTree(
                References.path("reference/qnncv/families_params.json").toFile());
        for (Family family : all()) {
            String name = family.label();
            assertThat(transposed(family.density(family.canonical(), AXIS), 0))
                    .as(name)
                    .containsExactly(slice(arrays.get(name + "_canonical"), 0), Offset.offset(1e-9));
            for (int i = 0; i < 4; i++) {
                JsonNode member =
                        mapper.readTree(params.get(name).get("samples").get(i).asText());
                assertThat(transposed(family.density(parameters(name, member), AXIS), 0))
                        .as("%s %d", name, i)
                        .containsExactly(slice(arrays.get(name + "_samples"), i), Offset.offset(1e-9));
            }
        }
    }

    private static double[] parameters(String name, JsonNode member) {
        if (name.equals("vibronic")) {
            return new double[] {
                member.get("pair").get(0).asDouble(), member.get("pair").get(1).asDouble()
            };
        }
        return NAMES.get(name).stream()
                .mapToDouble(
                        key -> (member.has(key) ? member.get(key) : member.get(key.equals("R") ? "radius" : "width"))
                                .asDouble())
                .toArray();
    }

    @Test
    void drawnMembersLieInTheirRangesAndSumToOne() {
        FastNormals random = new FastNormals(3, 9);
        for (Family family : all()) {
            for (int i = 0; i < 50; i++) {
                double[] p = family.draw(random);
                double sum = 0;
                for (double v : family.density(p, AXIS)) {
                    assertThat(v).isNotNegative();
                    sum += v;
                }
                assertThat(sum).isCloseTo(1, Offset.offset(1e-12));
                assertThat(Math.abs(family.centre(p)[0])).isLessThan(2.5);
            }
        }
    }

    /** A member that is not symmetric in x and y: a swapped grid would be seen. */
    @Test
    void theFirstAxisIsX() {
        double[] p = Shapes.GAUSSIAN.density(new double[] {1, -0.5, 0.4}, AXIS);
        int peak = 0;
        for (int i = 0; i < p.length; i++) {
            peak = p[i] > p[peak] ? i : peak;
        }
        assertThat(AXIS[peak / 40]).isCloseTo(1, Offset.offset(0.1));
        assertThat(AXIS[peak % 40]).isCloseTo(-0.5, Offset.offset(0.1));
    }

    private static double[] transposed(double[] density, int from) {
        double[] to = new double[1600];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                to[j * 40 + i] = density[from + i * 40 + j];
            }
        }
        return to;
    }

    private static double[] slice(double[] values, int i) {
        return java.util.Arrays.copyOfRange(values, i * 1600, (i + 1) * 1600);
    }
}
