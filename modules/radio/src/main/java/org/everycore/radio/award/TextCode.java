package org.everycore.radio.award;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.everycore.radio.adif.Bytes;

/**
 * An exact 64-bit code of a short text, so that sets of callsigns and grids are sets of longs.
 *
 * <p>Up to eight ASCII bytes are their own code (top bit clear, never 0 for a text without a leading zero byte). Nine to twelve characters of
 * A-Z, 0-9 and '/' are a number of base 38 below {@code 38^12} with the top bit set. What remains of the negative range, from {@code 38^12} up,
 * numbers all other texts in a list; such codes hold within one list and are moved to another by {@link #into}.
 */
final class TextCode {
    private static final long BASE = 38;
    private static final long ODD = (long) Math.pow(38, 6) * (long) Math.pow(38, 6);
    private static final byte[] DIGIT = new byte[256];

    static {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/";
        for (int i = 0; i < alphabet.length(); i++) {
            DIGIT[alphabet.charAt(i)] = (byte) (i + 1);
        }
    }

    private final List<String> odd = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The code of {@code b[from, to)}: upper-case bytes without blanks at the ends, not empty, readable for {@link Bytes#PADDING} more. */
    long of(byte[] b, int from, int to) {
        int n = to - from;
        if (n <= 8) {
            long w = Bytes.word(b, from) & Bytes.mask(n);
            if (w > 0 && (w & 0x8080808080808080L) == 0 && (w & 0xff) != 0 && b[to - 1] != 0) {
                return w;
            }
        } else if (n <= 12) {
            long code = 0;
            int i = from;
            for (; i < to; i++) {
                int digit = DIGIT[b[i] & 0xff];
                if (digit == 0) {
                    break;
                }
                code = code * BASE + digit;
            }
            if (i == to) {
                return code | Long.MIN_VALUE;
            }
        }
        return odd(new String(b, from, n, StandardCharsets.UTF_8));
    }

    long of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return of(Arrays.copyOf(utf8, utf8.length + Bytes.PADDING), 0, utf8.length);
    }

    private long odd(String text) {
        Integer number = numbers.get(text);
        if (number == null) {
            number = odd.size();
            odd.add(text);
            numbers.put(text, number);
        }
        return (ODD + number) | Long.MIN_VALUE;
    }

    /** The texts that have no code of their own, by number. */
    List<String> oddTexts() {
        return odd;
    }

    /** The code in {@code other} of what has this code here. */
    long into(TextCode other, long code) {
        return isOdd(code) ? other.odd(odd.get((int) ((code & Long.MAX_VALUE) - ODD))) : code;
    }

    static boolean isOdd(long code) {
        return code < 0 && (code & Long.MAX_VALUE) >= ODD;
    }

    /** Numbers the text next; for reading back a list written in order. */
    void addOdd(String text) {
        odd(text);
    }
}
