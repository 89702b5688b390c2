package org.everycore.photonics.engine;

import java.util.Arrays;

/** Products where every lane has its own real matrix: element e of lane s lies at {@code e * lanes + s}. */
final class LaneMatrices {
    private LaneMatrices() {}

    /** y[base + rows[i]] = Σ_k u[i, k] x[base + rows[k]], or u[k, i] when transposed, k ascending, for each base. */
    static void product(
            double[] u, int at, boolean transposed, int[] rows, int[] bases, KetBlock x, KetBlock y, int lanes) {
        int m = rows.length;
        int step = transposed ? m : 1;
        for (int base : bases) {
            for (int i = 0; i < m; i++) {
                int to = (base + rows[i]) * lanes;
                Arrays.fill(y.re, to, to + lanes, 0);
                Arrays.fill(y.im, to, to + lanes, 0);
                int element = transposed ? at + i : at + i * m;
                int k = 0;
                for (; k + 1 < m; k += 2) {
                    two(
                            u,
                            element * lanes,
                            (element + step) * lanes,
                            x.re,
                            x.im,
                            (base + rows[k]) * lanes,
                            (base + rows[k + 1]) * lanes,
                            y.re,
                            y.im,
                            to,
                            lanes);
                    element += 2 * step;
                }
                if (k < m) {
                    one(u, element * lanes, x.re, x.im, (base + rows[k]) * lanes, y.re, y.im, to, lanes);
                }
            }
        }
    }

    private static void one(
            double[] u, int u0, double[] xr, double[] xi, int x0, double[] yr, double[] yi, int to, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double a = u[u0 + s];
            yr[to + s] = Math.fma(a, xr[x0 + s], yr[to + s]);
            yi[to + s] = Math.fma(a, xi[x0 + s], yi[to + s]);
        }
    }

    private static void two(
            double[] u,
            int u0,
            int u1,
            double[] xr,
            double[] xi,
            int x0,
            int x1,
            double[] yr,
            double[] yi,
            int to,
            int lanes) {
        for (int s = 0; s < lanes; s++) {
            double a = u[u0 + s];
            double b = u[u1 + s];
            yr[to + s] = Math.fma(b, xr[x1 + s], Math.fma(a, xr[x0 + s], yr[to + s]));
            yi[to + s] = Math.fma(b, xi[x1 + s], Math.fma(a, xi[x0 + s], yi[to + s]));
        }
    }
}
