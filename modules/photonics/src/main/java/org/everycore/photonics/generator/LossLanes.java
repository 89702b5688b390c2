package org.everycore.photonics.generator;

/** A block of samples side by side, as a loss sees it. Reused from block to block: a loss keeps nothing of it. */
public final class LossLanes {
    private final int columns;
    private final double[] values;
    private final double[] cotangents;
    private final double[] losses;
    private int first;
    private int count;
    private int valid;

    public LossLanes(int columns, int maxLanes) {
        this.columns = columns;
        this.values = new double[columns * maxLanes];
        this.cotangents = new double[columns * maxLanes];
        this.losses = new double[maxLanes];
    }

    /** Sets which samples stand side by side. */
    public void over(int firstSample, int lanes, int validLanes) {
        first = firstSample;
        count = lanes;
        valid = validLanes;
    }

    /** Index of lane 0's sample in the batch. */
    public int first() {
        return first;
    }

    /** Numbers a sample. */
    public int columns() {
        return columns;
    }

    /** Lanes side by side. */
    public int count() {
        return count;
    }

    /** Lanes that count; the others' derivatives stay 0. */
    public int valid() {
        return valid;
    }

    /** Column c of lane s at {@code c * count() + s}. */
    public double[] values() {
        return values;
    }

    /** Derivatives in the layout of the values: all 0 on entry, written. */
    public double[] cotangents() {
        return cotangents;
    }

    /** Each lane's loss, written. */
    public double[] losses() {
        return losses;
    }
}
