package org.everycore.radio.award;

/** A set of longs other than 0, in an open hash table of at most two thirds load. */
final class LongSet {
    private long[] slots;
    private int shift;
    private int size;

    LongSet(int expected) {
        int bits = Math.max(4, 64 - Long.numberOfLeadingZeros(expected * 3L / 2));
        slots = new long[1 << bits];
        shift = 64 - bits;
    }

    void add(long value) {
        int mask = slots.length - 1;
        int slot = (int) (value * 0x9E3779B97F4A7C15L >>> shift);
        while (true) {
            long there = slots[slot];
            if (there == value) {
                return;
            }
            if (there == 0) {
                slots[slot] = value;
                size++;
                if (size * 3L > slots.length * 2L) {
                    grow();
                }
                return;
            }
            slot = (slot + 1) & mask;
        }
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        shift--;
        size = 0;
        for (long value : old) {
            if (value != 0) {
                add(value);
            }
        }
    }
}
