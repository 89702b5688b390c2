package org.everycore.photonics.mixed;

/** A rotation by a normal random angle of standard deviation sigma: the element between m and n photons times e^{-sigma² (m-n)²/2}. */
record PhaseDamping(int mode, double sigma) implements ChannelStage {
    @Override
    public FockDensity apply(FockDensity state) {
        double[] re = state.re().clone();
        double[] im = state.im().clone();
        double[] factor = new double[state.cutoff()];
        for (int k = 0; k < factor.length; k++) {
            factor[k] = StrictMath.exp(-0.5 * sigma * sigma * k * k);
        }
        int d = state.dimension();
        int stride = new ModeLayout(state.modes(), state.cutoff()).stride(mode);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double weight = factor[Math.abs(i / stride % state.cutoff() - j / stride % state.cutoff())];
                re[i * d + j] *= weight;
                im[i * d + j] *= weight;
            }
        }
        return new FockDensity(state.modes(), state.cutoff(), re, im);
    }

    @Override
    public FockDensity adjoint(FockDensity cotangent) {
        return apply(cotangent);
    }

    @Override
    public double slope(FockDensity before, FockDensity cotangent) {
        int d = before.dimension();
        int stride = new ModeLayout(before.modes(), before.cutoff()).stride(mode);
        double sum = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                int k = i / stride % before.cutoff() - j / stride % before.cutoff();
                double weight = -sigma * k * k * StrictMath.exp(-0.5 * sigma * sigma * k * k);
                int at = i * d + j;
                sum += weight
                        * (cotangent.re()[at] * before.re()[at] + cotangent.im()[at] * before.im()[at]);
            }
        }
        return sum;
    }

    @Override
    public double[] byParameters() {
        return new double[] {1};
    }
}
