package org.everycore.radio.convert;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.RecordRules;

/**
 * The records of logs with those of one QSO made one: same call, band, satellite and mode, times no further apart than a
 * tolerance. The first stands; what it lacks comes from the others, and a QSL status rises with its date. All records are held.
 */
public final class Merge {
    private final long seconds;
    private final boolean joins;
    private final List<AdifRecord> records = new ArrayList<>();
    private final Map<String, List<Integer>> stations = new HashMap<>();
    private long merged;

    /**
     * @param seconds how far the times of one QSO may lie apart; 0: the same minute
     * @param joins whether what later records know is joined to the first, or left out
     */
    public Merge(long seconds, boolean joins) {
        this.seconds = seconds;
        this.joins = joins;
    }

    /** Takes the next record. */
    public void add(AdifRecord record) {
        List<Integer> known = stations.computeIfAbsent(Verbs.station(record), any -> new ArrayList<>(1));
        int nearest = -1;
        long least = Long.MAX_VALUE;
        for (int at : known) {
            long apart = apart(records.get(at), record);
            if (apart >= 0 && apart < least) {
                least = apart;
                nearest = at;
            }
        }
        if (nearest < 0) {
            known.add(records.size());
            records.add(record);
        } else {
            merged++;
            if (joins) {
                records.set(nearest, join(records.get(nearest), record));
            }
        }
    }

    /** One record a QSO, in the order in which they first came. */
    public List<AdifRecord> records() {
        return records;
    }

    /** How many records were joined to others. */
    public long merged() {
        return merged;
    }

    /** Seconds between two records, or -1 if they are two QSOs. */
    private long apart(AdifRecord a, AdifRecord b) {
        String first = stamp(a);
        String second = stamp(b);
        boolean sameMinute = first.regionMatches(0, second, 0, 12) && first.length() >= 12;
        long apart = Math.abs(seconds(first) - seconds(second));
        return sameMinute ? 0 : seconds > 0 && apart <= seconds ? apart : -1;
    }

    private static String stamp(AdifRecord record) {
        return record.normal("QSO_DATE").orElse("") + record.normal("TIME_ON").orElse("");
    }

    private static long seconds(String stamp) {
        String date = stamp.length() >= 12 ? stamp.substring(0, 8) : "";
        String time = stamp.length() >= 12 ? stamp.substring(8) : "";
        if (!RecordRules.isDate(date) || !RecordRules.isTime(time)) {
            return Long.MIN_VALUE / 4;
        }
        int day = Integer.parseInt(date);
        int second = time.length() == 6 ? Integer.parseInt(time.substring(4)) : 0;
        LocalDateTime at = LocalDate.of(day / 10_000, day / 100 % 100, day % 100)
                .atTime(Integer.parseInt(time.substring(0, 2)), Integer.parseInt(time.substring(2, 4)), second);
        return at.toEpochSecond(java.time.ZoneOffset.UTC);
    }

    private static AdifRecord join(AdifRecord kept, AdifRecord other) {
        Map<String, AdifField> fields = new LinkedHashMap<>();
        kept.fields().forEach(field -> fields.put(field.name(), field));
        boolean sameMode = kept.normal("MODE").equals(other.normal("MODE"));
        for (AdifField field : other.fields()) {
            AdifField own = fields.get(field.name());
            boolean missing = own == null || own.value().isBlank();
            // A submode belongs to its mode: FT4 of MFSK/FT4 is no submode of a MODE that says FT4 by itself.
            boolean fits = sameMode || !field.name().equals("SUBMODE");
            String date = QslStatus.date(field.name());
            if (date != null && QslStatus.rank(field.value()) > QslStatus.rank(own == null ? null : own.value())) {
                fields.put(field.name(), field);
                if (other.has(date)) {
                    fields.put(date, new AdifField(date, other.get(date)));
                }
            } else if (missing && fits && !field.value().isBlank()) {
                fields.put(field.name(), field);
            }
        }
        return AdifRecord.of(List.copyOf(fields.values()));
    }
}
