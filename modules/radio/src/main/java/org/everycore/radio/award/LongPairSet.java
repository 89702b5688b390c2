package org.everycore.radio.award;

import java.io.IOException;
import java.util.Arrays;

/** A set of pairs of longs whose first is never 0, both in one cache line of an open hash table of at most two thirds load. */
final class LongPairSet {
    private final int skipped;
    private long[] slots;
    private int shift;
    private int size;

    /** What takes pairs. */
    interface Visitor {
        void pair(long first, long second) throws IOException;
    }

    LongPairSet(int expected) {
        this(expected, 0);
    }

    /** @param skipped leading bits of the hash that do not place a pair in the table, because those to come have some of them in common */
    LongPairSet(int expected, int skipped) {
        this.skipped = skipped;
        int bits = Math.max(4, 64 - Long.numberOfLeadingZeros(expected * 3L / 2));
        slots = new long[2 << bits];
        shift = 64 - bits;
    }

    boolean add(long first, long second) {
        int mask = slots.length - 2;
        int at = (int) (hash(first, second) << skipped >>> shift) << 1;
        while (true) {
            long there = slots[at];
            if (there == 0) {
                slots[at] = first;
                slots[at + 1] = second;
                size++;
                if (size * 3L > slots.length) {
                    grow();
                }
                return true;
            }
            if (there == first && slots[at + 1] == second) {
                return false;
            }
            at = (at + 2) & mask;
        }
    }

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }

    /** How many different firsts there are. */
    int distinctFirsts() {
        LongSet firsts = new LongSet(size / 2);
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0) {
                firsts.add(slots[i]);
            }
        }
        return firsts.size();
    }

    void forEach(Visitor visitor) throws IOException {
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0) {
                visitor.pair(slots[i], slots[i + 1]);
            }
        }
    }

    /**
     * Visits the pairs whose hash begins with these bits, in a table that skips none.
     *
     * @param bits at most as many as number the table's slots
     */
    void forEachOf(int part, int bits, Visitor visitor) throws IOException {
        int mask = slots.length - 2;
        int width = slots.length >>> bits;
        int from = part * width;
        // A pair stands at the place of its hash or behind it, with no gap between.
        for (int i = 0; i < width || slots[(from + i) & mask] != 0; i += 2) {
            int at = (from + i) & mask;
            if (i >= slots.length) {
                break;
            }
            if (slots[at] != 0 && (int) (hash(slots[at], slots[at + 1]) >>> 64 - bits) == part) {
                visitor.pair(slots[at], slots[at + 1]);
            }
        }
    }

    private static long hash(long first, long second) {
        return (first * 0x9E3779B97F4A7C15L ^ Long.rotateLeft(second, 32)) * 0xff51afd7ed558ccdL;
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
