package org.everycore.radio.entity;

import java.util.HashMap;
import java.util.Map;

/**
 * Whole callsigns and a number for each. A callsign of up to twelve letters, digits and slashes is one long, its symbols as digits to the base
 * 38, in an array with open addressing: 12 bytes a callsign at half load, and no object for a look-up. Others lie in a map.
 */
final class CallTable {
    private static final int LONGEST = 12;
    private static final long BASE = 38;

    private long[] codes = new long[1 << 10];
    private int[] numbers = new int[1 << 10];
    private int size;
    private final Map<String, Integer> odd = new HashMap<>();

    /** The number, or {@link PrefixTable#NONE}. */
    int get(CharSequence call) {
        long code = code(call);
        if (code == 0) {
            return odd.isEmpty() ? PrefixTable.NONE : odd.getOrDefault(call.toString(), PrefixTable.NONE);
        }
        int slot = slot(code);
        return codes[slot] == code ? numbers[slot] : PrefixTable.NONE;
    }

    void put(String call, int number) {
        long code = code(call);
        if (code == 0) {
            odd.put(call, number);
            return;
        }
        int slot = slot(code);
        if (codes[slot] == 0) {
            codes[slot] = code;
            size++;
        }
        numbers[slot] = number;
        if (2 * size > codes.length) {
            grow();
        }
    }

    private void grow() {
        long[] oldCodes = codes;
        int[] oldNumbers = numbers;
        codes = new long[2 * oldCodes.length];
        numbers = new int[codes.length];
        for (int i = 0; i < oldCodes.length; i++) {
            if (oldCodes[i] != 0) {
                int slot = slot(oldCodes[i]);
                codes[slot] = oldCodes[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    private int slot(long code) {
        int mask = codes.length - 1;
        int at = (int) (code * 0x9e3779b97f4a7c15L >>> 32) & mask;
        while (codes[at] != 0 && codes[at] != code) {
            at = at + 1 & mask;
        }
        return at;
    }

    /** The callsign as a number from 1 on, 0 if it is too long or holds other characters. */
    private static long code(CharSequence call) {
        int n = call.length();
        if (n == 0 || n > LONGEST) {
            return 0;
        }
        long code = 0;
        for (int i = 0; i < n; i++) {
            int symbol = PrefixTable.symbol(call.charAt(i));
            if (symbol < 0) {
                return 0;
            }
            code = code * BASE + symbol + 1;
        }
        return code;
    }
}
