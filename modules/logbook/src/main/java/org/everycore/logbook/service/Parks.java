package org.everycore.logbook.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.radio.adif.AdifRecord;

/** The parks of a QSO: POTA_REF, which may list several with the part of the country after an @, or SIG and SIG_INFO. */
final class Parks {
    private static final Pattern PARK = Pattern.compile("([A-Z0-9]{1,4}-\\d{4,5})(?:@[A-Z0-9-]+)?");

    private Parks() {}

    /** Those from which the QSO was made. */
    static List<String> own(AdifRecord qso) {
        return of(qso, "MY_POTA_REF", "MY_SIG", "MY_SIG_INFO");
    }

    /** Those of the other station. */
    static List<String> others(AdifRecord qso) {
        return of(qso, "POTA_REF", "SIG", "SIG_INFO");
    }

    private static List<String> of(AdifRecord qso, String list, String interest, String info) {
        String listed = qso.normal(list)
                .orElse(
                        qso.normal(interest).filter("POTA"::equals).isPresent()
                                ? qso.normal(info).orElse("")
                                : "");
        List<String> parks = new ArrayList<>();
        for (String part : listed.toUpperCase(Locale.ROOT).split("[,;\\s]+")) {
            Matcher park = PARK.matcher(part);
            if (park.matches() && !parks.contains(park.group(1))) {
                parks.add(park.group(1));
            }
        }
        return parks;
    }
}
