package org.everycore.radio.award;

/**
 * What makes two records the same QSO: call, date, minute, band key and mode. The call is a {@link TextCode}; the rest is packed into one long:
 * 22 bits of day, 11 of minute, 6 of band, 24 of the mode's number.
 */
final class QsoKey {
    private static final int MODE_BITS = 24;
    private static final int BAND_BITS = 6;
    private static final int MINUTE_BITS = 11;
    private static final long MODES = (1L << MODE_BITS) - 1;

    private QsoKey() {}

    /** @param date YYYYMMDD, a day of the calendar */
    static long rest(int date, int minute, int band, int mode) {
        if (mode > MODES) {
            throw new IllegalStateException("a log with more than " + MODES + " different modes cannot be counted");
        }
        long day = (date / 10_000 * 12L + date / 100 % 100 - 1) * 31 + date % 100 - 1;
        return ((day << MINUTE_BITS | minute) << BAND_BITS | band) << MODE_BITS | mode;
    }

    static int mode(long rest) {
        return (int) (rest & MODES);
    }

    static long withMode(long rest, int mode) {
        return rest & ~MODES | mode;
    }
}
