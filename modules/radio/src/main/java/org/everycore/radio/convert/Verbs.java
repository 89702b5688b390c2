package org.everycore.radio.convert;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.Satellites;

/** What can be done with the records of a log on their way from a source to a sink; none holds more than it needs. */
public final class Verbs {
    private Verbs() {}

    /** Copies the records that {@code wanted} accepts, as {@code change} makes them; gives how many. */
    public static long copy(
            RecordSource from, RecordSink to, Predicate<AdifRecord> wanted, UnaryOperator<AdifRecord> change)
            throws IOException {
        long copied = 0;
        while (from.hasNext()) {
            AdifRecord record = from.next();
            if (wanted.test(record)) {
                to.record(change.apply(record));
                copied++;
            }
        }
        return copied;
    }

    /** Copies every record: {@code cat}. */
    public static long copy(RecordSource from, RecordSink to) throws IOException {
        return copy(from, to, record -> true, UnaryOperator.identity());
    }

    /** Keeps only the fields named, in that order. */
    public static UnaryOperator<AdifRecord> select(Collection<String> fields) {
        Set<String> wanted = new LinkedHashSet<>();
        fields.forEach(f -> wanted.add(f.strip().toUpperCase(Locale.ROOT)));
        return record -> {
            Map<String, AdifField> own = new LinkedHashMap<>();
            record.fields().forEach(f -> own.put(f.name(), f));
            return AdifRecord.of(
                    wanted.stream().map(own::get).filter(Objects::nonNull).toList());
        };
    }

    /** Accepts the first record of each call, band (by satellite: satellite), mode in its normal form, date and minute. */
    public static Predicate<AdifRecord> distinct() {
        var seen = new KeySet();
        return record -> seen.add(key(record));
    }

    private static String key(AdifRecord record) {
        String time = record.normal("TIME_ON").orElse("");
        return station(record) + "\0" + record.normal("QSO_DATE").orElse("") + "\0"
                + (time.length() > 4 ? time.substring(0, 4) : time);
    }

    /** What two records of one QSO have in common whatever their times. */
    static String station(AdifRecord record) {
        String band = record.normal("PROP_MODE").filter("SAT"::equals).isPresent()
                ? "SAT"
                : band(record).toLowerCase(Locale.ROOT);
        return String.join(
                "\0",
                List.of(
                        record.normal("CALL").orElse(""),
                        band,
                        Satellites.of(record),
                        NormalMode.of(record).text()));
    }

    private static String band(AdifRecord record) {
        String name = Bands.name(Bands.of(record));
        return name.isEmpty() ? record.normal("BAND").orElse("") : name;
    }
}
