package org.everycore.radio.award;

import java.util.Set;

/**
 * The WPX prefix of a callsign.
 *
 * <p>Of the parts between slashes, those that only tell of the operation (P, M, MM, QRP ...) are dropped. The prefix of a part runs through its
 * last digit; without a digit it is its first two letters and 0. One part: its prefix. A second part of one digit replaces the number of the
 * first part's prefix. Else the prefix of the shorter of the first two parts, of the first if they are equally long.
 */
final class WpxPrefix {
    private static final Set<String> DROPPED = Set.of("P", "M", "MM", "AM", "A", "E", "J", "B", "LH", "QRP", "QRPP");

    private WpxPrefix() {}

    /** @param call trimmed and in upper case; the answer is empty if nothing remains of it */
    static String of(String call) {
        String first = null;
        String second = null;
        for (String part : call.split("/")) {
            if (part.isEmpty() || DROPPED.contains(part)) {
                continue;
            }
            if (first == null) {
                first = part;
            } else {
                second = part;
                break;
            }
        }
        if (first == null) {
            return "";
        }
        if (second == null) {
            return ofPart(first);
        }
        if (second.length() == 1 && isDigit(second.charAt(0))) {
            String prefix = ofPart(first);
            int end = prefix.length();
            while (end > 0 && isDigit(prefix.charAt(end - 1))) {
                end--;
            }
            return prefix.substring(0, end) + second;
        }
        return ofPart(first.length() <= second.length() ? first : second);
    }

    private static String ofPart(String part) {
        int i = part.length() - 1;
        while (i >= 0 && !isDigit(part.charAt(i))) {
            i--;
        }
        return i >= 0 ? part.substring(0, i + 1) : part.substring(0, Math.min(2, part.length())) + "0";
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
