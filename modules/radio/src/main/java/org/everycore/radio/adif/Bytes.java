package org.everycore.radio.adif;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Scanning of byte arrays eight bytes at a time (SIMD within a register).
 *
 * <p>A byte of {@code x} is zero exactly where {@code (x - 0x01..) & ~x & 0x80..} has its lowest set bit (Warren, Hacker's Delight, 6-1);
 * higher bits may be false alarms, so only the first hit is used. Word reads may run up to seven bytes past {@code to}: arrays carry padding.
 */
public final class Bytes {
    /** Bytes that must lie readable behind the end of any range given here. */
    public static final int PADDING = 32;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long ONES = 0x0101010101010101L;
    static final long HIGH = 0x8080808080808080L;

    private Bytes() {}

    /** The eight bytes from {@code at}, the first in the lowest place. */
    public static long word(byte[] b, int at) {
        return (long) WORD.get(b, at);
    }

    /** A mask of the {@code n} lowest bytes, n from 0 to 8. */
    public static long mask(int n) {
        return n >= 8 ? -1L : (1L << (n << 3)) - 1;
    }

    /** A word whose lowest set bit lies in the first byte of {@code x} that is zero; 0 if none is. */
    static long zeroByte(long x) {
        return (x - ONES) & ~x & HIGH;
    }

    /** Whether one of the eight bytes is the one wanted. */
    public static boolean contains(long word, byte wanted) {
        return zeroByte(word ^ ONES * (wanted & 0xff)) != 0;
    }

    /** The first position of the byte in the range, or {@code to}. */
    public static int indexOf(byte[] b, int from, int to, byte wanted) {
        long pattern = ONES * (wanted & 0xff);
        for (int i = from; i < to; i += 8) {
            long hit = zeroByte(word(b, i) ^ pattern);
            if (hit != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(hit) >>> 3));
            }
        }
        return to;
    }

    /** The place of the first byte whose bit 7 is set, in a word in which all other bits are clear; 8 if there is none. Without branch or instruction of its own. */
    static int firstHigh(long flags) {
        int none = (int) ~((flags | -flags) >> 63) & 8;
        return (int) (((flags & -flags) >>> 7) * 0x0001020304050607L >>> 56) + none;
    }

    /** The first position of a byte above 127 in the range, or {@code to}. */
    static int indexOfHigh(byte[] b, int from, int to) {
        for (int i = from; i < to; i += 8) {
            long hit = word(b, i) & HIGH;
            if (hit != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(hit) >>> 3));
            }
        }
        return to;
    }

    /** Writes eight bytes, the first from the lowest place. */
    public static void put(byte[] b, int at, long word) {
        WORD.set(b, at, word);
    }

    /** Whether no byte of the range is above 127. */
    public static boolean isAscii(byte[] b, int from, int to) {
        int i = from;
        if (to - i <= 8) {
            return i >= to || (word(b, i) & HIGH & mask(to - i)) == 0;
        }
        for (; i <= to - 8; i += 8) {
            if ((word(b, i) & HIGH) != 0) {
                return false;
            }
        }
        return i >= to || (word(b, i) & HIGH & mask(to - i)) == 0;
    }

    /** How often the byte stands in the range. */
    public static int count(byte[] b, int from, int to, byte wanted) {
        long pattern = ONES * (wanted & 0xff);
        int n = 0;
        int i = from;
        while (i <= to - 8) {
            // A count in each byte of a word, for as long as none can overflow.
            long counts = 0;
            for (int stop = Math.min(to - 8, i + 254 * 8); i <= stop; i += 8) {
                long x = word(b, i) ^ pattern;
                // Exact per byte: bit 7 of (low seven bits + 0x7f) | x is clear only where x is zero.
                counts += (~(((x & ~HIGH) + ~HIGH) | x) & HIGH) >>> 7;
            }
            long pairs = (counts & 0x00ff00ff00ff00ffL) + (counts >>> 8 & 0x00ff00ff00ff00ffL);
            n += (int) (pairs * 0x0001000100010001L >>> 48);
        }
        for (; i < to; i++) {
            n += b[i] == wanted ? 1 : 0;
        }
        return n;
    }

    /** ASCII small letters in upper case, all other bytes as they are. */
    public static long upper(long w) {
        long seven = w & ~HIGH;
        long fromA = seven + 0x1f1f1f1f1f1f1f1fL; // bit 7 set from 'a' (0x61) up
        long afterZ = seven + 0x0505050505050505L; // bit 7 set above 'z' (0x7a)
        return w & ~(((fromA & ~afterZ & ~w & HIGH) >>> 2));
    }

    /** ASCII small letters of the range in upper case, in place. */
    public static void toUpper(byte[] b, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            WORD.set(b, i, upper((long) WORD.get(b, i)));
        }
        if (i < to) {
            long w = (long) WORD.get(b, i);
            WORD.set(b, i, upper(w & mask(to - i)) | w & ~mask(to - i));
        }
    }

    /** Blank, tab, line ends and the other control characters that count as white space. */
    static boolean isSpace(byte c) {
        return c == ' ' || (c >= 9 && c <= 13);
    }
}
