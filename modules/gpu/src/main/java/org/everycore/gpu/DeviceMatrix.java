package org.everycore.gpu;

import java.util.Arrays;
import org.everycore.photonics.engine.Pass;
import org.everycore.photonics.engine.RealPass;
import org.everycore.photonics.fock.RealGate;

/** A block-diagonal real matrix in a device's memory, as the kernels {@code ec_matrix} and {@code ec_slopes} take it. */
final class DeviceMatrix {
    /** Numbers of a block in the table of blocks. */
    private static final int BLOCK = 7;
    /** Numbers of a level in the tables of levels. */
    private static final int LEVEL = 4;

    final long rows;
    final long bases;
    final int run;
    final int columns;
    final int blocks;
    final int dimension;
    /** Levels with the rows of the matrix; and of its transpose. */
    final long forward;

    final long back;
    /** Elements, null where every lane has its own. */
    final long elements;

    final long transposed;
    /** The blocks, and the couplings of their rows, plain and between phases. */
    final long table;

    final long couplings;
    final long turnedRe;
    final long turnedIm;
    /** What sums of phases are multiplied with, by level and by column. */
    final long inner;

    final long outer;
    final int innerSums;
    final int outerSums;
    final boolean edges;

    private final int levels;

    /** A matrix that all lanes share. */
    DeviceMatrix(DeviceWork work, RealPass pass, boolean gradients) {
        this.run = pass.run;
        this.columns = pass.bases.length * pass.run;
        this.blocks = pass.rows.length;
        this.levels = Arrays.stream(pass.rows).mapToInt(rows -> rows.length).sum();
        this.dimension = levels * columns;
        this.rows = work.shared(
                Arrays.stream(pass.rows).flatMapToInt(Arrays::stream).toArray());
        this.bases = work.shared(pass.bases);
        this.forward = work.shared(levels(pass.rows, pass.at, false));
        this.elements = work.shared(pass.elements);
        if (gradients) {
            this.back = work.shared(levels(pass.rows, pass.back, false));
            this.transposed = work.shared(pass.transposed);
            this.table = work.shared(blocks(pass));
            this.couplings = work.shared(flat(pass.couplings));
            this.turnedRe = work.shared(flat(pass.turnedRe));
            this.turnedIm = work.shared(flat(pass.turnedIm));
            this.inner = work.shared(Arrays.stream(pass.inner)
                    .flatMapToDouble(f -> Arrays.stream(flat(f)))
                    .toArray());
            this.outer = work.shared(flat(pass.outer));
        } else {
            this.back = 0;
            this.transposed = 0;
            this.table = 0;
            this.couplings = 0;
            this.turnedRe = 0;
            this.turnedIm = 0;
            this.inner = 0;
            this.outer = 0;
        }
        this.innerSums = pass.inner.length;
        this.outerSums = pass.outer.length;
        this.edges = blocks > 0 && java.util.stream.IntStream.range(0, blocks).anyMatch(b -> pass.edges(b) > 0);
    }

    /** A matrix that every lane has its own of, brought batch by batch. */
    DeviceMatrix(DeviceWork work, Pass.Blocks pass, int most, boolean gradients) {
        this.run = pass.run();
        this.columns = pass.bases().length * pass.run();
        this.blocks = pass.rows().length;
        this.levels = pass.layout().levels();
        this.dimension = levels * columns;
        int[] at = new int[blocks];
        Arrays.setAll(at, pass.layout()::offset);
        this.rows = work.shared(
                Arrays.stream(pass.rows()).flatMapToInt(Arrays::stream).toArray());
        this.bases = work.shared(pass.bases());
        this.forward = work.shared(levels(pass.rows(), at, false));
        this.back = work.shared(levels(pass.rows(), at, true));
        this.elements = work.room((long) pass.layout().length() * most);
        this.transposed = gradients ? work.room(2L * levels * most) : 0;
        this.table = gradients ? work.shared(blocks(pass)) : 0;
        this.couplings = gradients ? work.shared(couplings(pass)) : 0;
        this.turnedRe = 0;
        this.turnedIm = 0;
        this.inner = 0;
        this.outer = 0;
        this.innerSums = 0;
        this.outerSums = 0;
        this.edges = true;
    }

    /** y = M x, or y = Mᵀ x; y is not x. */
    void apply(DeviceWork work, boolean transpose, boolean own, Kets x, Kets y, int lanes) {
        work.lanes(
                "ec_matrix",
                dimension,
                lanes,
                transpose && !own ? transposed : elements,
                own ? 1 : 0,
                transpose ? back : forward,
                rows,
                bases,
                run,
                columns,
                dimension,
                x.re(),
                x.im(),
                y.re(),
                y.im());
    }

    /** Levels of all blocks. */
    int levels() {
        return levels;
    }

    private static int[] levels(int[][] rows, int[] at, boolean columnWise) {
        int levels = Arrays.stream(rows).mapToInt(block -> block.length).sum();
        int[] table = new int[LEVEL * levels];
        int first = 0;
        int to = 0;
        for (int b = 0; b < rows.length; b++) {
            int m = rows[b].length;
            for (int i = 0; i < m; i++) {
                table[to++] = first;
                table[to++] = m;
                table[to++] = at[b] + (columnWise ? i : i * m);
                table[to++] = columnWise ? m : 1;
            }
            first += m;
        }
        return table;
    }

    private static int[] blocks(RealPass pass) {
        int[] table = new int[BLOCK * pass.rows.length];
        int first = 0;
        for (int b = 0; b < pass.rows.length; b++) {
            int m = pass.rows[b].length;
            int edge = pass.back[b] + m * m;
            int last = pass.lastEdge[b] ? edge : -1;
            int before = pass.firstEdge[b] ? (pass.lastEdge[b] ? edge + m : edge) : -1;
            block(table, b, first, m, before, last, pass.edges(b));
            first += m;
        }
        return table;
    }

    private static int[] blocks(Pass.Blocks pass) {
        RealGate gate = pass.gate();
        int[] table = new int[BLOCK * pass.rows().length];
        for (int b = 0; b < pass.rows().length; b++) {
            int m = pass.rows()[b].length;
            int first = pass.layout().levelsBefore(b);
            int edge = 2 * first;
            block(table, b, first, m, gate.leavesFirst(b) ? edge : -1, gate.leavesLast(b) ? edge + m : -1, 0);
        }
        return table;
    }

    private static void block(int[] table, int b, int first, int m, int before, int last, int edges) {
        int[] numbers = {first, m, before, last, first, edges, 0};
        System.arraycopy(numbers, 0, table, BLOCK * b, BLOCK);
    }

    private static double[] couplings(Pass.Blocks pass) {
        double[] couplings = new double[pass.layout().levels()];
        for (int b = 0; b < pass.rows().length; b++) {
            for (int i = 1; i < pass.rows()[b].length; i++) {
                couplings[pass.layout().levelsBefore(b) + i] = pass.gate().coupling(b, i);
            }
        }
        return couplings;
    }

    private static double[] flat(double[][] parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }
}
