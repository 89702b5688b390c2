package org.everycore.photonics.generator;

/**
 * Where numbers of lanes are summed by unit: lanes that follow each other belong to one unit, and are added lane after lane to what
 * that unit has. Reused by its owner from block to block, so that blocks allocate nothing.
 */
final class UnitSums {
    /** Number i of unit u at {@code from + u * stride + i}. */
    private double[] to;

    private int from;
    private int stride;
    private int lanesPerUnit;
    private int valid;

    /** All lanes are of one unit. */
    static UnitSums one(double[] to, int from, int valid) {
        UnitSums sums = new UnitSums();
        sums.into(to, from, 0);
        sums.over(Math.max(1, valid), valid);
        return sums;
    }

    /** Sets where the block's first unit lies, and how far it is to the next. */
    void into(double[] array, int at, int step) {
        to = array;
        from = at;
        stride = step;
    }

    /**
     * Sets which lanes count.
     *
     * @param perUnit lanes of a unit; the last may have fewer
     */
    void over(int perUnit, int count) {
        lanesPerUnit = perUnit;
        valid = count;
    }

    int lanesPerUnit() {
        return lanesPerUnit;
    }

    int valid() {
        return valid;
    }

    int units() {
        return (valid + lanesPerUnit - 1) / lanesPerUnit;
    }

    double[] to() {
        return to;
    }

    /** Where a unit's numbers begin. */
    int at(int unit) {
        return from + unit * stride;
    }

    /** Adds one number a lane, from {@code at} on, to number {@code index} of each unit. */
    void add(double[] numbers, int at, int index) {
        for (int first = 0, place = from + index; first < valid; first += lanesPerUnit, place += stride) {
            double sum = to[place];
            int end = Math.min(valid, first + lanesPerUnit);
            for (int s = first; s < end; s++) {
                sum += numbers[at + s];
            }
            to[place] = sum;
        }
    }

    /** Adds the products of two numbers a lane, fused. */
    void addProducts(double[] a, int atA, double[] b, int atB, int index) {
        for (int first = 0, place = from + index; first < valid; first += lanesPerUnit, place += stride) {
            double sum = to[place];
            int end = Math.min(valid, first + lanesPerUnit);
            for (int s = first; s < end; s++) {
                sum = Math.fma(a[atA + s], b[atB + s], sum);
            }
            to[place] = sum;
        }
    }
}
