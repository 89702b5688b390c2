package org.everycore.photonics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.engine.Ladder;
import org.everycore.photonics.engine.QuadratureBlock;

/** Quadratures of one mode over whole kets, one register of lanes at a time, and their cotangents. */
final class VectorLadder {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    private VectorLadder() {}

    static void quadratures(Ladder ladder, KetBlock ket, QuadratureBlock sums, int lanes) {
        double[] weight = ladder.weight();
        int stride = ladder.stride();
        double[] re = ket.re;
        double[] im = ket.im;
        double[] x = sums.x();
        double[] p = sums.p();
        int to = ladder.mode() * lanes;
        int last = weight.length;
        int step = stride * lanes;
        int pairs = ladder.dimension() / (last + 1) * last;
        for (int s = 0; s < lanes; s += WIDTH) {
            DoubleVector sumX = DoubleVector.fromArray(SPECIES, x, to + s);
            DoubleVector sumP = DoubleVector.fromArray(SPECIES, p, to + s);
            int a = s;
            int n = 0;
            int r = 0;
            // One loop: vectors that go through nested loops are put on the heap by this JDK's compiler.
            for (int pair = 0; pair < pairs; pair++) {
                DoubleVector w = DoubleVector.broadcast(SPECIES, weight[n]);
                DoubleVector ur = DoubleVector.fromArray(SPECIES, re, a).mul(w);
                DoubleVector ui = DoubleVector.fromArray(SPECIES, im, a).mul(w);
                DoubleVector vr = DoubleVector.fromArray(SPECIES, re, a + step);
                DoubleVector vi = DoubleVector.fromArray(SPECIES, im, a + step);
                sumX = ui.fma(vi, ur.fma(vr, sumX));
                sumP = ui.neg().fma(vr, ur.fma(vi, sumP));
                a += lanes;
                r++;
                if (r == stride) {
                    r = 0;
                    n++;
                    if (n == last) {
                        n = 0;
                        a += step;
                    }
                }
            }
            sumX.intoArray(x, to + s);
            sumP.intoArray(p, to + s);
        }
    }

    static void quadraturesAdjoint(Ladder ladder, QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes) {
        double[] weight = ladder.weight();
        int stride = ladder.stride();
        int dimension = ladder.dimension();
        double[] re = ket.re;
        double[] im = ket.im;
        double[] toRe = to.re;
        double[] toIm = to.im;
        double[] gx = cotangent.x();
        double[] gp = cotangent.p();
        int from = ladder.mode() * lanes;
        int last = weight.length;
        int step = stride * lanes;
        for (int s = 0; s < lanes; s += WIDTH) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, gx, from + s);
            DoubleVector p = DoubleVector.fromArray(SPECIES, gp, from + s);
            for (int first = 0; first < dimension; first += (last + 1) * stride) {
                for (int n = 0; n <= last; n++) {
                    // Weight 0 stands for a neighbour that is not there; its place then holds the amplitude itself.
                    int below = n > 0 ? step : 0;
                    int above = n < last ? step : 0;
                    DoubleVector g0 = x.mul(n > 0 ? weight[n - 1] : 0);
                    DoubleVector h0 = p.mul(n > 0 ? weight[n - 1] : 0);
                    DoubleVector g1 = x.mul(n < last ? weight[n] : 0);
                    DoubleVector h1 = p.mul(n < last ? weight[n] : 0);
                    int a = (first + n * stride) * lanes + s;
                    for (int r = 0; r < stride; r++, a += lanes) {
                        DoubleVector br = DoubleVector.fromArray(SPECIES, re, a - below);
                        DoubleVector bi = DoubleVector.fromArray(SPECIES, im, a - below);
                        DoubleVector cr = DoubleVector.fromArray(SPECIES, re, a + above);
                        DoubleVector ci = DoubleVector.fromArray(SPECIES, im, a + above);
                        DoubleVector sumRe = g0.fma(br, DoubleVector.fromArray(SPECIES, toRe, a));
                        DoubleVector sumIm = g0.fma(bi, DoubleVector.fromArray(SPECIES, toIm, a));
                        sumRe = h0.neg().fma(bi, sumRe);
                        sumIm = h0.fma(br, sumIm);
                        sumRe = g1.fma(cr, sumRe);
                        sumIm = g1.fma(ci, sumIm);
                        h1.fma(ci, sumRe).intoArray(toRe, a);
                        h1.neg().fma(cr, sumIm).intoArray(toIm, a);
                    }
                }
            }
        }
    }
}
