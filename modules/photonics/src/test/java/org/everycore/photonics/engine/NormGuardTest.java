package org.everycore.photonics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NormGuardTest {
    @Test
    void growthIsToldFromRounding() {
        assertThat(NormGuard.grew(0.5, 0.5 * (1 + 2e-9))).isTrue();
        assertThat(NormGuard.grew(0.5, 0.5 * (1 + 5e-10))).isFalse();
        assertThat(NormGuard.grew(1, 0.1)).isFalse();
    }

    @Test
    void thePassThatGrowsIsNamed() {
        Program good = new ProgramBuilder(1, 3)
                .displacement(0, Angle.constant(0.2), Angle.constant(0))
                .build(0);
        Pass.Blocks right = (Pass.Blocks) good.passes().get(0);
        double[] doubled = {2, 0, 0, 0, 2, 0, 0, 0, 2};
        Pass.Blocks wrong = new Pass.Blocks(
                "squeezing",
                null,
                doubled,
                right.angle(),
                right.layout(),
                right.rows(),
                right.bases(),
                right.run(),
                right.modes());
        Program program = new Program(1, 3, 3, 0, List.of(right, wrong, right));
        assertThat(NormGuard.culprit(program, new double[0], new double[] {1, 0, 0}, new double[3]))
                .isEqualTo("the squeezing on mode 0");
    }
}
