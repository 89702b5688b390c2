package org.everycore.photonics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.everycore.photonics.ReferenceCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kets, moments and gradients that Strawberry Fields recorded: 1e-10 on kets, 1e-8 relative on gradients. */
final class ReferenceKetTest {
    private static final double KET = 1e-10;

    static List<ReferenceCase> circuits() {
        List<ReferenceCase> all = ReferenceCase.all(false);
        assertThat(all).hasSize(60);
        return all;
    }

    static List<ReferenceCase> gradients() {
        List<ReferenceCase> all = ReferenceCase.all(true);
        assertThat(all).hasSize(5);
        return all;
    }

    @ParameterizedTest
    @MethodSource({"circuits", "gradients"})
    void ketAndMomentsAgree(ReferenceCase reference) {
        FockKet ket = PureSimulator.run(reference.circuit());
        close(ket.re(), reference.numbers("ket_re"), KET);
        close(ket.im(), reference.numbers("ket_im"), KET);
        assertThat(ket.norm()).isCloseTo(reference.answers().get("norm").asDouble(), within(KET));
        if (reference.answers().has("fock_prob_joint")) {
            close(ket.probabilities(), reference.numbers("fock_prob_joint"), KET);
        }
        for (int mode = 0; mode < ket.modes(); mode++) {
            FockKet.Moments moments = ket.moments(mode);
            assertThat(moments.meanX()).isCloseTo(reference.numbers("mean_x")[mode], within(KET));
            assertThat(moments.meanP()).isCloseTo(reference.numbers("mean_p")[mode], within(KET));
            assertThat(moments.varX()).isCloseTo(reference.numbers("var_x")[mode], within(KET));
            assertThat(moments.varP()).isCloseTo(reference.numbers("var_p")[mode], within(KET));
            assertThat(moments.meanN()).isCloseTo(reference.numbers("mean_n")[mode], within(KET));
            assertThat(moments.varN()).isCloseTo(reference.numbers("var_n")[mode], within(KET));
        }
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void gradientsAgree(ReferenceCase reference) {
        PureSimulator.Gradient gradient = PureSimulator.quadratureGradient(reference.circuit());
        assertThat(gradient.loss()).isCloseTo(reference.answers().get("loss").asDouble(), within(1e-10));
        double[] expected = reference.numbers("grad");
        double scale = 0;
        for (double value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        close(gradient.gradient(), expected, 1e-8 * scale);
    }

    private static void close(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
