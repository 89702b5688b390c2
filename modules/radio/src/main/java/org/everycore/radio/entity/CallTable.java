package org.everycore.radio.entity;

/**
 * Whole callsigns and a number for each. A callsign is one long: up to twelve symbols as digits to the base 38, longer ones and such with other
 * characters by a hash of 62 bits. The longs lie in an array with open addressing, so a look-up makes no object.
 */
final class CallTable {
    private static final int LONGEST = 12;
    private static final long BASE = 38;
    private static final long HASHED = 1L << 62;

    private long[] codes = new long[1 << 15];
    private int[] numbers = new int[1 << 15];
    private int size;

    /** The number, or {@link PrefixTable#NONE}. */
    int get(long code) {
        if (code == 0) {
            return PrefixTable.NONE;
        }
        int slot = slot(code);
        return codes[slot] == code ? numbers[slot] : PrefixTable.NONE;
    }

    void put(long code, int number) {
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

    /** The code of a callsign that goes on with a symbol, below 0 for one of no callsign. */
    static long next(long code, int symbol) {
        return code * BASE + symbol + 1;
    }

    /** The code of a callsign of so many symbols, of which {@link #next} was told. */
    static long end(long code, int symbols) {
        return symbols <= LONGEST ? code : code * 0x9e3779b97f4a7c15L | HASHED;
    }

    static long code(String call) {
        long code = 0;
        for (int i = 0; i < call.length(); i++) {
            code = next(code, PrefixTable.symbol(call.charAt(i)));
        }
        return end(code, call.length());
    }
}
