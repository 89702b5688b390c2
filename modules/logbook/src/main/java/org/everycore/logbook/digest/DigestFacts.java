package org.everycore.logbook.digest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What a digest is about.
 *
 * @param name of the log or station
 * @param from first day of the period, yyyymmdd
 * @param to its last day
 * @param qsos in the whole log
 * @param recent QSOs of the period
 * @param byBand QSOs of the period, most first
 * @param byMode QSOs of the period, most first
 * @param newEntities names of entities worked for the first time in the period
 * @param calls of the period, newest first, so many as are shown
 * @param goals in the order asked for
 * @param hints what would bring most, in words
 */
public record DigestFacts(
        String name,
        int from,
        int to,
        long qsos,
        long recent,
        Map<String, Long> byBand,
        Map<String, Long> byMode,
        List<String> newEntities,
        List<String> calls,
        List<Goal> goals,
        List<String> hints) {
    public DigestFacts {
        requireNonNull(name, "name is null");
        newEntities = List.copyOf(newEntities);
        calls = List.copyOf(calls);
        goals = List.copyOf(goals);
        hints = List.copyOf(hints);
    }

    DigestFacts named(String other) {
        return new DigestFacts(other, from, to, qsos, recent, byBand, byMode, newEntities, calls, goals, hints);
    }
}
