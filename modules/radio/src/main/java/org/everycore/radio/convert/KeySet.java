package org.everycore.radio.convert;

/**
 * A set of texts, kept as 128-bit hashes in one array with open addressing: 32 bytes a text or less, and two different texts
 * taken for one with a chance below 1e-20 among a billion.
 */
final class KeySet {
    private long[] slots = new long[1 << 11];
    private int size;

    /** Adds a text; false if it was there. */
    boolean add(String text) {
        long a = 0x9e3779b97f4a7c15L;
        long b = 0xc2b2ae3d27d4eb4fL;
        for (int i = 0; i < text.length(); i++) {
            a = mix(a ^ text.charAt(i));
            b = mix(b + text.charAt(i) * 0x165667b19e3779f9L);
        }
        // Zero marks a free slot.
        return insert(a == 0 ? 1 : a, b);
    }

    private boolean insert(long a, long b) {
        int mask = slots.length / 2 - 1;
        int at = (int) a & mask;
        while (slots[2 * at] != 0) {
            if (slots[2 * at] == a && slots[2 * at + 1] == b) {
                return false;
            }
            at = at + 1 & mask;
        }
        slots[2 * at] = a;
        slots[2 * at + 1] = b;
        if (++size * 2 > mask) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        size = 0;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                insert(old[i], old[i + 1]);
            }
        }
    }

    private static long mix(long x) {
        long z = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
