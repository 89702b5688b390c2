package org.everycore.photonics.mixed;

/** Any linear map of the density matrix of some modes: ρ'[m,n] = Σ K[m,n,j,l] ρ[j,l], joint photon numbers of the modes listed. */
@SuppressWarnings("ArrayRecordComponent") // owned arrays; never compared
record KernelStage(int[] modes, double[] kernelRe, double[] kernelIm) implements ChannelStage {
    @Override
    public FockDensity apply(FockDensity state) {
        return map(state, false);
    }

    @Override
    public FockDensity adjoint(FockDensity cotangent) {
        return map(cotangent, true);
    }

    private FockDensity map(FockDensity state, boolean adjoint) {
        ModeLayout layout = new ModeLayout(state.modes(), state.cutoff());
        int[] levels = layout.offsets(modes);
        int[] others = layout.others(modes);
        int d = state.dimension();
        int k = levels.length * levels.length;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        int[] pairs = new int[k];
        for (int i = 0; i < k; i++) {
            pairs[i] = levels[i / levels.length] * d + levels[i % levels.length];
        }
        for (int ket : others) {
            for (int bra : others) {
                int base = ket * d + bra;
                for (int to = 0; to < k; to++) {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int from = 0; from < k; from++) {
                        int at = adjoint ? from * k + to : to * k + from;
                        double a = kernelRe[at];
                        double b = adjoint ? -kernelIm[at] : kernelIm[at];
                        int place = base + pairs[from];
                        sumRe += a * state.re()[place] - b * state.im()[place];
                        sumIm += a * state.im()[place] + b * state.re()[place];
                    }
                    re[base + pairs[to]] = sumRe;
                    im[base + pairs[to]] = sumIm;
                }
            }
        }
        return new FockDensity(state.modes(), state.cutoff(), re, im);
    }

    @Override
    public double slope(FockDensity before, FockDensity cotangent) {
        return 0;
    }

    @Override
    public double[] byParameters() {
        return new double[0];
    }
}
