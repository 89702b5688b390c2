package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

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

    private final Texts gridBands = new Texts();
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
        add(chunk.qsoKeys(), theirs, qsoKeys, numbers(chunk.keyModes(), keyModes::number));
        modes.addAll(List.of(chunk.modes()));
        bands.addAll(List.of(chunk.bands()));
        countries.addAll(List.of(chunk.countries()));
        add(chunk.grids(), theirs, grids, numbers(chunk.bands(), gridBands::number));
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

    /** The numbers here of texts that a chunk numbers from 1; 0 is no text. */
    private static int[] numbers(String[] texts, ToIntFunction<String> number) {
        int[] here = new int[texts.length + 1];
        for (int i = 0; i < texts.length; i++) {
            here[i + 1] = number.applyAsInt(texts[i]);
        }
        return here;
    }

    private void add(PairParts parts, TextCode theirs, DistinctPairs to, int[] numbers) throws IOException {
        to.add(parts, numbers);
        long[] odd = parts.odd();
        for (int i = 0; i < odd.length; i += 2) {
            long second = odd[i + 1];
            to.add(theirs.into(codes, odd[i]), QsoKey.withMode(second, numbers[QsoKey.mode(second)]));
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
            if (sizes[band] > 0) {
                named.put(gridBands.text(band), sizes[band]);
            }
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
