package org.everycore.photonics.mixed;

import java.util.Arrays;

/** Where the amplitudes of some modes lie in an array in C order, mode 0 slowest. */
public final class ModeLayout {
    private final int modes;
    private final int cutoff;

    public ModeLayout(int modes, int cutoff) {
        this.modes = modes;
        this.cutoff = cutoff;
    }

    /** cutoff^modes. */
    public int dimension() {
        return power(modes);
    }

    public int stride(int mode) {
        return power(modes - 1 - mode);
    }

    /** Offset of each joint level of the listed modes, first listed slowest, the other modes at 0. */
    public int[] offsets(int... on) {
        int[] offsets = {0};
        for (int mode : on) {
            offsets = widened(offsets, stride(mode));
        }
        return offsets;
    }

    /** Offset of each joint level of the modes that are not listed, ascending. */
    public int[] others(int... on) {
        int[] offsets = {0};
        for (int mode = 0; mode < modes; mode++) {
            int candidate = mode;
            if (Arrays.stream(on).noneMatch(m -> m == candidate)) {
                offsets = widened(offsets, stride(mode));
            }
        }
        return offsets;
    }

    private int[] widened(int[] offsets, int stride) {
        int[] wider = new int[offsets.length * cutoff];
        for (int i = 0; i < wider.length; i++) {
            wider[i] = offsets[i / cutoff] + i % cutoff * stride;
        }
        return wider;
    }

    private int power(int exponent) {
        int product = 1;
        for (int i = 0; i < exponent; i++) {
            product = Math.multiplyExact(product, cutoff);
        }
        return product;
    }
}
