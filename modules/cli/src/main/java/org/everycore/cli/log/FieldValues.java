package org.everycore.cli.log;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.everycore.cli.Failure;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Reason;
import org.everycore.radio.adif.RecordRules;

/** Fields as a person types them: {@code NAME=VALUE}. */
final class FieldValues {
    private FieldValues() {}

    /** The record with each field set; one with an empty value is taken away. */
    static AdifRecord apply(AdifRecord record, List<String> typed) {
        AdifRecord changed = record;
        for (String field : typed) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? "" : field.substring(0, equals).strip().toUpperCase(Locale.ROOT);
            if (!AdifField.isName(name)) {
                throw Failure.wrongInput("'" + field + "' is not a field: it is NAME=VALUE, such as BAND=20m");
            }
            String value = field.substring(equals + 1);
            changed = value.isEmpty() ? changed.without(name) : changed.with(name, tidy(name, value));
        }
        return checked(changed);
    }

    /** Days and times may be typed with their usual marks. */
    private static String tidy(String name, String value) {
        return name.startsWith("QSO_DATE") || name.startsWith("TIME_O")
                ? value.strip().replace("-", "").replace(":", "")
                : value;
    }

    private static AdifRecord checked(AdifRecord record) {
        Optional<Reason> reason = RecordRules.check(record);
        if (reason.isPresent()) {
            throw Failure.wrongInput(
                    switch (reason.get()) {
                        case BAD_DATE -> "QSO_DATE = " + record.get("QSO_DATE") + ": must be a day such as 2024-01-31";
                        case BAD_TIME -> "TIME_ON = " + record.get("TIME_ON") + ": must be a time such as 12:34";
                        default -> "a QSO needs a CALL";
                    });
        }
        return record;
    }
}
