package org.everycore.photonics.engine;

/** What a kernel keeps of one block's columns while it works on them, row by row; owned by one worker. */
public final class Scratch {
    /** Columns side by side that fit in. */
    public static final int COLUMNS = 64;

    /** Rows on their way in. */
    public final double[] inRe;

    public final double[] inIm;
    /** Rows on their way out, and two edges. */
    public final double[] outRe;

    public final double[] outIm;
    /** Derivatives by phases, row by row. */
    public final double[] turn;
    /** Sums of columns. */
    final double[] gradient;

    public final double[] total;
    final double[] part;
    /** 0, 1, 2, ...: where rows lie in here. */
    public final int[] rows;
    /** For kernels that take columns from several bases: where in a ket each part of a row in here comes from. */
    public final int[] at;
    /** And which column that is. */
    public final int[] column;

    /** @param size the most rows of a block */
    public Scratch(int size) {
        this.inRe = new double[size * COLUMNS];
        this.inIm = new double[size * COLUMNS];
        this.outRe = new double[(size + 2) * COLUMNS];
        this.outIm = new double[(size + 2) * COLUMNS];
        this.turn = new double[size * COLUMNS];
        this.gradient = new double[COLUMNS];
        this.total = new double[COLUMNS];
        this.part = new double[COLUMNS];
        this.at = new int[COLUMNS];
        this.column = new int[COLUMNS];
        this.rows = new int[size + 2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
    }
}
