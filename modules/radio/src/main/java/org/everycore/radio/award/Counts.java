package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.Reason;

/** Sums over records; those of two runs of records add up. */
public final class Counts {
    /** How many rejected records are kept with their place; all are counted. */
    static final int MOST_REJECTIONS = 1000;

    public long records;
    public long qsos;
    long filtered;
    long confirmed;
    long eqsl;
    final long[] byBand = new long[Bands.COUNT];
    final long[] byGroup = new long[EmissionGroup.COUNT];
    final long[] rejected = new long[Reason.byIndex().size()];
    final Map<String, Long> resolved = new TreeMap<>();
    final List<Rejection> rejections = new ArrayList<>();

    /** Adds all but {@link #rejections}, which belong to a log. */
    void add(Counts other) {
        records += other.records;
        qsos += other.qsos;
        filtered += other.filtered;
        confirmed += other.confirmed;
        eqsl += other.eqsl;
        add(byBand, other.byBand);
        add(byGroup, other.byGroup);
        add(rejected, other.rejected);
        other.resolved.forEach((how, n) -> resolved.merge(how, n, Long::sum));
    }

    public long rejectedInAll() {
        long sum = 0;
        for (long n : rejected) {
            sum += n;
        }
        return sum;
    }

    private static void add(long[] into, long[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }
}
