package org.everycore.cli.text;

import java.util.Locale;

/** Numbers as people read them: grouped, rounded to what matters, with a unit. */
public final class Numbers {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Numbers() {}

    /** 1234567 as 1,234,567. */
    public static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** 1 and worker as 1 worker, 2 as 2 workers. */
    public static String counted(long value, String noun) {
        return counted(value, noun, noun + "s");
    }

    /** As {@link #counted(long, String)} for a noun whose plural is another. */
    public static String counted(long value, String noun, String plural) {
        return grouped(value) + " " + (value == 1 ? noun : plural);
    }

    /** 24812892160 as 23.1 GiB. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < BINARY.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, BINARY[unit]);
    }

    /** A rate with three significant digits and a thousands prefix: 1.23 M. */
    public static String rate(double perSecond) {
        if (!Double.isFinite(perSecond)) {
            return "-";
        }
        String[] prefixes = {"", " k", " M", " G", " T"};
        double value = perSecond;
        int prefix = 0;
        while (Math.abs(value) >= 1000 && prefix < prefixes.length - 1) {
            value /= 1000;
            prefix++;
        }
        return significant(value) + prefixes[prefix];
    }

    /** A time a person can take in: 0.24 ms, 3.1 s, 4 min 07 s, 2 h 05 min. */
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "-";
        }
        if (seconds < 1e-3) {
            return significant(seconds * 1e6) + " us";
        }
        if (seconds < 1) {
            return significant(seconds * 1e3) + " ms";
        }
        if (seconds < 59.95) {
            return significant(seconds) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /** Three significant digits without an exponent, for values up to 1000. */
    private static String significant(double value) {
        double size = Math.abs(value);
        String form = size >= 99.95 || size == 0 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
