package org.everycore.photonics.engine;

import java.util.Arrays;

/** Multiplies a diagonal's phases into one table by amplitude: first those of each mode, mode after mode, then those of two modes. */
final class PhaseTable {
    private final Pass.Diagonal pass;
    private final int modes;
    private final int cutoff;
    private final double[] re;
    private final double[] im;

    PhaseTable(Program program, Pass.Diagonal pass) {
        this.pass = pass;
        this.modes = program.modes();
        this.cutoff = program.cutoff();
        this.re = new double[pass.dimension()];
        this.im = new double[pass.dimension()];
    }

    BoundProgram.Phases bind(double[] params) {
        Arrays.fill(re, 1);
        for (int mode = 0; mode < modes; mode++) {
            bindMode(mode, params);
        }
        for (Pass.Phase phase : pass.phases()) {
            if (phase.second() >= 0) {
                bindPair(phase, phase.angle().at(params));
            }
        }
        return new BoundProgram.Phases(pass, re, im);
    }

    /** Phases of one mode are added before their sine and cosine are taken. */
    private void bindMode(int mode, double[] params) {
        if (pass.phases().stream().noneMatch(phase -> phase.touches(mode))) {
            return;
        }
        double[] sum = new double[cutoff];
        for (Pass.Phase phase : pass.phases()) {
            if (phase.first() == mode && phase.second() < 0) {
                double value = phase.angle().at(params);
                for (int n = 0; n < cutoff; n++) {
                    sum[n] = Math.fma(value, phase.f()[n], sum[n]);
                }
            }
        }
        double[] cos = new double[cutoff];
        double[] sin = new double[cutoff];
        for (int n = 0; n < cutoff; n++) {
            cos[n] = StrictMath.cos(sum[n]);
            sin[n] = StrictMath.sin(sum[n]);
        }
        int stride = stride(mode);
        for (int a = 0; a < re.length; a++) {
            int n = a / stride % cutoff;
            multiply(a, cos[n], sin[n]);
        }
    }

    private void bindPair(Pass.Phase phase, double value) {
        double[] cos = new double[cutoff * cutoff];
        double[] sin = new double[cutoff * cutoff];
        for (int i = 0; i < cos.length; i++) {
            double angle = value * phase.f()[i / cutoff] * phase.g()[i % cutoff];
            cos[i] = StrictMath.cos(angle);
            sin[i] = StrictMath.sin(angle);
        }
        int first = stride(phase.first());
        int second = stride(phase.second());
        for (int a = 0; a < re.length; a++) {
            int i = a / first % cutoff * cutoff + a / second % cutoff;
            multiply(a, cos[i], sin[i]);
        }
    }

    private void multiply(int a, double cos, double sin) {
        double r = Math.fma(re[a], cos, -(im[a] * sin));
        im[a] = Math.fma(re[a], sin, im[a] * cos);
        re[a] = r;
    }

    private int stride(int mode) {
        int stride = 1;
        for (int m = modes - 1; m > mode; m--) {
            stride *= cutoff;
        }
        return stride;
    }
}
