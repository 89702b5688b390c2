package org.everycore.radio.adif;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Band keys: the 33 bands of ADIF in the order of their frequencies, then {@link #SAT} for satellite QSOs and {@link #NONE}.
 *
 * <p>A band key has a number, {@code 0 .. COUNT - 1}, so that a set of bands is a bit mask.
 */
public final class Bands {
    private static final List<String> NAMES = List.of(
            "2190m", "630m", "560m", "160m", "80m", "60m", "40m", "30m", "20m", "17m", "15m", "12m", "10m", "8m", "6m",
            "5m", "4m", "2m", "1.25m", "70cm", "33cm", "23cm", "13cm", "9cm", "6cm", "3cm", "1.25cm", "6mm", "4mm",
            "2.5mm", "2mm", "1mm", "submm", "SAT", "");

    /** Lower and upper edge in MHz, both inside. */
    private static final double[] EDGES = {
        .1357, .1378, .472, .479, .501, .504, 1.8, 2, 3.5, 4, 5.06, 5.45, 7, 7.3, 10.1, 10.15, 14, 14.35, 18.068,
        18.168, 21, 21.45, 24.89, 24.99, 28, 29.7, 40, 45, 50, 54, 54.000001, 69.9, 70, 71, 144, 148, 222, 225, 420,
        450, 902, 928, 1240, 1300, 2300, 2450, 3300, 3500, 5650, 5925, 10000, 10500, 24000, 24250, 47000, 47200, 75500,
        81000, 119980, 123000, 134000, 149000, 241000, 250000, 300000, 7500000
    };

    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    /** How many bands ADIF has. */
    public static final int ADIF_BANDS = 33;
    /** The number of the band key of satellite QSOs. */
    public static final int SAT = 33;
    /** The number of the band key of QSOs whose band is not known. */
    public static final int NONE = 34;
    /** How many band keys there are. */
    public static final int COUNT = 35;

    static {
        for (int i = 0; i < ADIF_BANDS; i++) {
            BY_NAME.put(NAMES.get(i), i);
        }
    }

    private Bands() {}

    /** All band keys by number. */
    public static List<String> names() {
        return NAMES;
    }

    public static String name(int band) {
        return NAMES.get(band);
    }

    /** The number of a band as logged, in any case and with blanks around; {@link #NONE} if ADIF has no such band. */
    public static int ofName(String logged) {
        return BY_NAME.getOrDefault(logged.strip().toLowerCase(Locale.ROOT), NONE);
    }

    /** The number of a band key as people give it: an ADIF band, SAT, or the empty text; -1 if it is none of them. */
    public static int ofKey(String key) {
        String name = key.strip();
        if (name.isEmpty()) {
            return NONE;
        }
        if (name.equalsIgnoreCase("SAT")) {
            return SAT;
        }
        int band = ofName(name);
        return band == NONE ? -1 : band;
    }

    /** The band that contains the frequency in MHz, or {@link #NONE}. */
    public static int ofFrequency(double mhz) {
        for (int i = 0; i < ADIF_BANDS; i++) {
            if (EDGES[2 * i] <= mhz && mhz <= EDGES[2 * i + 1]) {
                return i;
            }
        }
        return NONE;
    }

    /** The band of a frequency as logged; {@link #NONE} if the text is not a number or lies in no band. */
    public static int ofFrequency(String logged) {
        String text = logged.strip();
        return isNumber(text) ? ofFrequency(Double.parseDouble(text)) : NONE;
    }

    /** The band key of a QSO: SAT by its propagation, else its band, else the band of its frequency. */
    public static int of(AdifRecord qso) {
        if (qso.normal("PROP_MODE").filter("SAT"::equals).isPresent()) {
            return SAT;
        }
        String band = qso.get("BAND");
        int logged = band == null ? NONE : ofName(band);
        String frequency = qso.get("FREQ");
        return logged != NONE || frequency == null ? logged : ofFrequency(frequency);
    }

    /** Sign, digits with at most one point, exponent: what every language reads alike. */
    private static boolean isNumber(String text) {
        int i = 0;
        int n = text.length();
        if (i < n && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        int digits = 0;
        boolean point = false;
        for (; i < n; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0 || i == n) {
            return digits > 0;
        }
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            return false;
        }
        i++;
        if (i < n && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        int exponent = i;
        while (i < n && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i == n && i > exponent;
    }
}
