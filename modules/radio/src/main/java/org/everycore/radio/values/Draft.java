package org.everycore.radio.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.radio.adif.AdifRecord;

/** A record in the making: what it is now, and every change that made it so. */
final class Draft {
    private AdifRecord record;
    private final List<FieldChange> changes = new ArrayList<>();

    Draft(AdifRecord record) {
        this.record = record;
    }

    /** The value in upper case without blanks around it, empty if there is none. */
    String get(String field) {
        return record.normal(field).orElse("");
    }

    /** The value as it stands, empty if there is none. */
    String raw(String field) {
        return Optional.ofNullable(record.get(field)).orElse("");
    }

    boolean has(String field) {
        return record.normal(field).isPresent();
    }

    void set(String field, String value, String why) {
        String before = raw(field);
        if (!before.equals(value)) {
            changes.add(new FieldChange(field, before, value, why));
            record = record.with(field, value);
        }
    }

    /** Sets a field that has no value. */
    void fill(String field, String value, String why) {
        if (!value.isEmpty() && !has(field)) {
            set(field, value, why);
        }
    }

    void remove(String field, String why) {
        if (record.has(field)) {
            changes.add(new FieldChange(field, raw(field), "", why));
            record = record.without(field);
        }
    }

    /** Takes a whole other record, each of whose fields differs for the same reason. */
    void become(AdifRecord other, String why) {
        for (var field : other.fields()) {
            if (!field.value().equals(raw(field.name()))) {
                changes.add(new FieldChange(field.name(), raw(field.name()), field.value(), why));
            }
        }
        for (var field : record.fields()) {
            if (!other.has(field.name())) {
                changes.add(new FieldChange(field.name(), field.value(), "", why));
            }
        }
        record = other;
    }

    AdifRecord record() {
        return record;
    }

    List<FieldChange> changes() {
        return List.copyOf(changes);
    }
}
