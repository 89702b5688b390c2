package org.everycore.logbook;

import java.util.Locale;
import java.util.Optional;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.Satellites;

/**
 * What makes two records the same QSO: callsign, band key, emission mode in its normal form, satellite, day and minute.
 *
 * @param day yyyymmdd
 * @param minute hhmm
 * @param call trimmed, upper case
 * @param band SAT by propagation, else the ADIF band, else the band of the frequency, else empty
 * @param mode the submode of the normal form, else its mode, empty when not logged; by satellite with {@code @} and its name, since one band
 *     holds many
 */
public record QsoKey(int day, int minute, String call, String band, String mode) {
    private static final int LONGEST = 64;

    /** @throws LogbookException naming the field that a QSO cannot be without */
    public static QsoKey of(AdifRecord qso) {
        String call = qso.normal("CALL").orElseThrow(() -> new LogbookException("the QSO has no CALL"));
        return new QsoKey(
                digits(qso, "QSO_DATE", 8),
                digits(qso, "TIME_ON", 4),
                bounded(call),
                Bands.name(Bands.of(qso)),
                bounded(mode(qso)));
    }

    private static String mode(AdifRecord qso) {
        NormalMode mode = NormalMode.of(qso);
        String satellite = Satellites.of(qso);
        return (mode.submode().isEmpty() ? mode.mode() : mode.submode()) + (satellite.isEmpty() ? "" : "@" + satellite);
    }

    private static int digits(AdifRecord qso, String field, int count) {
        String value = Optional.ofNullable(qso.get(field)).orElse("");
        int number = 0;
        for (int i = 0; i < count; i++) {
            char c = i < value.length() ? value.charAt(i) : ' ';
            if (c < '0' || c > '9') {
                throw new LogbookException(field + " of the QSO with " + qso.get("CALL") + " is \"" + value + "\"");
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    /** Text that databases take as part of a key: no NUL, and of a hostile length only its beginning and hash. */
    private static String bounded(String text) {
        String plain = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
        return plain.length() <= LONGEST
                ? plain
                : plain.substring(0, LONGEST - 9) + "#"
                        + Integer.toHexString(plain.hashCode()).toUpperCase(Locale.ROOT);
    }
}
