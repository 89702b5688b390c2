package org.everycore.training.fit;

import java.io.IOException;
import java.util.Arrays;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.Inputs;
import org.everycore.photonics.engine.Kernels;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Propagator;
import org.everycore.photonics.generator.ParameterLayout;
import org.everycore.training.random.FastNormals;
import org.everycore.training.random.TrainingStreams;

/**
 * Gradient descent of one start: Adam on 1 - |mean <Vi|Ui>|² + penalty · mean (1 - norm)², all inputs side by side. Arrazola et
 * al. (2019, arXiv:1807.10781) lower |<V|U> - 1|, whose gradient does not vanish at its minimum: near it a step overshoots, whatever
 * its rate, and it asks for a phase that no fidelity sees. Owned by one worker.
 */
public final class FitLoop {
    private static final int STEP = 8;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double LAST = 0.005;

    private final FitSpec spec;
    private final long seed;
    private final ParameterLayout layout;
    private final Pairs pairs;
    private final Propagator propagator;
    private final int count;
    private final int lanes;
    private final double[] overlapRe;
    private final double[] overlapIm;
    private final double[] norms;

    public FitLoop(FitSpec spec, long seed, Inputs inputs) throws IOException {
        this.spec = spec;
        this.seed = seed;
        this.layout = new ParameterLayout(spec.modes(), spec.layers(), true);
        this.pairs = Pairs.of(spec, inputs);
        this.count = pairs.inputs().length;
        this.lanes = (count + STEP - 1) / STEP * STEP;
        this.propagator =
                new Propagator(layout.program(spec.cutoff()), Kernels.fastest().passes(), lanes, null, true);
        this.overlapRe = new double[count];
        this.overlapIm = new double[count];
        this.norms = new double[count];
    }

    /** Runs one start to its end. */
    public FitResult run(int start, ChunkContext context) {
        int n = layout.count();
        double[] w = first(start);
        double[] m = new double[n];
        double[] v = new double[n];
        double[] gradient = new double[n];
        FitResult best = new FitResult(start, -1, 0, 0, 0, w.clone());
        double power1 = 1;
        double power2 = 1;
        for (int step = 0; step < spec.steps(); step++) {
            if ((step & 63) == 0) {
                context.checkCancelled();
            }
            propagator.bind(w);
            KetBlock ket = forward();
            FitResult now = result(start, step, w);
            if (now.fidelity() > best.fidelity() && now.norm() > 0.9) {
                best = new FitResult(start, now.fidelity(), now.meanFidelity(), now.norm(), step, w.clone());
            }
            backward(ket, gradient);
            power1 *= BETA1;
            power2 *= BETA2;
            double share = (double) step / spec.steps();
            double rate = spec.rate()
                    * (LAST + (1 - LAST) * 0.5 * (1 + StrictMath.cos(Math.PI * share)))
                    * Math.sqrt(1 - power2)
                    / (1 - power1);
            for (int i = 0; i < n; i++) {
                double g = gradient[i];
                m[i] += (1 - BETA1) * (g - m[i]);
                v[i] += (1 - BETA2) * (g * g - v[i]);
                w[i] -= rate * m[i] / (Math.sqrt(v[i]) + EPSILON);
            }
        }
        return best;
    }

    private double[] first(int start) {
        FastNormals random = new FastNormals(seed, TrainingStreams.STARTS);
        random.seek(start, 1);
        double[] w = new double[layout.count()];
        for (int i = 0; i < w.length; i++) {
            double spread =
                    switch (layout.role(i)) {
                        case SQUEEZING_R, DISPLACEMENT_R, KERR -> spec.activeSpread();
                        default -> spec.spread();
                    };
            w[i] = spread * random.nextNormal();
        }
        return w;
    }

    private KetBlock forward() {
        KetBlock in = propagator.tapedInput();
        int d = spec.dimension();
        Arrays.fill(in.re, 0, d * lanes, 0);
        Arrays.fill(in.im, 0, d * lanes, 0);
        for (int s = 0; s < count; s++) {
            in.re[pairs.inputs()[s] * lanes + s] = 1;
        }
        KetBlock ket = propagator.forwardTaped(lanes);
        for (int s = 0; s < count; s++) {
            double re = 0;
            double im = 0;
            double norm = 0;
            for (int a = 0; a < d; a++) {
                double tr = pairs.re()[s * d + a];
                double ti = pairs.im()[s * d + a];
                double kr = ket.re[a * lanes + s];
                double ki = ket.im[a * lanes + s];
                re = Math.fma(tr, kr, Math.fma(ti, ki, re));
                im = Math.fma(tr, ki, Math.fma(-ti, kr, im));
                norm = Math.fma(kr, kr, Math.fma(ki, ki, norm));
            }
            overlapRe[s] = re;
            overlapIm[s] = im;
            norms[s] = norm;
        }
        return ket;
    }

    private FitResult result(int start, int step, double[] w) {
        double re = 0;
        double im = 0;
        double mean = 0;
        double norm = 0;
        for (int s = 0; s < count; s++) {
            re += overlapRe[s] / count;
            im += overlapIm[s] / count;
            mean += (overlapRe[s] * overlapRe[s] + overlapIm[s] * overlapIm[s]) / count;
            norm += norms[s] / count;
        }
        return new FitResult(start, re * re + im * im, mean, norm, step, w);
    }

    private void backward(KetBlock ket, double[] gradient) {
        int d = spec.dimension();
        KetBlock to = propagator.cotangent();
        Arrays.fill(to.re, 0, d * lanes, 0);
        Arrays.fill(to.im, 0, d * lanes, 0);
        double meanRe = 0;
        double meanIm = 0;
        for (int s = 0; s < count; s++) {
            meanRe += overlapRe[s] / count;
            meanIm += overlapIm[s] / count;
        }
        double gr = -2 * meanRe / count;
        double gi = -2 * meanIm / count;
        for (int s = 0; s < count; s++) {
            double pull = 4 * spec.penalty() * (norms[s] - 1) / count;
            for (int a = 0; a < d; a++) {
                double tr = pairs.re()[s * d + a];
                double ti = pairs.im()[s * d + a];
                int at = a * lanes + s;
                to.re[at] = gr * tr - gi * ti + pull * ket.re[at];
                to.im[at] = gr * ti + gi * tr + pull * ket.im[at];
            }
        }
        propagator.clearSums();
        propagator.backward(lanes, count, null);
        Arrays.fill(gradient, 0);
        propagator.addSharedGradients(gradient);
    }
}
