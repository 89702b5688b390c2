package org.everycore.radio.values;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.everycore.radio.adif.AdifRecord;

/** A record after a repair or an inference, and every change that made it. */
public record Altered(AdifRecord record, List<FieldChange> changes) {
    public Altered {
        requireNonNull(record, "record is null");
        changes = List.copyOf(changes);
    }

    static Altered of(Draft draft) {
        return new Altered(draft.record(), draft.changes());
    }
}
