package org.everycore.radio.adif;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of satellites, brought to the form that LoTW takes: {@code AO-7} for AO-07 and AO7, {@code ARISS} for ISS. */
public final class Satellites {
    private static final Pattern NUMBERED = Pattern.compile("([A-Z]+)[- ]?0*([0-9]{1,3})([A-Z]?)");

    private static final Map<String, String> ALIASES = Map.of(
            "ISS", "ARISS",
            "ES\u2019HAIL-2", "QO-100",
            "ESHAIL-2", "QO-100",
            "ES'HAIL-2", "QO-100",
            "XW-4", "CAS-10",
            "TEVEL", "TEVEL-1",
            "ITAMSAT", "IO-26");

    private Satellites() {}

    /** The name of the satellite by which a QSO was made; empty if it was by none or that is not logged. */
    public static String of(AdifRecord qso) {
        boolean satellite = qso.normal("PROP_MODE").map("SAT"::equals).orElse(true);
        return satellite ? qso.normal("SAT_NAME").map(Satellites::normal).orElse("") : "";
    }

    private static String normal(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        String plain = numbered.matches() ? numbered.group(1) + "-" + numbered.group(2) + numbered.group(3) : name;
        return ALIASES.getOrDefault(plain, plain);
    }
}
