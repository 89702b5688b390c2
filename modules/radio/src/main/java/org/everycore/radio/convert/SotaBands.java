package org.everycore.radio.convert;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.everycore.radio.adif.Bands;

/** Bands as logs of Summits on the Air name them: by megahertz, rounded as its database has them. */
final class SotaBands {
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        String[] pairs = {
            "2190m", "0.1357", "630m", "0.472", "160m", "1.8", "80m", "3.5", "60m", "5", "40m", "7", "30m", "10", "20m",
            "14", "17m", "18", "15m", "21", "12m", "24", "10m", "28", "6m", "50", "4m", "70", "2m", "144", "1.25m",
            "220", "70cm", "433", "33cm", "900", "23cm", "1240", "13cm", "2300", "9cm", "3400", "6cm", "5650", "3cm",
            "10000", "1.25cm", "24000"
        };
        for (int i = 0; i < pairs.length; i += 2) {
            NAMES.put(pairs[i], pairs[i + 1]);
        }
    }

    private SotaBands() {}

    /** SOTA's word for an ADIF band; empty where it has none. */
    static String name(String band) {
        String mhz = NAMES.get(band);
        return mhz == null ? "" : mhz + "MHz";
    }

    /** Whether SOTA calls a band by just this number. */
    static boolean isName(BigDecimal mhz) {
        return NAMES.values().stream().anyMatch(name -> new BigDecimal(name).compareTo(mhz) == 0);
    }

    /** The ADIF band that a number of megahertz means, as SOTA's name or as a frequency; empty if none. */
    static String band(BigDecimal mhz) {
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            if (new BigDecimal(name.getValue()).compareTo(mhz) == 0) {
                return name.getKey();
            }
        }
        return Bands.name(Bands.ofFrequency(mhz.doubleValue()));
    }
}
