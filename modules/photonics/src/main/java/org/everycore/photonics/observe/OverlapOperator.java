package org.everycore.photonics.observe;

import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;

/** A given state as an operator: |φ><φ| of a ket, or a density matrix. */
final class OverlapOperator extends FockOperator {
    private final FockState target;

    OverlapOperator(FockState target) {
        this.target = target;
    }

    @Override
    void add(double weight, double[] re, double[] im, int columns, double[] toRe, double[] toIm) {
        if (target.ket().isPresent()) {
            FockKet phi = target.ket().orElseThrow();
            double[] dotRe = new double[columns];
            double[] dotIm = new double[columns];
            for (int a = 0; a < phi.re().length; a++) {
                for (int j = 0; j < columns; j++) {
                    int at = a * columns + j;
                    dotRe[j] += phi.re()[a] * re[at] + phi.im()[a] * im[at];
                    dotIm[j] += phi.re()[a] * im[at] - phi.im()[a] * re[at];
                }
            }
            for (int a = 0; a < phi.re().length; a++) {
                for (int j = 0; j < columns; j++) {
                    int at = a * columns + j;
                    toRe[at] += weight * (phi.re()[a] * dotRe[j] - phi.im()[a] * dotIm[j]);
                    toIm[at] += weight * (phi.re()[a] * dotIm[j] + phi.im()[a] * dotRe[j]);
                }
            }
            return;
        }
        FockDensity sigma = target.density();
        int d = sigma.dimension();
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                double a = weight * sigma.re()[i * d + k];
                double b = weight * sigma.im()[i * d + k];
                if (a == 0 && b == 0) {
                    continue;
                }
                for (int j = 0; j < columns; j++) {
                    toRe[i * columns + j] += a * re[k * columns + j] - b * im[k * columns + j];
                    toIm[i * columns + j] += a * im[k * columns + j] + b * re[k * columns + j];
                }
            }
        }
    }
}
