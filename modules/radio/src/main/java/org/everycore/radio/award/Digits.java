package org.everycore.radio.award;

import org.everycore.radio.adif.Bytes;
import org.everycore.radio.adif.RecordRules;

/**
 * Dates and times as logs write them, read eight digits at once and without a division.
 *
 * <p>Eight digits in a word become four numbers below 100 by one multiplication: of each pair the first times ten and the second.
 */
final class Digits {
    /** What is no date, or no time. */
    static final int BAD = -2;

    private static final long LOW = 0x0f0f0f0f0f0f0f0fL;
    private static final long ZEROS = 0x3030303030303030L;

    private Digits() {}

    /** YYYYMMDD as a number, {@link #BAD} if it is no day of the calendar. */
    static int date(byte[] b, int from, int to) {
        if (to - from != 8) {
            return BAD;
        }
        long w = Bytes.word(b, from);
        if (!areDigits(w)) {
            return BAD;
        }
        long pairs = (w & LOW) * 10 + ((w & LOW) >>> 8);
        int year = (int) (pairs & 0xff) * 100 + (int) (pairs >>> 16 & 0xff);
        int month = (int) (pairs >>> 32 & 0xff);
        int day = (int) (pairs >>> 48 & 0xff);
        boolean plain = day >= 1 && day <= 28 && month >= 1 && month <= 12 && year >= 1;
        return plain || RecordRules.isDate(year, month, day) ? year * 10_000 + month * 100 + day : BAD;
    }

    /** Minutes of the day, {@link #BAD} if it is neither HHMM nor HHMMSS. */
    static int minute(byte[] b, int from, int to) {
        int n = to - from;
        if (n != 6 && n != 4) {
            return BAD;
        }
        // Digits below the word's top are filled up with '0' behind: HHMM becomes HHMM0000.
        long mask = Bytes.mask(n);
        long w = Bytes.word(b, from) & mask | ZEROS & ~mask;
        if (!areDigits(w)) {
            return BAD;
        }
        long pairs = (w & LOW) * 10 + ((w & LOW) >>> 8);
        int hour = (int) (pairs & 0xff);
        int minute = (int) (pairs >>> 16 & 0xff);
        int second = (int) (pairs >>> 32 & 0xff);
        return hour < 24 && minute < 60 && second < 60 ? hour * 60 + minute : BAD;
    }

    private static boolean areDigits(long w) {
        return ((w & ~LOW) | ((w + 0x0606060606060606L & ~LOW) >>> 4)) == 0x3333333333333333L;
    }

    /** How many bytes of a word of ASCII run through its last digit; 0 if it has none. */
    static int throughLastDigit(long w, int n) {
        // Bit 7 of a byte is set by the sum from 10 up; what was no digit is above 9 after the exclusive or.
        long others = (w ^ ZEROS) + 0x7676767676767676L;
        long digits = ~others & 0x8080808080808080L & Bytes.mask(n);
        return digits == 0 ? 0 : 8 - (Long.numberOfLeadingZeros(digits) >>> 3);
    }
}
