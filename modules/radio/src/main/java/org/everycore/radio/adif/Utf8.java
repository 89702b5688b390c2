package org.everycore.radio.adif;

/** Walking UTF-8 by code points, a malformed byte counting as one character, so that damage never moves the reader far. */
final class Utf8 {
    private Utf8() {}

    /** Bytes of the character at {@code at}: 1 to 4, and the length of the longest well-formed beginning if it is malformed. */
    static int length(byte[] b, int at, int limit) {
        int lead = b[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4) {
            return 1;
        }
        int n = 1;
        while (n < wanted && at + n < limit && isFollower(lead, n, b[at + n] & 0xff)) {
            n++;
        }
        return n;
    }

    /** Whether the range is well-formed throughout. */
    static boolean isValid(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            if (b[i] >= 0) {
                i++;
                continue;
            }
            int lead = b[i] & 0xff;
            int n = length(b, i, to);
            if (n < 2 || n != (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2)) {
                return false;
            }
            i += n;
        }
        return true;
    }

    /** The position after {@code n} characters, or {@code limit} if there are fewer. */
    static int skip(byte[] b, int from, int limit, long n) {
        int i = from;
        for (long left = n; left > 0 && i < limit; left--) {
            i += length(b, i, limit);
        }
        return i;
    }

    private static boolean isFollower(int lead, int place, int c) {
        if (place == 1) {
            // Second bytes are narrower after E0, ED, F0, F4: no overlong forms, surrogates or values above U+10FFFF.
            int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
            int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
            return c >= low && c <= high;
        }
        return (c & 0xc0) == 0x80;
    }
}
