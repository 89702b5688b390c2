package org.everycore.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.DoubleBuffer;
import java.util.function.DoubleUnaryOperator;
import org.everycore.jobs.random.InverseNormal;
import org.everycore.jobs.random.SampleRandom;
import org.junit.jupiter.api.Test;

/** The functions that the kernels write out, against StrictMath's, bit by bit. */
class FunctionBitsTest {
    private static final int COUNT = 1024;
    private static final TrialDevice DEVICE = new TrialDevice("functions");

    @Test
    void logarithm() {
        compare(0, StrictMath::log, i -> StrictMath.scalb(1 + uniform(i), (int) (i % 120) - 60));
        compare(0, StrictMath::log, i -> 1 + (i - COUNT / 2) * 1e-7);
    }

    @Test
    void exponential() {
        compare(1, StrictMath::exp, i -> -40 * uniform(i));
        compare(1, StrictMath::exp, i -> 1490 * uniform(i) - 760);
        compare(1, StrictMath::exp, i -> StrictMath.scalb(uniform(i), -(int) (i % 70)));
        compare(1, StrictMath::exp, i -> (i - COUNT / 2) * 0.34657359027997264);
    }

    @Test
    void sine() {
        angles(2, StrictMath::sin);
    }

    @Test
    void cosine() {
        angles(3, StrictMath::cos);
    }

    @Test
    void quantile() {
        compare(4, InverseNormal::quantile, FunctionBitsTest::uniform);
        compare(4, InverseNormal::quantile, i -> StrictMath.scalb(uniform(i), -(int) (i % 50)));
        compare(4, InverseNormal::quantile, i -> (i + 0.5) * 0x1p-53);
    }

    private static void angles(int which, DoubleUnaryOperator function) {
        compare(which, function, i -> 20 * uniform(i) - 10);
        compare(which, function, i -> (i - COUNT / 2) * (StrictMath.PI / 2));
        compare(which, function, i -> 8e5 * uniform(i) - 4e5);
        compare(which, function, i -> StrictMath.scalb(uniform(i) - 0.5, -(int) (i % 60)));
        compare(which, function, i -> StrictMath.nextUp((i % 40) * (StrictMath.PI / 4)));
    }

    private static double uniform(long number) {
        SampleRandom random = new SampleRandom(11, 1);
        random.seek(number);
        return random.nextDouble() + 0x1p-54;
    }

    private static void compare(
            int which, DoubleUnaryOperator function, java.util.function.LongToDoubleFunction arguments) {
        double[] x = new double[COUNT];
        double[] y = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            x[i] = arguments.applyAsDouble(i);
        }
        try (DeviceWork work = new DeviceWork(DEVICE.open())) {
            long from = work.shared(x);
            long to = work.room(COUNT);
            work.lanes("ec_function", 1, COUNT, which, from, to);
            work.get(to, DoubleBuffer.wrap(y), 0, COUNT);
        }
        for (int i = 0; i < COUNT; i++) {
            assertThat(Double.doubleToRawLongBits(y[i]))
                    .as("function %d of %s", which, x[i])
                    .isEqualTo(Double.doubleToRawLongBits(function.applyAsDouble(x[i])));
        }
    }
}
