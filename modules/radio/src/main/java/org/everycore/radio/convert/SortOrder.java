package org.everycore.radio.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/** An order of records by fields: numbers as numbers, text without regard to case, missing values first. */
public final class SortOrder implements Comparator<AdifRecord> {
    /** By date and time. */
    public static final SortOrder TIME = parse("QSO_DATE,TIME_ON");

    private final List<Key> keys;

    private record Key(String field, boolean descending) {}

    private SortOrder(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Reads names with commas between them; one that begins with {@code -} orders downwards. */
    public static SortOrder parse(String text) {
        List<Key> keys = new ArrayList<>();
        for (String word : text.split(",")) {
            String name = word.strip();
            boolean descending = name.startsWith("-");
            name = (descending ? name.substring(1) : name).toUpperCase(Locale.ROOT);
            if (!AdifField.isName(name)) {
                throw new ConvertException("order \"" + text + "\": \"" + word.strip() + "\" is no name of a field");
            }
            keys.add(new Key(name, descending));
        }
        return new SortOrder(keys);
    }

    @Override
    public int compare(AdifRecord a, AdifRecord b) {
        for (Key key : keys) {
            String x = a.normal(key.field()).orElse("");
            String y = b.normal(key.field()).orElse("");
            boolean oneMissing = x.isEmpty() != y.isEmpty();
            // HHMM and HHMMSS are digits of a time, not numbers.
            int order = oneMissing || key.field().startsWith("TIME_") ? x.compareTo(y) : Filter.compare(x, y);
            if (order != 0) {
                return key.descending() ? -order : order;
            }
        }
        return 0;
    }
}
