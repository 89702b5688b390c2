package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.List;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.Reason;
import org.everycore.radio.entity.Basis;

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
    /** How the entities of QSOs without one were found, by {@link Basis}. */
    final long[] resolved = new long[Basis.COUNT];
    /** How many values were filled, by their number in {@link PlaceFiller#FIELDS}. */
    final long[] filled = new long[PlaceFiller.FIELDS.size()];
    /** A bit for each DXCC entity of which there is a QSO. */
    final long[] entities = new long[16];

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
        add(resolved, other.resolved);
        add(filled, other.filled);
        for (int i = 0; i < entities.length; i++) {
            entities[i] |= other.entities[i];
        }
    }

    int uniqueEntities() {
        int sum = 0;
        for (long word : entities) {
            sum += Long.bitCount(word);
        }
        return sum;
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
