package org.everycore.radio.award;

import java.util.Arrays;
import org.everycore.radio.adif.Bytes;

/**
 * Numbers the distinct byte values of one field from 0 in the order in which they are met.
 *
 * <p>An open hash table with two longs a slot, in one cache line: the value itself if it has at most eight bytes, else its hash; and length and
 * number. Longer values are compared with their copy in an arena, so numbers are exact.
 */
final class ValueDictionary {
    private long[] slots = new long[2 << 8];
    private int mask = (1 << 8) - 1;
    private int shift = 64 - 8;
    private byte[] arena = new byte[1 << 10];
    private int arenaEnd;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** The number of the value {@code b[from, to)}; {@code -1 - number} if it was not met before. The array is readable for {@link Bytes#PADDING} more. */
    int find(byte[] b, int from, int to) {
        int n = to - from;
        if (n <= 8) {
            long word = Bytes.word(b, from) & Bytes.mask(n);
            int slot = (int) ((word + n) * 0x9E3779B97F4A7C15L >>> shift) << 1;
            if (slots[slot] == word && (int) (slots[slot + 1] >>> 32) == n && (int) slots[slot + 1] != 0) {
                return (int) slots[slot + 1] - 1;
            }
        }
        return findSlowly(b, from, to);
    }

    private int findSlowly(byte[] b, int from, int to) {
        int n = to - from;
        long key = n <= 8 ? Bytes.word(b, from) & Bytes.mask(n) : hash(b, from, to);
        int slot = (int) ((key + n) * 0x9E3779B97F4A7C15L >>> shift);
        while (true) {
            long entry = slots[2 * slot + 1];
            if (entry == 0) {
                return -1 - add(b, from, to, key, slot);
            }
            if (slots[2 * slot] == key && (int) (entry >>> 32) == n) {
                int number = (int) entry - 1;
                if (n <= 8 || same(b, from, n, starts[number])) {
                    return number;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    int size() {
        return size;
    }

    /** The array that holds copies of all values, with padding. */
    byte[] arena() {
        return arena;
    }

    int from(int number) {
        return starts[number];
    }

    int to(int number) {
        return ends[number];
    }

    private boolean same(byte[] b, int from, int n, int start) {
        int i = 0;
        for (; i <= n - 8; i += 8) {
            if (Bytes.word(b, from + i) != Bytes.word(arena, start + i)) {
                return false;
            }
        }
        return ((Bytes.word(b, from + i) ^ Bytes.word(arena, start + i)) & Bytes.mask(n - i)) == 0;
    }

    private static long hash(byte[] b, int from, int to) {
        long h = 0;
        int i = from;
        for (; i <= to - 8; i += 8) {
            h = (h ^ Bytes.word(b, i)) * 0xff51afd7ed558ccdL;
            h ^= h >>> 32;
        }
        return (h ^ (Bytes.word(b, i) & Bytes.mask(to - i))) * 0xc4ceb9fe1a85ec53L;
    }

    private int add(byte[] b, int from, int to, long key, int slot) {
        int n = to - from;
        int number = size++;
        if (number == starts.length) {
            starts = Arrays.copyOf(starts, 2 * number);
            ends = Arrays.copyOf(ends, 2 * number);
        }
        if (arenaEnd + n + Bytes.PADDING > arena.length) {
            arena = Arrays.copyOf(arena, Math.addExact(2 * arena.length, n + Bytes.PADDING));
        }
        System.arraycopy(b, from, arena, arenaEnd, n);
        starts[number] = arenaEnd;
        ends[number] = arenaEnd + n;
        arenaEnd += n;
        slots[2 * slot] = key;
        slots[2 * slot + 1] = (long) n << 32 | (number + 1);
        if (2 * size > mask) {
            grow();
        }
        return number;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        mask = 2 * mask + 1;
        shift--;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int slot = (int) ((old[i] + (old[i + 1] >>> 32)) * 0x9E3779B97F4A7C15L >>> shift);
                while (slots[2 * slot + 1] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[2 * slot] = old[i];
                slots[2 * slot + 1] = old[i + 1];
            }
        }
    }
}
