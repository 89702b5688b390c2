package org.everycore.photonics.engine;

import java.util.Arrays;

/**
 * The kernel in plain Java: loops over lanes that the JIT compiler vectorises, four products to a load; for a single lane,
 * two rows of dot products at a time. Passes over blocks: {@link PlainBlocks}.
 */
public final class PlainKernel implements BlockKernel {
    public static final PlainKernel INSTANCE = new PlainKernel();

    private PlainKernel() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int preferredLanes() {
        return 16;
    }

    @Override
    public void real(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes) {
        PlainBlocks.forward(pass, scratch, x, y, lanes);
    }

    /** Some columns of each base of one block, for kernels that leave a rest. */
    public void columns(RealPass pass, Scratch scratch, KetBlock x, KetBlock y, int lanes, int b, int from, int to) {
        for (int base : pass.bases) {
            PlainBlocks.columns(pass, scratch, x, y, lanes, b, base, from, to);
        }
    }

    @Override
    public void reverse(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        PlainBlocks.reverse(pass, scratch, x, lambda, lanes, sums);
    }

    @Override
    public void back(
            RealPass pass, Scratch scratch, KetBlock kept, KetBlock lambda, KetBlock to, int lanes, double[] sums) {
        PlainGroup.back(pass, scratch, kept, lambda, to, lanes, sums);
    }

    @Override
    public void slope(RealPass pass, Scratch scratch, KetBlock x, KetBlock lambda, int lanes, double[] sums) {
        PlainGroup.slope(pass, scratch, x, lambda, lanes, sums);
    }

    @Override
    public void complex(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            boolean add) {
        if (!add) {
            Arrays.fill(yr, 0, rows * lanes, 0);
            Arrays.fill(yi, 0, rows * lanes, 0);
        }
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

    @Override
    public void ownReal(
            double[] u,
            int at,
            boolean transposed,
            int[] rows,
            int[] bases,
            int run,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        int m = rows.length;
        int step = transposed ? m : 1;
        for (int first : bases) {
            for (int base = first; base < first + run; base++) {
                ownBlock(u, at, step, transposed, rows, base, xr, xi, yr, yi, lanes);
            }
        }
    }

    private static void ownBlock(
            double[] u,
            int at,
            int step,
            boolean transposed,
            int[] rows,
            int base,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes) {
        int m = rows.length;
        for (int i = 0; i < m; i++) {
            int to = (base + rows[i]) * lanes;
            Arrays.fill(yr, to, to + lanes, 0);
            Arrays.fill(yi, to, to + lanes, 0);
            int element = transposed ? at + i : at + i * m;
            int k = 0;
            for (; k + 1 < m; k += 2) {
                int x0 = (base + rows[k]) * lanes;
                int x1 = (base + rows[k + 1]) * lanes;
                ownTwo(u, element * lanes, (element + step) * lanes, xr, xi, x0, x1, yr, yi, to, lanes);
                element += 2 * step;
            }
            if (k < m) {
                ownOne(u, element * lanes, xr, xi, (base + rows[k]) * lanes, yr, yi, to, lanes);
            }
        }
    }

    private static void ownOne(
            double[] u, int u0, double[] xr, double[] xi, int x0, double[] yr, double[] yi, int to, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double a = u[u0 + s];
            yr[to + s] = Math.fma(a, xr[x0 + s], yr[to + s]);
            yi[to + s] = Math.fma(a, xi[x0 + s], yi[to + s]);
        }
    }

    private static void ownTwo(
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

    @Override
    public void multiply(
            double[] cr,
            double[] ci,
            int c,
            double sign,
            double[] xr,
            double[] xi,
            int x,
            double[] yr,
            double[] yi,
            int y,
            int lanes) {
        for (int s = 0; s < lanes; s++) {
            double i = sign * ci[c + s];
            double p = xr[x + s];
            double q = xi[x + s];
            yr[y + s] = Math.fma(cr[c + s], p, -(i * q));
            yi[y + s] = Math.fma(cr[c + s], q, i * p);
        }
    }

    @Override
    public void scale(double cr, double ci, double[] xr, double[] xi, double[] yr, double[] yi, int at, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double p = xr[at + s];
            double q = xi[at + s];
            yr[at + s] = Math.fma(cr, p, -(ci * q));
            yi[at + s] = Math.fma(cr, q, ci * p);
        }
    }

    @Override
    public void add(double[] from, int x, double[] to, int y, int lanes) {
        for (int s = 0; s < lanes; s++) {
            to[y + s] += from[x + s];
        }
    }

    @Override
    public void quadratures(
            double[] weight,
            int dimension,
            int stride,
            double[] re,
            double[] im,
            double[] x,
            double[] p,
            int to,
            int lanes) {
        int last = weight.length;
        for (int a = 0; a < dimension; a++) {
            int n = a / stride % (last + 1);
            if (n < last) {
                overlap(weight[n], re, im, a * lanes, (a + stride) * lanes, x, p, to, lanes);
            }
        }
    }

    private static void overlap(
            double weight, double[] re, double[] im, int a, int b, double[] x, double[] p, int to, int lanes) {
        for (int s = 0; s < lanes; s++) {
            double ur = weight * re[a + s];
            double ui = weight * im[a + s];
            double vr = re[b + s];
            double vi = im[b + s];
            x[to + s] = Math.fma(ui, vi, Math.fma(ur, vr, x[to + s]));
            p[to + s] = Math.fma(-ui, vr, Math.fma(ur, vi, p[to + s]));
        }
    }

    @Override
    public void pull(
            double[] weight,
            int dimension,
            int stride,
            double[] gx,
            double[] gp,
            int from,
            double[] re,
            double[] im,
            double[] toRe,
            double[] toIm,
            int lanes) {
        int last = weight.length;
        for (int a = 0; a < dimension; a++) {
            int n = a / stride % (last + 1);
            if (n > 0) {
                share(weight[n - 1], -1, gx, gp, from, re, im, (a - stride) * lanes, toRe, toIm, a * lanes, lanes);
            }
            if (n < last) {
                share(weight[n], 1, gx, gp, from, re, im, (a + stride) * lanes, toRe, toIm, a * lanes, lanes);
            }
        }
    }

    private static void share(
            double weight,
            double sign,
            double[] gx,
            double[] gp,
            int from,
            double[] re,
            double[] im,
            int b,
            double[] toRe,
            double[] toIm,
            int a,
            int lanes) {
        double turned = sign * weight;
        for (int s = 0; s < lanes; s++) {
            double x = weight * gx[from + s];
            double p = turned * gp[from + s];
            toRe[a + s] = Math.fma(p, im[b + s], Math.fma(x, re[b + s], toRe[a + s]));
            toIm[a + s] = Math.fma(-p, re[b + s], Math.fma(x, im[b + s], toIm[a + s]));
        }
    }
}
