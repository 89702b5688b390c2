package org.everycore.photonics.fock;

/**
 * Where the elements of a block-diagonal matrix lie in one flat array: square blocks one after the other, each row by row,
 * and which levels of the gate's own one or two modes each block's rows stand for.
 *
 * <p>A level of a two-mode gate is n1 * cutoff + n2. Conserved quantities make the blocks: parity for squeezing, the total
 * photon number for a beamsplitter, the difference of photon numbers for two-mode squeezing.
 */
public final class BlockLayout {
    private final int levels;
    private final int[][] rows;
    private final int[] offsets;
    private final int[] levelsBefore;
    private final int length;

    BlockLayout(int levels, int[][] rows) {
        this.levels = levels;
        this.rows = rows;
        this.offsets = new int[rows.length];
        this.levelsBefore = new int[rows.length];
        int at = 0;
        int before = 0;
        for (int b = 0; b < rows.length; b++) {
            levelsBefore[b] = before;
            before += rows[b].length;
            offsets[b] = at;
            at = Math.addExact(at, Math.multiplyExact(rows[b].length, rows[b].length));
        }
        this.length = at;
    }

    /** Levels that the matrix acts on: cutoff, or cutoff² for two modes. */
    public int levels() {
        return levels;
    }

    public int blocks() {
        return rows.length;
    }

    /** Levels of a block's rows and columns, ascending in the first mode; owned by the layout. */
    public int[] rows(int block) {
        return rows[block];
    }

    /** Where a block's elements begin. */
    public int offset(int block) {
        return offsets[block];
    }

    /** Levels of all blocks before one. */
    public int levelsBefore(int block) {
        return levelsBefore[block];
    }

    /** Number of elements in all blocks. */
    public int length() {
        return length;
    }

    /** One block of all levels. */
    static BlockLayout dense(int cutoff) {
        int[] all = new int[cutoff];
        for (int n = 0; n < cutoff; n++) {
            all[n] = n;
        }
        return new BlockLayout(cutoff, new int[][] {all});
    }

    /** Even levels, then odd levels. */
    static BlockLayout parity(int cutoff) {
        int[][] rows = new int[Math.min(2, cutoff)][];
        for (int b = 0; b < rows.length; b++) {
            rows[b] = new int[(cutoff - b + 1) / 2];
            for (int i = 0; i < rows[b].length; i++) {
                rows[b][i] = 2 * i + b;
            }
        }
        return new BlockLayout(cutoff, rows);
    }

    /** Block N holds the levels with n1 + n2 = N, n1 ascending. */
    static BlockLayout totalNumber(int cutoff) {
        int[][] rows = new int[2 * cutoff - 1][];
        for (int total = 0; total < rows.length; total++) {
            int low = Math.max(0, total - cutoff + 1);
            rows[total] = new int[Math.min(total, cutoff - 1) - low + 1];
            for (int i = 0; i < rows[total].length; i++) {
                rows[total][i] = (low + i) * cutoff + total - low - i;
            }
        }
        return new BlockLayout(Math.multiplyExact(cutoff, cutoff), rows);
    }

    /** Block cutoff - 1 + Δ holds the levels with n1 - n2 = Δ, ascending. */
    static BlockLayout numberDifference(int cutoff) {
        int[][] rows = new int[2 * cutoff - 1][];
        for (int b = 0; b < rows.length; b++) {
            int difference = b - cutoff + 1;
            rows[b] = new int[cutoff - Math.abs(difference)];
            for (int i = 0; i < rows[b].length; i++) {
                rows[b][i] = (i + Math.max(difference, 0)) * cutoff + i + Math.max(-difference, 0);
            }
        }
        return new BlockLayout(Math.multiplyExact(cutoff, cutoff), rows);
    }
}
