package org.everycore.radio.award;

import org.everycore.radio.entity.CallParts;
import org.everycore.radio.entity.CallsignResolver;

/**
 * The WPX prefix of a callsign.
 *
 * <p>The prefix of the place from which the call was used, as {@link CallParts} finds it, else of the call itself; a single digit behind a call
 * replaces the number of its prefix. The prefix of a part runs through its last digit; without a digit it is its first two letters and 0.
 */
final class WpxPrefix {
    private WpxPrefix() {}

    /** @param call trimmed and in upper case; the answer is empty if nothing remains of it */
    static String of(String call) {
        CallParts parts = CallsignResolver.builtIn().parts(call, CallsignResolver.TODAY);
        if (!parts.place().isEmpty()) {
            return ofPart(parts.place());
        }
        if (parts.home().isEmpty() || parts.area().isEmpty()) {
            return parts.home().isEmpty() ? "" : ofPart(parts.home());
        }
        String prefix = ofPart(parts.home());
        int end = prefix.length();
        while (end > 0 && isDigit(prefix.charAt(end - 1))) {
            end--;
        }
        return prefix.substring(0, end) + parts.area();
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
