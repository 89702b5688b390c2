package org.everycore.radio.adif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of one QSO (or of a header) in the order in which they were written; no field is dropped and no name stands twice. */
public final class AdifRecord {
    private final List<AdifField> fields;
    private final Map<String, AdifField> byName;

    private AdifRecord(List<AdifField> fields) {
        this.fields = List.copyOf(fields);
        this.byName = new HashMap<>(fields.size() * 2);
        for (AdifField field : fields) {
            if (byName.put(field.name(), field) != null) {
                throw new IllegalArgumentException("field " + field.name() + " stands twice");
            }
        }
    }

    /** @throws IllegalArgumentException if a name stands twice; see {@link #lastOf} for the lenient form */
    public static AdifRecord of(List<AdifField> fields) {
        return new AdifRecord(fields);
    }

    /** The record in which, of fields with one name, the last value stands at the place of the first. */
    public static AdifRecord lastOf(List<AdifField> fields) {
        Map<String, Integer> place = new HashMap<>();
        List<AdifField> kept = new ArrayList<>(fields.size());
        for (AdifField field : fields) {
            Integer at = place.putIfAbsent(field.name(), kept.size());
            if (at == null) {
                kept.add(field);
            } else {
                kept.set(at, field);
            }
        }
        return new AdifRecord(kept);
    }

    /** Names and values in turn, for literals in code: {@code ofPairs("CALL", "W1AW", "BAND", "20m")}. */
    public static AdifRecord ofPairs(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without value: " + namesAndValues[namesAndValues.length - 1]);
        }
        List<AdifField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new AdifField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return of(fields);
    }

    public List<AdifField> fields() {
        return fields;
    }

    /** The value as written, or null if the record has no such field. */
    public String get(String name) {
        AdifField field = byName.get(name);
        return field == null ? null : field.value();
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The value trimmed and in upper case, or empty if the field is missing or blank: the form in which text is compared. */
    public Optional<String> normal(String name) {
        String value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        String normal = value.strip().toUpperCase(Locale.ROOT);
        return normal.isEmpty() ? Optional.empty() : Optional.of(normal);
    }

    /** This record with the field set: in its place if it is there (keeping the type letter), else appended. */
    public AdifRecord with(String name, String value) {
        String upper = name.toUpperCase(Locale.ROOT);
        List<AdifField> changed = new ArrayList<>(fields.size() + 1);
        boolean found = false;
        for (AdifField field : fields) {
            boolean same = field.name().equals(upper);
            changed.add(same ? new AdifField(upper, field.type(), value) : field);
            found |= same;
        }
        if (!found) {
            changed.add(new AdifField(upper, value));
        }
        return new AdifRecord(changed);
    }

    public AdifRecord without(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return new AdifRecord(
                fields.stream().filter(f -> !f.name().equals(upper)).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdifRecord that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
