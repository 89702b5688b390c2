package org.everycore.radio.jobs;

import java.util.List;
import java.util.Locale;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.SpecException;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.LengthUnit;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.adif.RecordRules;
import org.everycore.radio.convert.LogForm;

/**
 * The spec of a {@code radio.convert} job; every key but {@code logs} may be missing.
 *
 * @param logs the logs, in the order in which they are written
 * @param format {@code adi} (default) or {@code adx}
 * @param lengthUnit {@code characters} (default) or {@code bytes}; of no meaning for adx
 * @param onDuplicate {@code strict} (default) or {@code last}
 * @param lengths {@code recover} (default) does not believe a length that swallows tags, {@code obey} does
 * @param band one band key
 * @param mode one emission group
 * @param from first day, YYYYMMDD or YYYY-MM-DD
 * @param to last day
 * @param call the callsign worked
 */
public record ConvertSpec(
        List<InputRef> logs,
        String format,
        String lengthUnit,
        String onDuplicate,
        String lengths,
        String band,
        String mode,
        String from,
        String to,
        String call) {
    public ConvertSpec {
        if (logs == null || logs.isEmpty()) {
            throw new SpecException("logs", "names no log");
        }
        logs = List.copyOf(logs);
        format = oneOf("format", format, "adi", "adx");
        lengthUnit = oneOf("lengthUnit", lengthUnit, "characters", "bytes");
        onDuplicate = oneOf("onDuplicate", onDuplicate, "strict", "last");
        lengths = oneOf("lengths", lengths, "recover", "obey");
        if (band != null && Bands.ofKey(band) < 0) {
            throw new SpecException("band", band, "is not an ADIF band or SAT");
        }
        if (mode != null && EmissionGroup.named(mode).isEmpty()) {
            throw new SpecException("mode", mode, "must be CW, PHONE, DIGITAL or NONE");
        }
        from = day("from", from);
        to = day("to", to);
        call = call == null ? null : call.strip().toUpperCase(Locale.ROOT);
    }

    LogForm form() {
        return LogForm.named(format);
    }

    boolean adx() {
        return form() == LogForm.ADX;
    }

    LengthUnit unit() {
        return lengthUnit.equals("bytes") ? LengthUnit.BYTES : LengthUnit.CHARACTERS;
    }

    ReadRules rules() {
        return ReadWords.rules(onDuplicate, lengths);
    }

    /** Whether an accepted record is written. */
    boolean selects(AdifRecord qso) {
        String date = qso.get("QSO_DATE");
        return (band == null || Bands.of(qso) == Bands.ofKey(band))
                && (mode == null
                        || EmissionGroup.named(mode)
                                .filter(EmissionGroup.of(qso)::equals)
                                .isPresent())
                && (from == null || date.compareTo(from) >= 0)
                && (to == null || date.compareTo(to) <= 0)
                && (call == null || qso.normal("CALL").filter(call::equals).isPresent());
    }

    private static String oneOf(String field, String value, String first, String second) {
        if (value == null) {
            return first;
        }
        if (!value.equals(first) && !value.equals(second)) {
            throw new SpecException(field, value, "must be " + first + " or " + second);
        }
        return value;
    }

    private static String day(String field, String text) {
        if (text == null) {
            return null;
        }
        String digits = text.replace("-", "");
        if (!RecordRules.isDate(digits)) {
            throw new SpecException(field, text, "must be a day such as 2024-02-29");
        }
        return digits;
    }
}
