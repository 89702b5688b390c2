package org.everycore.photonics.readout;

import java.util.Arrays;
import org.everycore.photonics.engine.KetBlock;
import org.everycore.photonics.linear.RowSums;
import org.everycore.photonics.mixed.ModeLayout;

/**
 * The position density of one or two modes of a block of kets on a grid, and its adjoint; what {@link KetDensity} gives one
 * ket at a time, to rounding. Owned by one worker.
 *
 * <p>For each level k of the other modes ψ(x, y) = Σ_m φ_m(y) Σ_n φ_n(x) c[n, m, k], and P = Σ_k |ψ|² with k ascending. The
 * functions are even or odd with n, so on a grid that is symmetric about 0 the even and odd levels are summed apart for x >= 0
 * only, and ψ(±x) = even ± odd: half the work. Levels are summed in ascending order within their parity, so any number of
 * lanes gives the same bits. Points are laid out x slowest; a density of one mode is one of two whose second has one level.
 */
public final class BlockDensity {
    /** Elements of a row of x points times lanes that stay in the first-level cache with all levels of y. */
    private static final int TILE = 160;

    /** Points whose waves are kept before they are added to the cotangents of the levels. */
    private static final int WAVES = 6;

    private final int cutoff;
    private final int[] levels;
    private final int[] others;
    private final Side x;
    private final Side y;
    private final int maxLanes;
    private final int tilePairs;

    /** By level of x: (level of y, lane). */
    private final double[][] ketRe;

    private final double[][] ketIm;
    /** By level of y: (x of the tile, lane). */
    private final double[][] halfRe;

    private final double[][] halfIm;
    private final double[][] parts;
    /** By y, the dummy last: (x of the tile, lane). */
    private final double[][] density;

    private Pull pull;

    /** What only the adjoint needs. */
    private static final class Pull {
        final double[][] ketRe;
        final double[][] ketIm;
        final double[][] halfRe;
        final double[][] halfIm;
        final double[][] waves;
        final double[][] evens;
        final double[][] odds;

        Pull(int cutoffX, int cutoffY, int pairs, int lanes, int row) {
            ketRe = new double[cutoffX][cutoffY * lanes];
            ketIm = new double[cutoffX][cutoffY * lanes];
            halfRe = new double[cutoffY][row];
            halfIm = new double[cutoffY][row];
            waves = new double[4 * WAVES][row];
            evens = new double[2 * pairs][cutoffY * lanes];
            odds = new double[2 * pairs][cutoffY * lanes];
        }
    }

    /** The points of one axis in mirror pairs (the second -1 where a point has no mirror), and the functions at the first. */
    private record Side(int points, int levels, int[] first, int[] second, double[] basis) {
        static Side of(double[] grid, int levels, PositionUnits units) {
            int n = grid.length;
            boolean symmetric = true;
            for (int i = 0; i < n; i++) {
                symmetric &= Math.abs(grid[i] + grid[n - 1 - i]) <= 1e-12 * Math.abs(grid[n - 1]);
            }
            int pairs = symmetric ? (n + 1) / 2 : n;
            int[] first = new int[pairs];
            int[] second = new int[pairs];
            double[] at = new double[pairs];
            for (int p = 0; p < pairs; p++) {
                first[p] = symmetric ? n - pairs + p : p;
                second[p] = symmetric && n - 1 - first[p] != first[p] ? n - 1 - first[p] : -1;
                at[p] = symmetric ? 0.5 * (grid[first[p]] - grid[n - 1 - first[p]]) : grid[p];
            }
            return new Side(n, levels, first, second, units.basis(at, levels));
        }

        static Side single() {
            return new Side(1, 1, new int[] {0}, new int[] {-1}, new double[] {1});
        }

        int pairs() {
            return first.length;
        }

        int evens() {
            return (levels + 1) / 2;
        }

        int odds() {
            return levels / 2;
        }
    }

    /**
     * @param on one mode, or two, of which the first is x
     * @param grid the points of both axes
     */
    public BlockDensity(int modes, int cutoff, int[] on, double[] grid, PositionUnits units, int maxLanes) {
        if (on.length < 1 || on.length > 2) {
            throw new IllegalArgumentException("a density of " + on.length + " modes");
        }
        ModeLayout layout = new ModeLayout(modes, cutoff);
        this.cutoff = cutoff;
        this.levels = layout.offsets(on);
        this.others = layout.others(on);
        this.x = Side.of(grid, cutoff, units);
        this.y = on.length == 2 ? x : Side.single();
        this.maxLanes = maxLanes;
        this.tilePairs = Math.max(1, Math.min(x.pairs(), TILE / 2 / maxLanes));
        int row = 2 * tilePairs * maxLanes;
        int column = y.levels() * maxLanes;
        this.ketRe = new double[cutoff][column];
        this.ketIm = new double[cutoff][column];
        this.halfRe = new double[y.levels()][row];
        this.halfIm = new double[y.levels()][row];
        this.parts = new double[4][Math.max(row, column)];
        this.density = new double[y.points() + 1][row];
    }

    /** Numbers a ket. */
    public int points() {
        return x.points() * y.points();
    }

    /** Writes the densities, not normalised: point p of lane s at {@code p * lanes + s}. */
    public void read(KetBlock ket, int lanes, double[] out) {
        for (int tile = 0; tile < x.pairs(); tile += tilePairs) {
            int end = Math.min(x.pairs(), tile + tilePairs);
            int row = 2 * (end - tile) * lanes;
            for (double[] at : density) {
                Arrays.fill(at, 0, row, 0);
            }
            for (int rest : others) {
                half(ket, rest, tile, end, lanes);
                for (int q = 0; q < y.pairs(); q++) {
                    wave(q, row);
                    squares(parts[0], parts[1], parts[2], parts[3], density[y.first()[q]], density[mirror(y, q)], row);
                }
            }
            for (int p = tile; p < end; p++) {
                emit(x.first()[p], 2 * (p - tile) * lanes, lanes, out);
                if (x.second()[p] >= 0) {
                    emit(x.second()[p], (2 * (p - tile) + 1) * lanes, lanes, out);
                }
            }
        }
    }

    private static int mirror(Side side, int pair) {
        return side.second()[pair] < 0 ? side.points() : side.second()[pair];
    }

    private void emit(int i, int from, int lanes, double[] out) {
        for (int j = 0; j < y.points(); j++) {
            System.arraycopy(density[j], from, out, (i * y.points() + j) * lanes, lanes);
        }
    }

    /** The sums over levels of x at a tile's points, by level of y. */
    private void half(KetBlock ket, int rest, int tile, int end, int lanes) {
        int my = y.levels();
        for (int n = 0; n < cutoff; n++) {
            for (int m = 0; m < my; m++) {
                int from = (levels[n * my + m] + rest) * lanes;
                System.arraycopy(ket.re, from, ketRe[n], m * lanes, lanes);
                System.arraycopy(ket.im, from, ketIm[n], m * lanes, lanes);
            }
        }
        int column = my * lanes;
        for (int p = tile; p < end; p++) {
            split(x, p, ketRe, ketIm, column);
            int plus = 2 * (p - tile) * lanes;
            for (int m = 0; m < my; m++) {
                mirrored(parts[0], parts[1], m * lanes, halfRe[m], plus, lanes);
                mirrored(parts[2], parts[3], m * lanes, halfIm[m], plus, lanes);
            }
        }
    }

    /** Sums over even and odd levels of one point: real even, real odd, imaginary even, imaginary odd. */
    private void split(Side side, int pair, double[][] re, double[][] im, int length) {
        for (double[] part : parts) {
            Arrays.fill(part, 0, length, 0);
        }
        int at = pair * side.levels();
        RowSums.add(side.basis(), at, 2, re, 0, 2, side.evens(), parts[0], length);
        RowSums.add(side.basis(), at + 1, 2, re, 1, 2, side.odds(), parts[1], length);
        RowSums.add(side.basis(), at, 2, im, 0, 2, side.evens(), parts[2], length);
        RowSums.add(side.basis(), at + 1, 2, im, 1, 2, side.odds(), parts[3], length);
    }

    private static void mirrored(double[] even, double[] odd, int from, double[] to, int plus, int lanes) {
        for (int s = 0; s < lanes; s++) {
            to[plus + s] = even[from + s] + odd[from + s];
            to[plus + lanes + s] = even[from + s] - odd[from + s];
        }
    }

    private void wave(int pair, int row) {
        split(y, pair, halfRe, halfIm, row);
    }

    private static void squares(
            double[] evenRe,
            double[] oddRe,
            double[] evenIm,
            double[] oddIm,
            double[] plus,
            double[] minus,
            int length) {
        for (int i = 0; i < length; i++) {
            double a = evenRe[i] + oddRe[i];
            double b = evenIm[i] + oddIm[i];
            double c = evenRe[i] - oddRe[i];
            double d = evenIm[i] - oddIm[i];
            plus[i] = Math.fma(b, b, Math.fma(a, a, plus[i]));
            minus[i] = Math.fma(d, d, Math.fma(c, c, minus[i]));
        }
    }

    /**
     * Adds to the cotangent of the kets what cotangents of their densities (as {@link #read} writes them) are worth.
     *
     * @param cotangents point p of lane s at {@code p * lanes + s}
     */
    public void pull(double[] cotangents, KetBlock ket, int lanes, KetBlock to) {
        if (pull == null) {
            pull = new Pull(cutoff, y.levels(), tilePairs, maxLanes, 2 * tilePairs * maxLanes);
        }
        for (int tile = 0; tile < x.pairs(); tile += tilePairs) {
            int end = Math.min(x.pairs(), tile + tilePairs);
            int row = 2 * (end - tile) * lanes;
            gather(cotangents, tile, end, lanes);
            for (int rest : others) {
                half(ket, rest, tile, end, lanes);
                waves(row);
                levels(rest, tile, end, lanes, to);
            }
        }
    }

    /** Twice the cotangents, by y; 0 where a point has no mirror. */
    private void gather(double[] cotangents, int tile, int end, int lanes) {
        Arrays.fill(density[y.points()], 0);
        for (int p = tile; p < end; p++) {
            int plus = 2 * (p - tile) * lanes;
            for (int j = 0; j < y.points(); j++) {
                twice(cotangents, (x.first()[p] * y.points() + j) * lanes, density[j], plus, lanes);
                if (x.second()[p] >= 0) {
                    twice(cotangents, (x.second()[p] * y.points() + j) * lanes, density[j], plus + lanes, lanes);
                } else {
                    Arrays.fill(density[j], plus + lanes, plus + 2 * lanes, 0);
                }
            }
        }
    }

    private static void twice(double[] from, int at, double[] to, int plus, int lanes) {
        for (int s = 0; s < lanes; s++) {
            to[plus + s] = 2 * from[at + s];
        }
    }

    /** The cotangents of the half-way sums: a few points of y at a time. */
    private void waves(int row) {
        for (int m = 0; m < y.levels(); m++) {
            Arrays.fill(pull.halfRe[m], 0, row, 0);
            Arrays.fill(pull.halfIm[m], 0, row, 0);
        }
        double[][] kept = pull.waves;
        for (int from = 0; from < y.pairs(); from += WAVES) {
            int count = Math.min(WAVES, y.pairs() - from);
            for (int q = 0; q < count; q++) {
                wave(from + q, row);
                double[] plus = density[y.first()[from + q]];
                double[] minus = density[mirror(y, from + q)];
                weighted(parts[0], parts[1], plus, minus, kept[q], kept[WAVES + q], row);
                weighted(parts[2], parts[3], plus, minus, kept[2 * WAVES + q], kept[3 * WAVES + q], row);
            }
            for (int m = 0; m < y.levels(); m++) {
                int odd = m & 1;
                int at = from * y.levels() + m;
                RowSums.add(y.basis(), at, y.levels(), kept, odd * WAVES, 1, count, pull.halfRe[m], row);
                RowSums.add(y.basis(), at, y.levels(), kept, (2 + odd) * WAVES, 1, count, pull.halfIm[m], row);
            }
        }
    }

    /** What the waves at ±y are worth for even levels and for odd ones. */
    private static void weighted(
            double[] even, double[] odd, double[] plus, double[] minus, double[] toEven, double[] toOdd, int length) {
        for (int i = 0; i < length; i++) {
            double a = plus[i] * (even[i] + odd[i]);
            double b = minus[i] * (even[i] - odd[i]);
            toEven[i] = a + b;
            toOdd[i] = a - b;
        }
    }

    /** From half-way sums to the amplitudes. */
    private void levels(int rest, int tile, int end, int lanes, KetBlock to) {
        int my = y.levels();
        int column = my * lanes;
        int count = end - tile;
        for (int p = 0; p < count; p++) {
            int plus = 2 * p * lanes;
            for (int m = 0; m < my; m++) {
                mirroredBack(pull.halfRe[m], plus, lanes, pull.evens[p], pull.odds[p], m * lanes);
                mirroredBack(
                        pull.halfIm[m], plus, lanes, pull.evens[tilePairs + p], pull.odds[tilePairs + p], m * lanes);
            }
        }
        for (int n = 0; n < cutoff; n++) {
            double[][] rows = (n & 1) == 0 ? pull.evens : pull.odds;
            Arrays.fill(pull.ketRe[n], 0, column, 0);
            Arrays.fill(pull.ketIm[n], 0, column, 0);
            int at = tile * cutoff + n;
            RowSums.add(x.basis(), at, cutoff, rows, 0, 1, count, pull.ketRe[n], column);
            RowSums.add(x.basis(), at, cutoff, rows, tilePairs, 1, count, pull.ketIm[n], column);
            for (int m = 0; m < my; m++) {
                int where = (levels[n * my + m] + rest) * lanes;
                plus(pull.ketRe[n], m * lanes, to.re, where, lanes);
                plus(pull.ketIm[n], m * lanes, to.im, where, lanes);
            }
        }
    }

    private static void mirroredBack(double[] from, int plus, int lanes, double[] even, double[] odd, int at) {
        for (int s = 0; s < lanes; s++) {
            double a = from[plus + s];
            double b = from[plus + lanes + s];
            even[at + s] = a + b;
            odd[at + s] = a - b;
        }
    }

    private static void plus(double[] from, int at, double[] to, int where, int lanes) {
        for (int s = 0; s < lanes; s++) {
            to[where + s] += from[at + s];
        }
    }
}
