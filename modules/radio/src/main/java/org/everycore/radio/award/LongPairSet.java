package org.everycore.radio.award;

import java.io.IOException;
import java.util.Arrays;

/** A set of pairs of longs whose first is never 0, both in one cache line of an open hash table of at most two thirds load. */
final class LongPairSet {
    private long[] slots;
    private int shift;
    private int size;

    /** What takes pairs. */
    interface Visitor {
        void pair(long first, long second) throws IOException;
    }

    LongPairSet(int expected) {
        int bits = Math.max(4, 64 - Long.numberOfLeadingZeros(expected * 3L / 2));
        slots = new long[2 << bits];
        shift = 64 - bits;
    }

    void add(long first, long second) {
        int mask = slots.length - 2;
        int at = (int) ((first * 0x9E3779B97F4A7C15L ^ Long.rotateLeft(second, 32)) * 0xff51afd7ed558ccdL >>> shift)
                << 1;
        while (true) {
            long there = slots[at];
            if (there == 0) {
                slots[at] = first;
                slots[at + 1] = second;
                size++;
                if (size * 3L > slots.length) {
                    grow();
                }
                return;
            }
            if (there == first && slots[at + 1] == second) {
                return;
            }
            at = (at + 2) & mask;
        }
    }

    int size() {
        return size;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(slots, 0);
            size = 0;
        }
    }

    void forEach(Visitor visitor) throws IOException {
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0) {
                visitor.pair(slots[i], slots[i + 1]);
            }
        }
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        shift--;
        size = 0;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                add(old[i], old[i + 1]);
            }
        }
    }
}
