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
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

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
        for (; i <= to - 8; i += 8) {
            long x = word(b, i) ^ pattern;
            // Exact per byte: bit 7 of (low seven bits + 0x7f) | x is clear only where x is zero.
            n += Long.bitCount(~(((x & ~HIGH) + ~HIGH) | x) & HIGH);
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
