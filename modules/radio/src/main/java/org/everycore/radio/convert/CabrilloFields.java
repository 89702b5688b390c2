package org.everycore.radio.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.Band;

/** How Cabrillo says bands, modes and exchanges, and how ADIF does. */
final class CabrilloFields {
    /** Set on records of lines that the station does not claim. */
    static final String NOT_CLAIMED = "APP_EVERYCORE_XQSO";
    /** Which transmitter of a station made the QSO. */
    static final String TRANSMITTER = "APP_EVERYCORE_TRANSMITTER";
    /** Cabrillo's mode where ADIF has none: DG says digital, but not which. */
    static final String MODE = "APP_EVERYCORE_CABRILLO_MODE";

    /** Above 30 MHz a band is named, not a frequency. */
    private static final List<Map.Entry<String, String>> BANDS = List.of(
            Map.entry("50", "6m"),
            Map.entry("70", "4m"),
            Map.entry("144", "2m"),
            Map.entry("222", "1.25m"),
            Map.entry("432", "70cm"),
            Map.entry("902", "33cm"),
            Map.entry("1.2G", "23cm"),
            Map.entry("2.3G", "13cm"),
            Map.entry("3.4G", "9cm"),
            Map.entry("5.7G", "6cm"),
            Map.entry("10G", "3cm"),
            Map.entry("24G", "1.25cm"),
            Map.entry("47G", "6mm"),
            Map.entry("75G", "4mm"),
            Map.entry("122G", "2.5mm"),
            Map.entry("123G", "2.5mm"),
            Map.entry("134G", "2mm"),
            Map.entry("241G", "1mm"),
            Map.entry("LIGHT", "submm"));
    /** Contests whose exchange has no report. */
    private static final Set<String> WITHOUT_REPORT = Set.of(
            "ARRL-SS-CW",
            "ARRL-SS-SSB",
            "NAQP-CW",
            "NAQP-SSB",
            "NAQP-RTTY",
            "ARRL-FD",
            "ARRL-FIELD-DAY",
            "WINTER-FD",
            "ARRL-VHF-JAN",
            "ARRL-VHF-JUN",
            "ARRL-VHF-SEP",
            "ARRL-UHF-AUG",
            "CWOPS",
            "CWOPS-OPEN",
            "NCCC-SPRINT",
            "NA-SPRINT-CW",
            "NA-SPRINT-SSB",
            "NA-SPRINT-RTTY",
            "FCG-FQP");

    private CabrilloFields() {}

    static Optional<String> band(String designator) {
        return BANDS.stream()
                .filter(b -> b.getKey().equalsIgnoreCase(designator))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The frequency column for a QSO: kHz below 30 MHz, else the band's name; empty if neither is known. */
    static Optional<String> frequency(String freq, String band) {
        Optional<Double> mhz = number(freq);
        if (mhz.isPresent() && mhz.get() < 30) {
            return Optional.of(Long.toString(Math.round(mhz.get() * 1000)));
        }
        Optional<Band> known = band == null ? Optional.empty() : AdifTables.band(band);
        if (known.isEmpty() && mhz.isPresent()) {
            known = AdifTables.bandAt(mhz.get());
        }
        return known.flatMap(b -> b.lowerMhz() < 30
                ? Optional.of(Long.toString(Math.round(b.lowerMhz() * 1000)))
                : BANDS.stream()
                        .filter(e -> e.getValue().equals(b.name()))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    static Optional<Double> number(String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(Double.valueOf(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** ADIF's mode, empty for one that Cabrillo leaves open. */
    static String mode(String cabrillo) {
        return switch (cabrillo) {
            case "CW" -> "CW";
            case "PH" -> "SSB";
            case "FM" -> "FM";
            case "RY" -> "RTTY";
            default -> "";
        };
    }

    static String cabrilloMode(String mode) {
        return switch (mode) {
            case "CW" -> "CW";
            case "SSB", "AM", "DIGITALVOICE" -> "PH";
            case "FM" -> "FM";
            case "RTTY" -> "RY";
            default -> "DG";
        };
    }

    /** Whether the first word of an exchange is a signal report. */
    static boolean isReport(String word, String mode, String contest) {
        if (WITHOUT_REPORT.contains(contest)) {
            return false;
        }
        return word.matches(mode.equals("PH") || mode.equals("FM") ? "[1-5][1-9]" : "[1-5][1-9][1-9]|[+-]\\d{1,2}");
    }
}
