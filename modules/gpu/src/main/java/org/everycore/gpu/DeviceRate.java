package org.everycore.gpu;

/** What a device can do at most, as its own matrix product shows it: the peak that rates are compared with. */
public final class DeviceRate {
    private static final int SIDE = 1024;
    private static final int LANES = 1 << 13;
    private static final int LAUNCHES = 4;
    private static final int ROUNDS = 3;

    private DeviceRate() {}

    /** Flops a second of a complex product of 1024 x 1024 with many kets, the best of three rounds. */
    public static double productFlops(GpuDevice device) {
        double best = 0;
        try (DeviceWork work = new DeviceWork(device.open())) {
            double[] numbers = new double[SIDE * SIDE];
            java.util.Arrays.setAll(numbers, i -> StrictMath.sin(i));
            long u = work.shared(numbers);
            Kets x = Kets.room(work, SIDE, LANES);
            Kets y = Kets.room(work, SIDE, LANES);
            work.lanes("ec_clear", SIDE, LANES, SIDE, x.re());
            work.lanes("ec_clear", SIDE, LANES, SIDE, x.im());
            double[] one = new double[1];
            for (int round = 0; round < ROUNDS; round++) {
                long begun = System.nanoTime();
                for (int i = 0; i < LAUNCHES; i++) {
                    int tall = SIDE / DeviceSampler.OPERATOR_ROWS;
                    work.lanes("ec_operator", tall, LANES, u, u, SIDE, SIDE, x.re(), x.im(), y.re(), y.im());
                }
                work.get(y.re(), one, 1);
                double seconds = (System.nanoTime() - begun) * 1e-9;
                best = Math.max(best, 8.0 * SIDE * SIDE * LANES * LAUNCHES / seconds);
            }
        }
        return best;
    }
}
