package org.everycore.photonics.engine;

/**
 * The products that all time goes into, over lanes: value v of lane s lies at {@code v * lanes + s}.
 *
 * <p>Every result is one chain of fused multiply-adds in a fixed order, so every implementation gives the same bits: start
 * from 0 (or from what is there), then k ascending. A real matrix: re = fma(u[k], xr[k], re), im = fma(u[k], xi[k], im). A
 * complex one: re = fma(ur, xr, re) then fma(-ui, xi, re); im = fma(ur, xi, im) then fma(ui, xr, im).
 */
public interface BlockKernel {
    /** What reports call it. */
    String name();

    /** A number of lanes that fills its registers; blocks are made of multiples of it. */
    int preferredLanes();

    /**
     * y[base + rows[i]] = Σ_k u[at + i m + k] x[base + rows[k]] with m = rows.length, for each base.
     */
    void real(
            double[] u, int at, int[] rows, int[] bases, double[] xr, double[] xi, double[] yr, double[] yi, int lanes);

    /**
     * y[i] = Σ_k u[i inner + k] x[k] for i below {@code rows}, added to y when {@code add}.
     */
    void complex(
            double[] ur,
            double[] ui,
            int rows,
            int inner,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int lanes,
            boolean add);
}
