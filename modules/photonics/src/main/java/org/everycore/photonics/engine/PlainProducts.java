package org.everycore.photonics.engine;

/** Products of an operator with lanes, in plain Java: four complex products to a load; for a single lane, two rows at a time. */
final class PlainProducts {
    private PlainProducts() {}

    /** y += U x. */
    static void add(Operator u, KetBlock x, KetBlock y, int lanes) {
        double[] ur = u.re();
        double[] ui = u.im();
        int rows = u.rows();
        int inner = u.columns();
        double[] xr = x.re;
        double[] xi = x.im;
        double[] yr = y.re;
        double[] yi = y.im;
        if (lanes == 1) {
            complexOne(ur, ui, rows, inner, xr, xi, yr, yi);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int row = i * inner;
            boolean pair = i + 1 < rows;
            int k = 0;
            for (; k + 1 < inner; k += 2) {
                if (pair) {
                    complex22(ur, ui, row + k, row + inner + k, xr, xi, k * lanes, yr, yi, i * lanes, lanes);
                } else {
                    complex11(ur[row + k], ui[row + k], xr, xi, k * lanes, yr, yi, i * lanes, lanes);
                    complex11(ur[row + k + 1], ui[row + k + 1], xr, xi, (k + 1) * lanes, yr, yi, i * lanes, lanes);
                }
            }
            if (k < inner) {
                complex11(ur[row + k], ui[row + k], xr, xi, k * lanes, yr, yi, i * lanes, lanes);
                if (pair) {
                    int next = row + inner + k;
                    complex11(ur[next], ui[next], xr, xi, k * lanes, yr, yi, (i + 1) * lanes, lanes);
                }
            }
            if (pair) {
                i++;
            }
        }
    }

    private static void complexOne(
            double[] ur, double[] ui, int rows, int inner, double[] xr, double[] xi, double[] yr, double[] yi) {
        int i = 0;
        for (; i + 1 < rows; i += 2) {
            int row0 = i * inner;
            int row1 = row0 + inner;
            double re0 = yr[i];
            double im0 = yi[i];
            double re1 = yr[i + 1];
            double im1 = yi[i + 1];
            for (int k = 0; k < inner; k++) {
                double p = xr[k];
                double q = xi[k];
                re0 = Math.fma(-ui[row0 + k], q, Math.fma(ur[row0 + k], p, re0));
                im0 = Math.fma(ui[row0 + k], p, Math.fma(ur[row0 + k], q, im0));
                re1 = Math.fma(-ui[row1 + k], q, Math.fma(ur[row1 + k], p, re1));
                im1 = Math.fma(ui[row1 + k], p, Math.fma(ur[row1 + k], q, im1));
            }
            yr[i] = re0;
            yi[i] = im0;
            yr[i + 1] = re1;
            yi[i + 1] = im1;
        }
        for (; i < rows; i++) {
            double re = yr[i];
            double im = yi[i];
            for (int k = 0; k < inner; k++) {
                re = Math.fma(-ui[i * inner + k], xi[k], Math.fma(ur[i * inner + k], xr[k], re));
                im = Math.fma(ui[i * inner + k], xr[k], Math.fma(ur[i * inner + k], xi[k], im));
            }
            yr[i] = re;
            yi[i] = im;
        }
    }

    private static void complex22(
            double[] ur,
            double[] ui,
            int row0,
            int row1,
            double[] xr,
            double[] xi,
            int x0,
            double[] yr,
            double[] yi,
            int y0,
            int lanes) {
        double a = ur[row0];
        double b = ui[row0];
        double c = ur[row0 + 1];
        double d = ui[row0 + 1];
        double e = ur[row1];
        double f = ui[row1];
        double g = ur[row1 + 1];
        double h = ui[row1 + 1];
        double minusB = -b;
        double minusD = -d;
        double minusF = -f;
        double minusH = -h;
        int x1 = x0 + lanes;
        int y1 = y0 + lanes;
        for (int s = 0; s < lanes; s++) {
            double p = xr[x0 + s];
            double q = xi[x0 + s];
            double v = xr[x1 + s];
            double w = xi[x1 + s];
            yr[y0 + s] = Math.fma(minusD, w, Math.fma(c, v, Math.fma(minusB, q, Math.fma(a, p, yr[y0 + s]))));
            yi[y0 + s] = Math.fma(d, v, Math.fma(c, w, Math.fma(b, p, Math.fma(a, q, yi[y0 + s]))));
            yr[y1 + s] = Math.fma(minusH, w, Math.fma(g, v, Math.fma(minusF, q, Math.fma(e, p, yr[y1 + s]))));
            yi[y1 + s] = Math.fma(h, v, Math.fma(g, w, Math.fma(f, p, Math.fma(e, q, yi[y1 + s]))));
        }
    }

    private static void complex11(
            double a, double b, double[] xr, double[] xi, int x0, double[] yr, double[] yi, int y0, int lanes) {
        double minusB = -b;
        for (int s = 0; s < lanes; s++) {
            double p = xr[x0 + s];
            double q = xi[x0 + s];
            yr[y0 + s] = Math.fma(minusB, q, Math.fma(a, p, yr[y0 + s]));
            yi[y0 + s] = Math.fma(b, p, Math.fma(a, q, yi[y0 + s]));
        }
    }
}
