package org.everycore.logbook.live;

import java.util.ArrayList;
import java.util.List;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/** Gathers the fields of a QSO, leaving out those without a value. */
final class RecordFields {
    private final List<AdifField> fields = new ArrayList<>();

    RecordFields put(String name, String value) {
        String plain = value == null ? "" : value.replace('\0', ' ').strip();
        if (!plain.isEmpty()) {
            fields.add(new AdifField(name, plain));
        }
        return this;
    }

    AdifRecord record() {
        return AdifRecord.lastOf(fields);
    }
}
