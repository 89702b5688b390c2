package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;

/**
 * The distinct pairs among any number of pairs of longs whose first is never 0, exactly and in bounded memory: what a hash table of limited size
 * does not hold goes to a temporary file, in {@link PairFile#PARTS} parts by hash that are united a few at a time when all is there.
 *
 * <p>A billion different pairs need 16 GB on disk and no more memory than a million.
 */
final class DistinctPairs implements Closeable {
    /** Pairs held unless said otherwise: a table of 32 MB. */
    static final int HELD = 1_390_000;

    /** Second of pairs whose firsts alone are to be counted: any number with many bits, so that they come in no order of the new table's hash. */
    private static final long NO_SECOND = 0x5851F42D4C957F2DL;

    private final int most;
    private LongPairSet held;
    private PairFile file;

    /** @param expected a guess, so that the table need not grow; a wrong guess costs time only */
    DistinctPairs(int expected) {
        this(expected, HELD);
    }

    DistinctPairs(int expected, int most) {
        if (most < PairFile.PARTS) {
            throw new IllegalArgumentException("at least " + PairFile.PARTS + " pairs are held, not " + most);
        }
        this.most = most;
        this.held = new LongPairSet(Math.min(expected, most));
    }

    void add(long first, long second) throws IOException {
        if (held.add(first, second) && held.size() == most) {
            putAway();
        }
    }

    private void putAway() throws IOException {
        if (file == null) {
            file = new PairFile();
        }
        file.put(held);
        held.clear();
    }

    /** Visits every distinct pair once, in no particular order; nothing may be added afterwards. */
    void forEach(LongPairSet.Visitor visitor) throws IOException {
        if (file == null) {
            held.forEach(visitor);
            return;
        }
        if (held != null && held.size() > 0) {
            putAway();
        }
        held = null;
        LongPairSet united = new LongPairSet(most, PairFile.BITS);
        int from = 0;
        while (from < PairFile.PARTS) {
            int to = from + 1;
            long pairs = file.count(from);
            while (to < PairFile.PARTS && pairs + file.count(to) < most) {
                pairs += file.count(to++);
            }
            file.forEach(from, to, united::add);
            united.forEach(visitor);
            united.clear();
            from = to;
        }
    }

    /** How many there are, and how many different firsts. */
    Sizes sizes() throws IOException {
        if (file == null) {
            return new Sizes(held.size(), held.distinctFirsts());
        }
        try (var firsts = new DistinctPairs(most / 4, most)) {
            long[] pairs = new long[1];
            forEach((first, second) -> {
                pairs[0]++;
                firsts.add(first, NO_SECOND);
            });
            return new Sizes(pairs[0], firsts.count());
        }
    }

    private long count() throws IOException {
        if (file == null) {
            return held.size();
        }
        long[] pairs = new long[1];
        forEach((first, second) -> pairs[0]++);
        return pairs[0];
    }

    /** Numbers of distinct pairs and of distinct firsts. */
    record Sizes(long pairs, long firsts) {}

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
