package org.everycore.radio.adif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one QSO (or of a header) in the order in which they were written; no field is dropped and no name stands twice. */
public final class AdifRecord {
    /** Up to so many fields are looked through for a name, which takes less than making a map of them. */
    private static final int FEW = 32;

    private final List<AdifField> fields;
    /** Null where the fields are few. */
    private final Map<String, AdifField> byName;

    /** Whoever calls this knows that no name stands twice. */
    private AdifRecord(List<AdifField> distinct) {
        this.fields = List.copyOf(distinct);
        this.byName = distinct.size() <= FEW ? null : new HashMap<>(distinct.size() * 2);
        if (byName != null) {
            fields.forEach(field -> byName.put(field.name(), field));
        }
    }

    /** The record of fields whose names the caller knows to be different. */
    static AdifRecord ofDistinct(List<AdifField> fields) {
        return new AdifRecord(fields);
    }

    /** @throws IllegalArgumentException if a name stands twice; see {@link #lastOf} for the lenient form */
    public static AdifRecord of(List<AdifField> fields) {
        if (fields.size() <= FEW) {
            for (int i = 1; i < fields.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (fields.get(i).name().equals(fields.get(j).name())) {
                        throw twice(fields.get(i));
                    }
                }
            }
            return new AdifRecord(fields);
        }
        Set<String> names = new HashSet<>(fields.size() * 2);
        for (AdifField field : fields) {
            if (!names.add(field.name())) {
                throw twice(field);
            }
        }
        return new AdifRecord(fields);
    }

    private static IllegalArgumentException twice(AdifField field) {
        return new IllegalArgumentException("field " + field.name() + " stands twice");
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
        AdifField field = find(name);
        return field == null ? null : field.value();
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    private AdifField find(String name) {
        if (byName != null) {
            return byName.get(name);
        }
        for (int i = 0; i < fields.size(); i++) {
            AdifField field = fields.get(i);
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
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
