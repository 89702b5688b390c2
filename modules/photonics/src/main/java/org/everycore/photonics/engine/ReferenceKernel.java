package org.everycore.photonics.engine;

/**
 * The definition of every sum and of its order, as naive loops over one number at a time: what every other kernel must give, bit for
 * bit. Nobody computes with it but tests.
 *
 * <p>A sum is one chain of fused multiply-adds with one accumulator; a fused multiply-add is exact before its one rounding, so
 * registers, lanes and blocks change nothing. A column of a pass is what its matrix mixes: for each base and each place of the run
 * behind it, the amplitudes {@code base + place + rows[b][k]} of one ket. Sums of a ket take its columns block by block, base by base,
 * place by place.
 */
public final class ReferenceKernel implements OperatorKernel, PassKernel {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public boolean compiled() {
        return true;
    }

    @Override
    public void awaitCompiled(long nanos) {}

    @Override
    public void multiply(Operator u, KetBlock x, KetBlock y, int lanes) {
        for (int i = 0; i < u.rows() * lanes; i++) {
            y.re[i] = 0;
            y.im[i] = 0;
        }
        multiplyAdd(u, x, y, lanes);
    }

    @Override
    public void multiplyAdd(Operator u, KetBlock x, KetBlock y, int lanes) {
        for (int i = 0; i < u.rows(); i++) {
            for (int s = 0; s < lanes; s++) {
                double re = y.re[i * lanes + s];
                double im = y.im[i * lanes + s];
                for (int k = 0; k < u.columns(); k++) {
                    double a = u.re()[i * u.columns() + k];
                    double b = u.im()[i * u.columns() + k];
                    double p = x.re[k * lanes + s];
                    double q = x.im[k * lanes + s];
                    re = Math.fma(-b, q, Math.fma(a, p, re));
                    im = Math.fma(b, p, Math.fma(a, q, im));
                }
                y.re[i * lanes + s] = re;
                y.im[i * lanes + s] = im;
            }
        }
    }

    @Override
    public void apply(RealPass pass, KetBlock x, KetBlock y, int lanes) {
        for (int b = 0; b < pass.rows.length; b++) {
            for (int base : pass.bases) {
                for (int place = 0; place < pass.run; place++) {
                    for (int s = 0; s < lanes; s++) {
                        Column z = turned(pass, b, base + place, x, lanes, s);
                        z.times(pass.elements, pass.at[b], false).to(pass.rows[b], base + place, y, lanes, s);
                    }
                }
            }
        }
    }

    @Override
    public void applyAdjoint(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        for (int b = 0; b < pass.rows.length; b++) {
            int m = pass.rows[b].length;
            for (int i = 0; i < pass.bases.length; i++) {
                for (int place = 0; place < pass.run; place++) {
                    for (int s = 0; s < lanes; s++) {
                        int base = pass.bases[i] + place;
                        Column z = turned(pass, b, base, x, lanes, s);
                        Column l = Column.of(pass.rows[b], base, lambda, lanes, s);
                        Column mu = l.times(pass.transposed, pass.back[b], false);
                        double t = 0;
                        if (pass.firstEdge[b]) {
                            int edge = pass.back[b] + (pass.lastEdge[b] ? m + 1 : m) * m;
                            t = z.dot(0, l.row(pass.transposed, edge), t);
                        }
                        for (int k = 1; k < m; k++) {
                            double up = Math.fma(mu.im[k], z.im[k - 1], mu.re[k] * z.re[k - 1]);
                            double down = Math.fma(mu.im[k - 1], z.im[k], mu.re[k - 1] * z.re[k]);
                            t = Math.fma(pass.couplings[b][k], up - down, t);
                        }
                        if (pass.lastEdge[b]) {
                            t = z.dot(m - 1, l.row(pass.transposed, pass.back[b] + m * m), t);
                        }
                        sums[s] += t;
                        if (pass.phaseRe != null) {
                            phaseGradients(pass, b, i * pass.run + place, z, mu, lanes, s, sums);
                        }
                        for (int k = 0; k < m; k++) {
                            int a = base + pass.rows[b][k];
                            if (pass.phaseRe != null) {
                                mu.turn(k, pass.phaseRe[a], -pass.phaseIm[a]);
                            }
                        }
                        mu.to(pass.rows[b], base, lambda, lanes, s);
                    }
                }
            }
        }
    }

    private static void phaseGradients(
            RealPass pass, int b, int column, Column z, Column mu, int lanes, int s, double[] sums) {
        double total = 0;
        double[] q = new double[z.re.length];
        for (int k = 0; k < q.length; k++) {
            q[k] = mu.im[k] * z.re[k] - mu.re[k] * z.im[k];
            total += q[k];
        }
        int j = 1;
        for (double[][] factors : pass.inner) {
            double part = 0;
            for (int k = 0; k < q.length; k++) {
                part = Math.fma(factors[b][k], q[k], part);
            }
            sums[j * lanes + s] += part;
            j++;
        }
        for (double[] factors : pass.outer) {
            sums[j * lanes + s] = Math.fma(factors[column], total, sums[j * lanes + s]);
            j++;
        }
    }

    @Override
    public void groupAdjoint(RealPass pass, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        for (int b = 0; b < pass.rows.length; b++) {
            int m = pass.rows[b].length;
            for (int i = 0; i < pass.bases.length; i++) {
                for (int place = 0; place < pass.run; place++) {
                    for (int s = 0; s < lanes; s++) {
                        int base = pass.bases[i] + place;
                        int column = i * pass.run + place;
                        Column l = Column.of(pass.rows[b], base, lambda, lanes, s);
                        l.times(pass.transposed, pass.back[b], false).to(pass.rows[b], base, to, lanes, s);
                        double t = 0;
                        int edge = pass.back[b] + m * m;
                        if (pass.lastEdge[b]) {
                            Column kept = Column.of(new int[] {pass.keptLast[b]}, column, pass.kept, lanes, s);
                            t = kept.dot(0, l.row(pass.transposed, edge), t);
                            edge += m;
                        }
                        if (pass.firstEdge[b]) {
                            Column kept = Column.of(new int[] {pass.keptFirst[b]}, column, pass.kept, lanes, s);
                            t = kept.dot(0, l.row(pass.transposed, edge), t);
                        }
                        if (pass.edges(b) > 0) {
                            sums[s] += t;
                        }
                    }
                }
            }
        }
    }

    @Override
    public void angleGradient(RealPass pass, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        for (int b = 0; b < pass.rows.length; b++) {
            for (int base : pass.bases) {
                for (int place = 0; place < pass.run; place++) {
                    for (int s = 0; s < lanes; s++) {
                        Column z = Column.of(pass.rows[b], base + place, x, lanes, s);
                        Column l = Column.of(pass.rows[b], base + place, lambda, lanes, s);
                        double t = 0;
                        for (int k = 1; k < z.re.length; k++) {
                            double u = l.re[k] * z.re[k - 1];
                            u = Math.fma(l.im[k], z.im[k - 1], u);
                            u = Math.fma(-l.re[k - 1], z.re[k], u);
                            u = Math.fma(-l.im[k - 1], z.im[k], u);
                            double v = l.re[k] * z.im[k - 1];
                            v = Math.fma(-l.im[k], z.re[k - 1], v);
                            v = Math.fma(l.re[k - 1], z.im[k], v);
                            v = Math.fma(-l.im[k - 1], z.re[k], v);
                            t = Math.fma(pass.turnedRe[b][k], u, t);
                            t = Math.fma(pass.turnedIm[b][k], v, t);
                        }
                        sums[s] += t;
                    }
                }
            }
        }
    }

    @Override
    public void apply(LanePass pass, KetBlock x, KetBlock y, int lanes) {
        own(pass, false, x, y, lanes);
    }

    @Override
    public void applyAdjoint(LanePass pass, KetBlock lambda, KetBlock to, int lanes) {
        own(pass, true, lambda, to, lanes);
    }

    private static void own(LanePass pass, boolean transposed, KetBlock x, KetBlock y, int lanes) {
        for (int b = 0; b < pass.rows.length; b++) {
            int m = pass.rows[b].length;
            for (int base : pass.bases) {
                for (int place = 0; place < pass.run; place++) {
                    for (int s = 0; s < lanes; s++) {
                        double[] u = new double[m * m];
                        for (int e = 0; e < u.length; e++) {
                            u[e] = pass.elements[(pass.at[b] + e) * lanes + s];
                        }
                        Column z = Column.of(pass.rows[b], base + place, x, lanes, s);
                        z.times(u, 0, transposed).to(pass.rows[b], base + place, y, lanes, s);
                    }
                }
            }
        }
    }

    @Override
    public void apply(PhasePass pass, KetBlock x, KetBlock y, int lanes) {
        phases(pass, x, y, 1, lanes);
    }

    @Override
    public void applyAdjoint(PhasePass pass, KetBlock lambda, int lanes) {
        phases(pass, lambda, lambda, -1, lanes);
    }

    /** Where lanes have phases of their own, from the last mode to the first. */
    private static void phases(PhasePass pass, KetBlock x, KetBlock y, double sign, int lanes) {
        for (int a = 0; a < pass.dimension; a++) {
            for (int s = 0; s < lanes; s++) {
                Column z = Column.of(new int[] {a}, 0, x, lanes, s);
                if (!pass.perLane) {
                    z.turn(0, pass.re[a], sign * pass.im[a]);
                }
                for (int i = pass.active.length - 1; i >= 0 && pass.perLane; i--) {
                    int mode = pass.active[i];
                    int at = a / pass.stride(mode) % pass.cutoff * lanes + s;
                    z.turn(0, pass.laneRe[mode][at], sign * pass.laneIm[mode][at]);
                }
                z.to(new int[] {a}, 0, y, lanes, s);
            }
        }
    }

    @Override
    public void marginals(PhasePass pass, double[] numbers, double[] sums, int lanes) {
        for (int mode : pass.active) {
            for (int a = 0; a < pass.dimension; a++) {
                int level = mode * pass.cutoff + a / pass.stride(mode) % pass.cutoff;
                for (int s = 0; s < lanes; s++) {
                    sums[level * lanes + s] += numbers[a * lanes + s];
                }
            }
        }
    }

    @Override
    public void product(KetBlock u, KetBlock v, KetBlock to, int lanes) {
        for (int a = 0; a < u.dimension; a++) {
            for (int n = 0; n < v.dimension; n++) {
                for (int s = 0; s < lanes; s++) {
                    Column z = Column.of(new int[] {n}, 0, v, lanes, s);
                    z.turn(0, u.re[a * lanes + s], u.im[a * lanes + s]);
                    z.to(new int[] {a * v.dimension + n}, 0, to, lanes, s);
                }
            }
        }
    }

    @Override
    public void quadratures(Ladder ladder, KetBlock ket, QuadratureBlock to, int lanes) {
        int levels = ladder.weight().length + 1;
        for (int s = 0; s < lanes; s++) {
            int sum = ladder.mode() * lanes + s;
            for (int a = 0; a < ladder.dimension(); a++) {
                int n = a / ladder.stride() % levels;
                if (n + 1 < levels) {
                    double ur = ladder.weight()[n] * ket.re[a * lanes + s];
                    double ui = ladder.weight()[n] * ket.im[a * lanes + s];
                    double vr = ket.re[(a + ladder.stride()) * lanes + s];
                    double vi = ket.im[(a + ladder.stride()) * lanes + s];
                    to.x()[sum] = Math.fma(ui, vi, Math.fma(ur, vr, to.x()[sum]));
                    to.p()[sum] = Math.fma(-ui, vr, Math.fma(ur, vi, to.p()[sum]));
                }
            }
        }
    }

    /** Of each amplitude first what its lower neighbour gives, then what its upper one does. */
    @Override
    public void quadraturesAdjoint(Ladder ladder, QuadratureBlock cotangent, KetBlock ket, KetBlock to, int lanes) {
        int levels = ladder.weight().length + 1;
        for (int a = 0; a < ladder.dimension(); a++) {
            int n = a / ladder.stride() % levels;
            for (int s = 0; s < lanes; s++) {
                for (int side = -1; side <= 1; side += 2) {
                    int other = n + side;
                    if (other >= 0 && other < levels) {
                        double weight = ladder.weight()[Math.min(n, other)];
                        double g = weight * cotangent.x()[ladder.mode() * lanes + s];
                        double h = side * weight * cotangent.p()[ladder.mode() * lanes + s];
                        int at = a * lanes + s;
                        int b = (a + side * ladder.stride()) * lanes + s;
                        to.re[at] = Math.fma(h, ket.im[b], Math.fma(g, ket.re[b], to.re[at]));
                        to.im[at] = Math.fma(-h, ket.re[b], Math.fma(g, ket.im[b], to.im[at]));
                    }
                }
            }
        }
    }

    private static Column turned(RealPass pass, int b, int base, KetBlock x, int lanes, int s) {
        Column z = Column.of(pass.rows[b], base, x, lanes, s);
        for (int k = 0; k < z.re.length && pass.phaseRe != null; k++) {
            int a = base + pass.rows[b][k];
            z.turn(k, pass.phaseRe[a], pass.phaseIm[a]);
        }
        return z;
    }

    /** Some amplitudes of one ket. */
    private record Column(double[] re, double[] im) {
        static Column of(int[] rows, int base, KetBlock x, int lanes, int s) {
            Column column = new Column(new double[rows.length], new double[rows.length]);
            for (int k = 0; k < rows.length; k++) {
                column.re[k] = x.re[(base + rows[k]) * lanes + s];
                column.im[k] = x.im[(base + rows[k]) * lanes + s];
            }
            return column;
        }

        void to(int[] rows, int base, KetBlock y, int lanes, int s) {
            for (int k = 0; k < rows.length; k++) {
                y.re[(base + rows[k]) * lanes + s] = re[k];
                y.im[(base + rows[k]) * lanes + s] = im[k];
            }
        }

        /** Amplitude k times c + i d: re = fma(c, re, -(d im)), im = fma(c, im, d re). */
        void turn(int k, double c, double d) {
            double p = re[k];
            double q = im[k];
            re[k] = Math.fma(c, p, -(d * q));
            im[k] = Math.fma(c, q, d * p);
        }

        /** A real matrix, or its transpose, times this, from 0, k ascending. */
        Column times(double[] u, int at, boolean transposed) {
            int m = re.length;
            Column y = new Column(new double[m], new double[m]);
            for (int i = 0; i < m; i++) {
                for (int k = 0; k < m; k++) {
                    double e = u[transposed ? at + k * m + i : at + i * m + k];
                    y.re[i] = Math.fma(e, re[k], y.re[i]);
                    y.im[i] = Math.fma(e, im[k], y.im[i]);
                }
            }
            return y;
        }

        /** One row times this, from 0. */
        double[] row(double[] u, int at) {
            double[] sum = new double[2];
            for (int k = 0; k < re.length; k++) {
                sum[0] = Math.fma(u[at + k], re[k], sum[0]);
                sum[1] = Math.fma(u[at + k], im[k], sum[1]);
            }
            return sum;
        }

        /** t + Re (conj(amplitude k) e): real parts first. */
        double dot(int k, double[] e, double t) {
            return Math.fma(im[k], e[1], Math.fma(re[k], e[0], t));
        }
    }
}
