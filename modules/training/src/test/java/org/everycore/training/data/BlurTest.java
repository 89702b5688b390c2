package org.everycore.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.everycore.training.References;
import org.everycore.training.critic.CriticInput;
import org.junit.jupiter.api.Test;

class BlurTest {
    @Test
    void isThatOfTheRecordedProject() {
        Map<String, double[]> c = References.arrays("reference/qnncv/critic_input.npz");
        for (String name : new String[] {"blur_single", "blur_batch"}) {
            double[] values = c.get(name + "_in").clone();
            for (int from = 0; from < values.length; from += 1600) {
                new Blur(40, 0.7).apply(values, from);
            }
            assertThat(values).containsExactly(c.get(name + "_out"), Offset.offset(2e-6));
        }
    }

    @Test
    void thePeakIsThatOfTheRecordedProject() {
        Map<String, double[]> c = References.arrays("reference/qnncv/critic_input.npz");
        double[] values = c.get("tci_batch_in").clone();
        for (int from = 0; from < values.length; from += 64) {
            CriticInput.peak(values, from, 64);
        }
        assertThat(values).containsExactly(c.get("tci_batch_out"), Offset.offset(2e-6));
    }
}
