package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Everything counted over all logs so far: exact sets that grow by {@link #add}, in any order with the same end. */
final class Standing {
    final Counts counts = new Counts();
    final Tally[] tallies;
    /** Who confirmed the keys; null if nobody asks. */
    private Witnesses witnesses;

    private final TextCode codes = new TextCode();
    private final LongPairSet qsoKeys;
    private final Texts modes = new Texts();
    private int modesUsed;
    private final Set<String> bands = new HashSet<>();
    private final Map<String, LongSet> gridsByBand = new TreeMap<>();
    private final Set<String> countries = new HashSet<>();
    private final List<LogRejection> rejections = new ArrayList<>();

    /** @param expectedQsos a guess, so that sets need not grow; wrong guesses cost time only */
    Standing(int awards, int expectedQsos) {
        tallies = new Tally[awards];
        Arrays.setAll(tallies, i -> new Tally());
        qsoKeys = new LongPairSet(expectedQsos);
    }

    void add(ChunkStanding chunk) {
        counts.add(chunk.counts());
        TextCode theirs = new TextCode();
        for (String text : chunk.oddTexts()) {
            theirs.addOdd(text);
        }
        addKeys(chunk, theirs);
        bands.addAll(List.of(chunk.bands()));
        countries.addAll(List.of(chunk.countries()));
        chunk.grids().forEach((band, grids) -> {
            String name = band == 0 ? "" : chunk.bands()[band - 1];
            LongSet set = gridsByBand.computeIfAbsent(name, any -> new LongSet(grids.length));
            for (long grid : grids) {
                set.add(theirs.into(codes, grid));
            }
        });
        for (int i = 0; i < tallies.length; i++) {
            tallies[i].add(chunk.tallies()[i]);
        }
        if (chunk.witnesses() != null) {
            if (witnesses == null) {
                witnesses = chunk.witnesses();
            } else {
                witnesses.add(chunk.witnesses());
            }
        }
    }

    Optional<Witnesses> witnesses() {
        return Optional.ofNullable(witnesses);
    }

    private void addKeys(ChunkStanding chunk, TextCode theirs) {
        int[] modeHere = new int[chunk.modes().length + 1];
        for (int i = 0; i < chunk.modes().length; i++) {
            modeHere[i + 1] = modes.number(chunk.modes()[i]);
            modesUsed = Math.max(modesUsed, modeHere[i + 1]);
        }
        long[] keys = chunk.qsoKeys();
        for (int i = 0; i < keys.length; i += 2) {
            long rest = keys[i + 1];
            qsoKeys.add(theirs.into(codes, keys[i]), QsoKey.withMode(rest, modeHere[QsoKey.mode(rest)]));
        }
    }

    int uniqueQsoKeys() {
        return qsoKeys.size();
    }

    int uniqueCalls() {
        return qsoKeys.distinctFirsts();
    }

    /** Every mode that has a number was used. */
    int uniqueModes() {
        return modesUsed;
    }

    int uniqueBands() {
        return bands.size();
    }

    int uniqueCountries() {
        return countries.size();
    }

    int uniqueGrids() {
        LongSet all = new LongSet(
                gridsByBand.values().stream().mapToInt(LongSet::size).max().orElse(0));
        gridsByBand.values().forEach(set -> set.forEach(all::add));
        return all.size();
    }

    /** How many grids were logged on each band as logged; the empty name stands for QSOs without band. */
    Map<String, Integer> gridsPerBand() {
        Map<String, Integer> sizes = new TreeMap<>();
        gridsByBand.forEach((band, set) -> sizes.put(band, set.size()));
        return sizes;
    }

    /** Rejected records in the order of the logs. */
    List<LogRejection> rejections() {
        return new ArrayList<>(rejections);
    }

    /** A rejected record and its log. */
    record LogRejection(String log, Rejection rejection) {}

    void reject(String log, Rejection rejection) {
        if (rejections.size() < Counts.MOST_REJECTIONS) {
            rejections.add(new LogRejection(log, rejection));
        }
    }
}
