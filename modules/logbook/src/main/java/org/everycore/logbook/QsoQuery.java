package org.everycore.logbook;

import java.util.Locale;

/**
 * Which QSOs are asked for. Texts may hold {@code *} (any characters) and {@code ?} (one character); an empty text asks for
 * all.
 *
 * @param from first day, yyyymmdd, 0 for the beginning
 * @param to last day, yyyymmdd, 0 for no end
 * @param dxcc entity code, logged or else of the callsign; 0 for all
 * @param newestFirst otherwise in order of time
 * @param limit at most so many, 0 for all
 * @param skip so many are passed over first
 */
public record QsoQuery(
        String call,
        String band,
        String mode,
        String grid,
        int from,
        int to,
        int dxcc,
        boolean newestFirst,
        int limit,
        int skip) {
    /** Every QSO in order of time. */
    public static final QsoQuery ALL = new QsoQuery("", "", "", "", 0, 0, 0, false, 0, 0);

    public QsoQuery {
        call = call.strip().toUpperCase(Locale.ROOT);
        band = band.strip().equalsIgnoreCase("SAT") ? "SAT" : band.strip().toLowerCase(Locale.ROOT);
        mode = mode.strip().toUpperCase(Locale.ROOT);
        grid = grid.strip().toUpperCase(Locale.ROOT);
        if (from < 0 || to < 0 || dxcc < 0 || limit < 0 || skip < 0) {
            throw new LogbookException("from " + from + ", to " + to + ", dxcc " + dxcc + ", limit " + limit + ", skip "
                    + skip + ": none may be negative");
        }
    }

    public QsoQuery withCall(String pattern) {
        return new QsoQuery(pattern, band, mode, grid, from, to, dxcc, newestFirst, limit, skip);
    }

    public QsoQuery withBand(String pattern) {
        return new QsoQuery(call, pattern, mode, grid, from, to, dxcc, newestFirst, limit, skip);
    }

    public QsoQuery withMode(String pattern) {
        return new QsoQuery(call, band, pattern, grid, from, to, dxcc, newestFirst, limit, skip);
    }

    /** QSOs whose grid square begins with the text, or is like it when it holds a wildcard. */
    public QsoQuery withGrid(String pattern) {
        return new QsoQuery(call, band, mode, pattern, from, to, dxcc, newestFirst, limit, skip);
    }

    public QsoQuery withDays(int first, int last) {
        return new QsoQuery(call, band, mode, grid, first, last, dxcc, newestFirst, limit, skip);
    }

    public QsoQuery withDxcc(int code) {
        return new QsoQuery(call, band, mode, grid, from, to, code, newestFirst, limit, skip);
    }

    public QsoQuery newest(int count) {
        return new QsoQuery(call, band, mode, grid, from, to, dxcc, true, count, skip);
    }

    public QsoQuery withPage(int most, int passedOver) {
        return new QsoQuery(call, band, mode, grid, from, to, dxcc, newestFirst, most, passedOver);
    }

    static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** The text as LIKE takes it, with backslash as its escape. */
    static String like(String pattern) {
        return pattern.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }
}
