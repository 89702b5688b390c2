package org.everycore.photonics.engine;

import java.util.Arrays;

/**
 * A diagonal pass with its phases. Shared phases are one table of dimension cutoff^modes; phases of each lane are one table
 * a mode, because a product of a few numbers a lane is cheaper than their storage.
 */
final class BoundDiagonal implements BoundPass {
    private final Pass.Diagonal pass;
    private final Pass.Phase[] phases;
    private final BlockKernel kernel;
    private final int modes;
    private final int cutoff;
    private final int dimension;
    private final boolean perLane;
    private final double[] re;
    private final double[] im;
    /** Lane tables by mode, null where no phase touches the mode. */
    private final double[][] laneRe;

    private final double[][] laneIm;
    private final int[] active;
    private final double[] angle;
    private final double[] step;
    private final double[] marginal;

    BoundDiagonal(Pass.Diagonal pass, BlockKernel kernel, int modes, int cutoff, boolean perLane, int maxLanes) {
        this.pass = pass;
        this.phases = pass.phases().toArray(new Pass.Phase[0]);
        this.kernel = kernel;
        this.modes = modes;
        this.cutoff = cutoff;
        this.dimension = pass.dimension();
        this.perLane = perLane;
        this.re = new double[perLane ? 0 : dimension];
        this.im = new double[perLane ? 0 : dimension];
        this.laneRe = new double[modes][];
        this.laneIm = new double[modes][];
        this.active = java.util.stream.IntStream.range(0, modes)
                .filter(mode -> Arrays.stream(phases).anyMatch(phase -> phase.touches(mode)))
                .toArray();
        this.angle = new double[maxLanes];
        this.step = new double[4 * maxLanes];
        this.marginal = new double[modes * cutoff * maxLanes];
        if (perLane) {
            for (Pass.Phase phase : phases) {
                if (phase.second() >= 0) {
                    throw new IllegalArgumentException(phase.label() + " has no value a lane");
                }
            }
            for (int mode : active) {
                laneRe[mode] = new double[cutoff * maxLanes];
                laneIm[mode] = new double[cutoff * maxLanes];
            }
        }
    }

    double[] re() {
        return re;
    }

    double[] im() {
        return im;
    }

    Pass.Phase phase(int index) {
        return phases[index];
    }

    @Override
    public void bind(double[] params) {
        if (perLane) {
            return;
        }
        double[][] byMode = new double[modes][cutoff];
        for (Pass.Phase phase : phases) {
            if (phase.second() < 0) {
                double value = phase.angle().at(params);
                for (int n = 0; n < cutoff; n++) {
                    byMode[phase.first()][n] = Math.fma(value, phase.f()[n], byMode[phase.first()][n]);
                }
            }
        }
        Arrays.fill(re, 1);
        Arrays.fill(im, 0);
        for (int mode : active) {
            double[] cos = new double[cutoff];
            double[] sin = new double[cutoff];
            for (int n = 0; n < cutoff; n++) {
                cos[n] = StrictMath.cos(byMode[mode][n]);
                sin[n] = StrictMath.sin(byMode[mode][n]);
            }
            int stride = stride(mode);
            for (int a = 0; a < dimension; a++) {
                int n = a / stride % cutoff;
                multiply(a, cos[n], sin[n]);
            }
        }
        for (Pass.Phase phase : phases) {
            if (phase.second() >= 0) {
                bindPair(phase, phase.angle().at(params));
            }
        }
    }

    private void bindPair(Pass.Phase phase, double value) {
        double[] cos = new double[cutoff * cutoff];
        double[] sin = new double[cutoff * cutoff];
        for (int i = 0; i < cos.length; i++) {
            double angleHere = value * phase.f()[i / cutoff] * phase.g()[i % cutoff];
            cos[i] = StrictMath.cos(angleHere);
            sin[i] = StrictMath.sin(angleHere);
        }
        int first = stride(phase.first());
        int second = stride(phase.second());
        for (int a = 0; a < dimension; a++) {
            int i = a / first % cutoff * cutoff + a / second % cutoff;
            multiply(a, cos[i], sin[i]);
        }
    }

    private void multiply(int a, double cos, double sin) {
        double r = Math.fma(re[a], cos, -(im[a] * sin));
        im[a] = Math.fma(re[a], sin, im[a] * cos);
        re[a] = r;
    }

    int stride(int mode) {
        int stride = 1;
        for (int m = modes - 1; m > mode; m--) {
            stride *= cutoff;
        }
        return stride;
    }

    /**
     * Phases of each lane: exp(i(phi n + kappa n²)) by v(n+1) = v(n) w(n), w(n+1) = w(n) exp(2 i kappa), so that two
     * sines and cosines a mode serve all levels.
     */
    @Override
    public void bindLanes(double[] params, int lanes) {
        if (!perLane) {
            return;
        }
        for (int mode : active) {
            double[] vr = laneRe[mode];
            double[] vi = laneIm[mode];
            // step: w re, w im, 2 kappa re, 2 kappa im
            Arrays.fill(step, 0, 4 * lanes, 0);
            for (Pass.Phase phase : phases) {
                if (phase.first() == mode) {
                    phase.angle().at(params, lanes, angle);
                    boolean kerr = phase.f().length > 2 && phase.f()[2] == 4;
                    for (int s = 0; s < lanes; s++) {
                        step[s] += angle[s];
                        step[2 * lanes + s] += kerr ? 2 * angle[s] : 0;
                    }
                }
            }
            for (int s = 0; s < lanes; s++) {
                vr[s] = 1;
                vi[s] = 0;
                double w = step[s];
                double kappa = step[2 * lanes + s];
                step[s] = StrictMath.cos(w);
                step[lanes + s] = StrictMath.sin(w);
                step[2 * lanes + s] = kappa == 0 ? 1 : StrictMath.cos(kappa);
                step[3 * lanes + s] = kappa == 0 ? 0 : StrictMath.sin(kappa);
            }
            for (int n = 1; n < cutoff; n++) {
                advance(vr, vi, (n - 1) * lanes, n * lanes, lanes);
            }
        }
    }

    private void advance(double[] vr, double[] vi, int from, int to, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double wr = step[s];
            double wi = step[lanes + s];
            double kr = step[2 * lanes + s];
            double ki = step[3 * lanes + s];
            vr[to + s] = Math.fma(vr[from + s], wr, -(vi[from + s] * wi));
            vi[to + s] = Math.fma(vr[from + s], wi, vi[from + s] * wr);
            step[s] = Math.fma(wr, kr, -(wi * ki));
            step[lanes + s] = Math.fma(wr, ki, wi * kr);
        }
    }

    @Override
    public int angles() {
        return phases.length;
    }

    @Override
    public Angle angle(int index) {
        return phases[index].angle();
    }

    @Override
    public boolean perLane() {
        return perLane;
    }

    @Override
    public double multiplyAdds() {
        return pass.multiplyAdds();
    }

    @Override
    public void forward(KetBlock x, KetBlock y, int lanes) {
        apply(x, y, lanes, 1);
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    private void apply(KetBlock x, KetBlock y, int lanes, double sign) {
        if (perLane) {
            applyLanes(x, y, lanes, sign);
        } else if (lanes == 1) {
            for (int a = 0; a < dimension; a++) {
                double i = sign * im[a];
                double p = x.re[a];
                double q = x.im[a];
                y.re[a] = Math.fma(re[a], p, -(i * q));
                y.im[a] = Math.fma(re[a], q, i * p);
            }
        } else {
            for (int a = 0; a < dimension; a++) {
                kernel.scale(re[a], sign * im[a], x.re, x.im, y.re, y.im, a * lanes, lanes);
            }
        }
    }

    /** The first mode's phases take x to y, the next ones y to y. */
    private void applyLanes(KetBlock x, KetBlock y, int lanes, double sign) {
        for (int a = 0; a < dimension; a++) {
            int digits = a;
            int at = a * lanes;
            boolean first = true;
            // Modes from the last, whose digit is the lowest.
            int next = active.length - 1;
            for (int mode = modes - 1; mode >= 0 && next >= 0; mode--) {
                int n = digits % cutoff;
                digits /= cutoff;
                if (active[next] == mode) {
                    next--;
                    KetBlock from = first ? x : y;
                    first = false;
                    kernel.multiply(
                            laneRe[mode], laneIm[mode], n * lanes, sign, from.re, from.im, at, y.re, y.im, at, lanes);
                }
            }
        }
    }

    /**
     * With μ = D† λ and w[a] = μi xr - μr xi, the derivative by a phase is Σ_a f(a) w[a]; sums over all but one mode serve
     * them all.
     */
    @Override
    public KetBlock reverse(KetBlock x, KetBlock lambda, KetBlock scratch, int lanes, double[] out) {
        apply(lambda, lambda, lanes, -1);
        Arrays.fill(marginal, 0, modes * cutoff * lanes, 0);
        for (int i = 0; i < dimension * lanes; i++) {
            scratch.re[i] = Math.fma(lambda.im[i], x.re[i], -(lambda.re[i] * x.im[i]));
        }
        for (int mode : active) {
            int stride = stride(mode);
            for (int a = 0; a < dimension; a++) {
                kernel.add(scratch.re, a * lanes, marginal, (mode * cutoff + a / stride % cutoff) * lanes, lanes);
            }
        }
        for (int j = 0; j < phases.length; j++) {
            Pass.Phase phase = phases[j];
            Arrays.fill(out, j * lanes, (j + 1) * lanes, 0);
            if (phase.second() >= 0) {
                pairGradient(phase, scratch.re, lanes, out, j * lanes);
            } else {
                for (int n = 0; n < cutoff; n++) {
                    int from = (phase.first() * cutoff + n) * lanes;
                    for (int s = 0; s < lanes; s++) {
                        out[j * lanes + s] = Math.fma(phase.f()[n], marginal[from + s], out[j * lanes + s]);
                    }
                }
            }
        }
        return lambda;
    }

    /** Whether it may be taken in one sweep with a matrix: shared, and each phase on one mode. */
    boolean fusible() {
        return !perLane && Arrays.stream(phases).allMatch(phase -> phase.second() < 0);
    }

    private void pairGradient(Pass.Phase phase, double[] weights, int lanes, double[] out, int to) {
        int first = stride(phase.first());
        int second = stride(phase.second());
        for (int a = 0; a < dimension; a++) {
            double f = phase.f()[a / first % cutoff] * phase.g()[a / second % cutoff];
            for (int s = 0; s < lanes; s++) {
                out[to + s] = Math.fma(f, weights[a * lanes + s], out[to + s]);
            }
        }
    }
}
