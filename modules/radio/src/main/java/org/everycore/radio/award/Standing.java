package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything counted over all logs so far: exact sets that grow by {@link #add}, in any order with the same end.
 *
 * <p>What grows with the number of QSOs, their keys and grids, is held in bounded memory. What grows with the variety of values, such as the keys
 * of awards and callsigns that are none, is held whole.
 */
public final class Standing implements Closeable {

    public final Counts counts = new Counts();
    final Tally[] tallies;
    /** Who confirmed the keys; null if nobody asks. */
    private Witnesses witnesses;

    private final TextCode codes = new TextCode();
    private final DistinctPairs qsoKeys = new DistinctPairs();
    private final Texts keyModes = new Texts();
    private final Set<String> modes = new HashSet<>();
    private final Set<String> bands = new HashSet<>();
    /** Grids with the number of the band, as logged, on which they were worked. */
    private final DistinctPairs grids = new DistinctPairs();

    private final List<String> gridBands = new ArrayList<>();
    private final Map<String, Integer> gridBandNumbers = new HashMap<>();
    private final Set<String> countries = new HashSet<>();
    private final List<LogRejection> rejections = new ArrayList<>();

    public Standing(int awards) {
        tallies = new Tally[awards];
        Arrays.setAll(tallies, i -> new Tally());
    }

    /**
     * Adds what the records of a segment count.
     *
     * @param log its log's name
     * @param records of the log before it
     * @param lines of the log before it
     */
    public void add(Segment segment, String log, long records, long lines) throws IOException {
        for (Rejection rejection : segment.standing().counts().rejections) {
            reject(log, rejection.behind(records, lines));
        }
        add(segment.standing());
    }

    private void add(ChunkStanding chunk) throws IOException {
        counts.add(chunk.counts());
        TextCode theirs = new TextCode();
        for (String text : chunk.oddTexts()) {
            theirs.addOdd(text);
        }
        addKeys(chunk, theirs);
        modes.addAll(List.of(chunk.modes()));
        bands.addAll(List.of(chunk.bands()));
        countries.addAll(List.of(chunk.countries()));
        for (Map.Entry<Integer, long[]> entry : chunk.grids().entrySet()) {
            int band = gridBand(entry.getKey() == 0 ? "" : chunk.bands()[entry.getKey() - 1]);
            for (long grid : entry.getValue()) {
                grids.add(theirs.into(codes, grid), band);
            }
        }
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

    private int gridBand(String name) {
        return gridBandNumbers.computeIfAbsent(name, any -> {
            gridBands.add(name);
            return gridBands.size() - 1;
        });
    }

    Optional<Witnesses> witnesses() {
        return Optional.ofNullable(witnesses);
    }

    private void addKeys(ChunkStanding chunk, TextCode theirs) throws IOException {
        int[] modeHere = new int[chunk.keyModes().length + 1];
        for (int i = 0; i < chunk.keyModes().length; i++) {
            modeHere[i + 1] = keyModes.number(chunk.keyModes()[i]);
        }
        long[] keys = chunk.qsoKeys();
        for (int i = 0; i < keys.length; i += 2) {
            long rest = keys[i + 1];
            qsoKeys.add(theirs.into(codes, keys[i]), QsoKey.withMode(rest, modeHere[QsoKey.mode(rest)]));
        }
    }

    /** Distinct QSO keys, and distinct calls in them. */
    DistinctPairs.Sizes qsoKeys() throws IOException {
        return qsoKeys.forEach((call, rest) -> {});
    }

    int uniqueModes() {
        return modes.size();
    }

    int uniqueBands() {
        return bands.size();
    }

    int uniqueCountries() {
        return countries.size();
    }

    /** How many grids were logged in all, and on each band as logged; the empty name stands for QSOs without band. */
    Grids grids() throws IOException {
        long[] sizes = new long[gridBands.size()];
        long all = grids.forEach((grid, band) -> sizes[(int) band]++).firsts();
        Map<String, Long> named = new TreeMap<>();
        for (int band = 0; band < sizes.length; band++) {
            named.put(gridBands.get(band), sizes[band]);
        }
        return new Grids(all, named);
    }

    /** Numbers of distinct grids. */
    record Grids(long all, Map<String, Long> byBand) {}

    /** Rejected records in the order of the logs. */
    List<LogRejection> rejections() {
        return new ArrayList<>(rejections);
    }

    /** A rejected record and its log. */
    record LogRejection(String log, Rejection rejection) {}

    private void reject(String log, Rejection rejection) {
        if (rejections.size() < Counts.MOST_REJECTIONS) {
            rejections.add(new LogRejection(log, rejection));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            qsoKeys.close();
        } finally {
            grids.close();
        }
    }
}
