package org.everycore.photonics.readout;

import org.everycore.photonics.engine.FockKet;
import org.everycore.photonics.mixed.FockDensity;
import org.everycore.photonics.mixed.FockState;

/**
 * The probability density of the positions of one or two modes of a state on a grid, all other modes traced out:
 * P(x, y) = Σ_k |Σ_nm c[n,m,k] φ_n(x) φ_m(y)|².
 *
 * <p>Arrays are [x][y] flat, x slowest (index {@code i * grid.length + j} for x = grid[i], y = grid[j]). Values are densities
 * in the units asked for, not divided by the norm; {@link #normalised} makes them sum to 1 over the grid.
 */
public final class PositionDensity {
    private PositionDensity() {}

    /** The density of one mode's position. */
    public static double[] of(FockState state, int mode, double[] grid, PositionUnits units) {
        FockDensity rho = state.reduced(mode);
        int c = rho.cutoff();
        double[] basis = units.basis(grid, c);
        double[] density = new double[grid.length];
        for (int i = 0; i < grid.length; i++) {
            for (int n = 0; n < c; n++) {
                double row = 0;
                for (int m = 0; m < n; m++) {
                    row += 2 * rho.re()[n * c + m] * basis[i * c + m];
                }
                density[i] += (row + rho.re()[n * c + n] * basis[i * c + n]) * basis[i * c + n];
            }
        }
        return density;
    }

    /** The joint density of two modes' positions. */
    public static double[] of(FockState state, int modeX, int modeY, double[] grid, PositionUnits units) {
        double[] basis = units.basis(grid, state.cutoff());
        if (state.ket().isPresent()) {
            FockKet ket = state.ket().orElseThrow();
            double[] density = new double[grid.length * grid.length];
            new KetDensity(ket.modes(), ket.cutoff(), new int[] {modeX, modeY}, grid.length, basis, false)
                    .read(ket.re(), ket.im(), 0, density, 0);
            return density;
        }
        return mixed(state.density().reduced(modeX, modeY), grid.length, basis);
    }

    private static double[] mixed(FockDensity rho, int points, double[] basis) {
        int c = rho.cutoff();
        double[] density = new double[points * points];
        double[] half = new double[c * c];
        for (int i = 0; i < points; i++) {
            for (int m = 0; m < c; m++) {
                for (int k = 0; k < c; k++) {
                    double sum = 0;
                    for (int n = 0; n < c; n++) {
                        for (int l = 0; l < c; l++) {
                            // Imaginary parts cancel in the end: ρ is Hermitian and φ real.
                            sum += basis[i * c + n] * basis[i * c + l] * rho.re()[(n * c + m) * c * c + l * c + k];
                        }
                    }
                    half[m * c + k] = sum;
                }
            }
            for (int j = 0; j < points; j++) {
                double sum = 0;
                for (int m = 0; m < c; m++) {
                    for (int k = 0; k < c; k++) {
                        sum += half[m * c + k] * basis[j * c + m] * basis[j * c + k];
                    }
                }
                density[i * points + j] = sum;
            }
        }
        return density;
    }

    /** The same numbers divided by their sum, as recorded generators' densities are. */
    public static double[] normalised(double[] density) {
        double sum = 0;
        for (double value : density) {
            sum += value;
        }
        double[] shares = density.clone();
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
