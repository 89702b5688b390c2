package org.everycore.photonics.readout;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.everycore.photonics.measure.HermiteFunctions;

/** In which units a position density reads its axis. */
public enum PositionUnits {
    /** This module's: hbar = 2, the vacuum's variance is 1, φ_n = ψ_n. */
    CONSISTENT {
        @Override
        void fill(double x, int cutoff, double[] out) {
            HermiteFunctions.fill(x, cutoff, out);
        }
    },
    /**
     * Those of φ_n(x) = H_n(x) e^{-x²/2} / √(2^n n! √π), where the vacuum's variance is ½: what recorded generators were
     * read with although their gates have hbar = 2. An x here is an x of {@link #CONSISTENT} divided by √2.
     */
    HERMITE {
        @Override
        void fill(double x, int cutoff, double[] out) {
            HermiteFunctions.fill(Math.sqrt(2) * x, cutoff, out);
            double stretch = Math.sqrt(Math.sqrt(2));
            for (int n = 0; n < cutoff; n++) {
                out[n] *= stretch;
            }
        }
    };

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes φ_0(x) .. φ_{cutoff-1}(x). */
    abstract void fill(double x, int cutoff, double[] out);

    /** φ_n at every point of a grid: points x cutoff, row by row. */
    public double[] basis(double[] grid, int cutoff) {
        double[] basis = new double[grid.length * cutoff];
        double[] row = new double[cutoff];
        for (int i = 0; i < grid.length; i++) {
            fill(grid[i], cutoff, row);
            System.arraycopy(row, 0, basis, i * cutoff, cutoff);
        }
        return basis;
    }
}
