package org.everycore.photonics.engine;

import java.util.Arrays;

/** A diagonal pass with its phases, shared by all lanes or each lane's own. */
final class BoundDiagonal implements BoundPass {
    private final int index;
    private final Pass.Diagonal pass;
    private final Pass.Phase[] phases;
    private final PassKernel kernel;
    private final PhasePass table;
    private final double[] angle;
    private final double[] step;
    private final double[] marginal;

    /** @param index of the pass in its program */
    BoundDiagonal(int index, Pass.Diagonal pass, PassKernel kernel, PhasePass table, int maxLanes) {
        this.index = index;
        this.pass = pass;
        this.phases = pass.phases().toArray(new Pass.Phase[0]);
        this.kernel = kernel;
        this.table = table;
        this.angle = new double[maxLanes];
        this.step = new double[4 * maxLanes];
        this.marginal = new double[table.modes * table.cutoff * maxLanes];
        for (Pass.Phase phase : phases) {
            if (table.perLane && phase.second() >= 0) {
                throw new IllegalArgumentException(phase.label() + " has no value a lane");
            }
        }
    }

    PhasePass table() {
        return table;
    }

    Pass.Phase phase(int number) {
        return phases[number];
    }

    @Override
    public PassView view() {
        return new PassView.Phases(table, pass.phases());
    }

    @Override
    public void bind(BoundProgram bound) {
        if (!table.perLane) {
            BoundProgram.Phases phasesHere = (BoundProgram.Phases) bound.steps().get(index);
            table.share(phasesHere.re(), phasesHere.im());
        }
    }

    /**
     * Phases of each lane: exp(i(phi n + kappa n²)) by v(n+1) = v(n) w(n), w(n+1) = w(n) exp(2 i kappa), so that two
     * sines and cosines a mode serve all levels.
     */
    @Override
    public void bindLanes(double[] params, int lanes) {
        if (!table.perLane) {
            return;
        }
        for (int mode : table.active) {
            double[] vr = table.laneRe[mode];
            double[] vi = table.laneIm[mode];
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
            for (int n = 1; n < table.cutoff; n++) {
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
    public Angle angle(int number) {
        return phases[number].angle();
    }

    @Override
    public boolean perLane() {
        return table.perLane;
    }

    @Override
    public double multiplyAdds() {
        return pass.multiplyAdds();
    }

    @Override
    public void forward(KetBlock x, KetBlock y, int lanes) {
        kernel.apply(table, x, y, lanes);
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    /**
     * With μ = D† λ and w[a] = μi xr - μr xi, the derivative by a phase is Σ_a f(a) w[a]; sums over all but one mode serve
     * them all.
     */
    @Override
    public KetBlock adjoint(KetBlock x, KetBlock lambda, KetBlock spare, int lanes, double[] out) {
        kernel.applyAdjoint(table, lambda, lanes);
        Arrays.fill(marginal, 0, table.modes * table.cutoff * lanes, 0);
        for (int i = 0; i < table.dimension * lanes; i++) {
            spare.re[i] = Math.fma(lambda.im[i], x.re[i], -(lambda.re[i] * x.im[i]));
        }
        kernel.marginals(table, spare.re, marginal, lanes);
        for (int j = 0; j < phases.length; j++) {
            Pass.Phase phase = phases[j];
            Arrays.fill(out, j * lanes, (j + 1) * lanes, 0);
            if (phase.second() >= 0) {
                pairGradient(phase, spare.re, lanes, out, j * lanes);
            } else {
                for (int n = 0; n < table.cutoff; n++) {
                    int from = (phase.first() * table.cutoff + n) * lanes;
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
        return !table.perLane && Arrays.stream(phases).allMatch(phase -> phase.second() < 0);
    }

    private void pairGradient(Pass.Phase phase, double[] weights, int lanes, double[] out, int to) {
        int first = table.stride(phase.first());
        int second = table.stride(phase.second());
        for (int a = 0; a < table.dimension; a++) {
            double f = phase.f()[a / first % table.cutoff] * phase.g()[a / second % table.cutoff];
            for (int s = 0; s < lanes; s++) {
                out[to + s] = Math.fma(f, weights[a * lanes + s], out[to + s]);
            }
        }
    }
}
