package org.everycore.radio.adif;

import java.util.Set;

/**
 * The search for tags inside a value, which tells a length that is too large.
 *
 * <p>A length is believed if no tag begins inside its value, or if what follows the value, blanks aside, begins with {@code <} or is the end of
 * the log. Against that it is not believed where a tag begins inside the value of a field that never holds free text ({@link #ONE}), inside a
 * value clipped by the end of the log, and inside the first {@link AdifScanner#MOST_VALUE} units of a longer one. A value that is not believed
 * ends before the first tag that begins inside it, and the blanks at its end go. The rule sees the bytes from the tag to what follows the
 * value, so every reader of any part of a log decides alike.
 */
final class Overrun {
    /** Fields that never hold free text. */
    static final Set<String> ONE = Set.of(
            "CALL",
            "BAND",
            "MODE",
            "SUBMODE",
            "FREQ",
            "QSO_DATE",
            "TIME_ON",
            "TIME_OFF",
            "QSO_DATE_OFF",
            "BAND_RX",
            "FREQ_RX",
            "RST_SENT",
            "RST_RCVD",
            "GRIDSQUARE",
            "DXCC",
            "CQZ",
            "ITUZ",
            "CONT",
            "STATE",
            "IOTA",
            "SOTA_REF",
            "POTA_REF",
            "PROP_MODE",
            "STATION_CALLSIGN",
            "OPERATOR",
            "QSL_RCVD",
            "LOTW_QSL_RCVD",
            "EQSL_QSL_RCVD",
            "TX_PWR");

    private static final long LESS = 0x3C3C3C3C3C3C3C3CL;

    private Overrun() {}

    /** Whether a {@code <} stands in the range; the array has {@link Bytes#PADDING}. */
    static boolean opens(byte[] b, int from, int to) {
        for (int i = from; i < to; i += 8) {
            long x = Bytes.word(b, i) ^ LESS;
            if (((x - Bytes.ONES) & ~x & Bytes.HIGH & Bytes.mask(to - i)) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the first field's or end tag begins in {@code [from, to)}; it may end behind. -1 if there is none. */
    static int tag(byte[] b, int from, int to, int limit) {
        for (int p = Bytes.indexOf(b, from, to, (byte) '<'); p < to; p = Bytes.indexOf(b, p + 1, to, (byte) '<')) {
            int most = Math.min(limit, p + AdifScanner.MOST_TAG);
            int q = p + 1;
            while (q < most && b[q] != '>' && b[q] != '<') {
                q++;
            }
            if (q < most && b[q] == '>' && TagText.isTag(b, p + 1, q) && (hasLength(b, p, q) || isEnd(b, p, q))) {
                return p;
            }
        }
        return -1;
    }

    private static boolean hasLength(byte[] b, int p, int close) {
        return Bytes.indexOf(b, p, close, (byte) ':') < close;
    }

    private static boolean isEnd(byte[] b, int p, int close) {
        long word = Bytes.upper(Bytes.word(b, p) & Bytes.mask(5));
        return close - p == 4 && (word == AdifScanner.EOR_TAG || word == AdifScanner.EOH_TAG);
    }

    /** Where the first end-of-record tag begins that lies in {@code [from, to)} whole; -1 if there is none. */
    static int endOfRecord(byte[] b, int from, int to) {
        for (int p = Bytes.indexOf(b, from, to, (byte) '<'); p < to - 4; p = Bytes.indexOf(b, p + 1, to, (byte) '<')) {
            if (Bytes.upper(Bytes.word(b, p) & Bytes.mask(5)) == AdifScanner.EOR_TAG) {
                return p;
            }
        }
        return -1;
    }

    /** Whether the byte is a blank in the sense of the rule: space, tab, carriage return or line feed. */
    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
