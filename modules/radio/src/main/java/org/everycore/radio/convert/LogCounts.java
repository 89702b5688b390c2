package org.everycore.radio.convert;

import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/** Counts over the records of a log: {@code stats}. Fed record by record; callsigns are its only growing memory. */
public final class LogCounts {
    private long qsos;
    private final Map<String, Long> bands = new TreeMap<>();
    private final Map<String, Long> modes = new TreeMap<>();
    private final Map<String, Long> years = new TreeMap<>();
    private final Map<String, Long> fields = new TreeMap<>();
    private final Set<String> calls = new HashSet<>();
    private final Set<String> entities = new HashSet<>();
    private String first = "";
    private String last = "";

    public void add(AdifRecord record) {
        qsos++;
        count(bands, record.normal("BAND").orElse("").toLowerCase(Locale.ROOT));
        count(modes, record.normal("MODE").orElse(""));
        record.normal("CALL").ifPresent(calls::add);
        record.normal("DXCC").ifPresent(entities::add);
        String date = record.normal("QSO_DATE").orElse("");
        if (date.length() == 8) {
            count(years, date.substring(0, 4));
            first = first.isEmpty() || date.compareTo(first) < 0 ? date : first;
            last = date.compareTo(last) > 0 ? date : last;
        }
        for (AdifField field : record.fields()) {
            count(fields, field.name());
        }
    }

    private static void count(Map<String, Long> counts, String key) {
        counts.merge(key, 1L, Long::sum);
    }

    public long qsos() {
        return qsos;
    }

    public int calls() {
        return calls.size();
    }

    /** Different values of the DXCC field. */
    public int entities() {
        return entities.size();
    }

    /** The first day as logged, empty if there is none. */
    public String firstDay() {
        return first;
    }

    public String lastDay() {
        return last;
    }

    public Map<String, Long> byBand() {
        return Collections.unmodifiableMap(bands);
    }

    public Map<String, Long> byMode() {
        return Collections.unmodifiableMap(modes);
    }

    public Map<String, Long> byYear() {
        return Collections.unmodifiableMap(years);
    }

    /** How many records have each field. */
    public Map<String, Long> byField() {
        return Collections.unmodifiableMap(fields);
    }
}
