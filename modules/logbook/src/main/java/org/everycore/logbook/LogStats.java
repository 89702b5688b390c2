package org.everycore.logbook;

import java.util.Map;

/**
 * Counts over a logbook.
 *
 * @param firstDay yyyymmdd, 0 when empty
 * @param lastDay yyyymmdd, 0 when empty
 * @param entities different DXCC codes, of the callsign where none is logged
 * @param bySatellite QSOs by satellite, by the names that LoTW takes
 * @param confirmed QSOs confirmed by card or LoTW
 */
public record LogStats(
        long qsos,
        long calls,
        long entities,
        long grids,
        long confirmed,
        long confirmedByEqsl,
        int firstDay,
        int lastDay,
        Map<String, Long> byBand,
        Map<String, Long> byMode,
        Map<String, Long> byYear,
        Map<String, Long> bySatellite) {}
