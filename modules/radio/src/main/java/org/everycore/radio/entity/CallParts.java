package org.everycore.radio.entity;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The parts of a callsign between slashes, by what they tell: whose call it is, and from where it was used.
 *
 * <p>Of two parts the one that is a prefix by itself is the place, the shorter if both are, the first if they are equally long. Behind a call
 * never count as a place: three letters and more without a digit ({@code /NAVY}), digits alone ({@code /100}), what is no prefix by itself
 * ({@code /EU005}), and the suffixes that only tell of the operation ({@code /P /QRP /YL /LH}). Before a longer call a short part counts though
 * no table lists it ({@code K1A/VE3ABC}). A single digit behind the call is its area.
 *
 * @param home the callsign itself
 * @param place a prefix that tells where it was used, or empty
 * @param area the digit of a call area, or empty
 * @param suffixes all parts behind the first
 * @param mobile whether it was at sea or in the air
 */
public record CallParts(String home, String place, String area, List<String> suffixes, boolean mobile) {
    private static final Set<String> SAYING_NOTHING = Set.of(
            "P", "M", "A", "B", "C", "D", "E", "H", "J", "L", "N", "O", "Q", "R", "S", "T", "U", "V", "X", "Y", "Z",
            "PM", "MP", "HQ", "LH", "LT", "LS", "FF", "FD", "SK", "GP", "YL", "RX", "PP", "AG", "AE", "KT", "AA");
    private static final int LONGEST_PREFIX = 5;

    public CallParts {
        requireNonNull(home, "home is null");
        requireNonNull(place, "place is null");
        requireNonNull(area, "area is null");
        suffixes = List.copyOf(suffixes);
    }

    /** @param call trimmed and in upper case */
    static CallParts of(String call, PrefixTable table, int day) {
        if (call.indexOf('/') < 0) {
            return new CallParts(call, "", "", List.of(), false);
        }
        List<String> all = new ArrayList<>(3);
        for (String part : call.split("/")) {
            if (!part.isEmpty()) {
                all.add(part);
            }
        }
        if (all.isEmpty()) {
            return new CallParts("", "", "", List.of(), false);
        }
        List<String> suffixes = List.copyOf(all.subList(1, all.size()));
        String area = "";
        boolean mobile = false;
        List<String> telling = new ArrayList<>(2);
        telling.add(all.get(0));
        for (String part : suffixes) {
            if (part.equals("MM") || part.equals("AM")) {
                mobile = true;
            } else if (part.length() == 1 && isDigit(part.charAt(0))) {
                area = part;
            } else if (!saysNothing(part)) {
                telling.add(part);
            }
        }
        if (telling.size() > 1 && saysNothing(telling.get(0))) {
            telling.remove(0);
        }
        String first = telling.get(0);
        if (telling.size() == 1) {
            return new CallParts(first, "", area, suffixes, mobile);
        }
        String second = telling.get(1);
        if (telling(table, first, second, day)) {
            return new CallParts(second, first, area, suffixes, mobile);
        }
        boolean isPlace = isDesignator(table, second, day) && !isIsland(table, first, second, day);
        return new CallParts(first, isPlace ? second : "", area, suffixes, mobile);
    }

    /** Whether the suffix names an island of the call's own entity. */
    private static boolean isIsland(PrefixTable table, String call, String suffix, int day) {
        int record = table.block(call, day);
        return record != PrefixTable.NONE && table.suffixRule(table.entity(record), suffix, day) != PrefixTable.NONE;
    }

    /** Whether of the first two parts the first is the place. */
    private static boolean telling(PrefixTable table, String first, String second, int day) {
        boolean secondPrefix = isDesignator(table, second, day);
        if (isDesignator(table, first, day)) {
            return !secondPrefix || first.length() <= second.length();
        }
        return !secondPrefix
                && first.length() < second.length()
                && first.length() < LONGEST_PREFIX
                && isCall(second)
                && table.find(first, day) != PrefixTable.NONE
                && table.find(second, day) != PrefixTable.NONE;
    }

    /** A prefix of the table by itself, or one with a digit behind it, is a place and not somebody's callsign. */
    private static boolean isDesignator(PrefixTable table, String part, int day) {
        if (part.length() > LONGEST_PREFIX) {
            return false;
        }
        if (table.isPrefix(part, day)) {
            return true;
        }
        int last = part.length() - 1;
        return last > 0 && isDigit(part.charAt(last)) && table.isPrefix(part.substring(0, last), day);
    }

    private static boolean saysNothing(String part) {
        if (SAYING_NOTHING.contains(part)) {
            return true;
        }
        int digits = 0;
        for (int i = 0; i < part.length(); i++) {
            digits += isDigit(part.charAt(i)) ? 1 : 0;
        }
        return digits == part.length() || digits == 0 && part.length() > 2;
    }

    /** A callsign ends in a letter behind a digit. */
    private static boolean isCall(String part) {
        int last = part.length() - 1;
        return last > 1 && !isDigit(part.charAt(last)) && part.chars().anyMatch(c -> isDigit((char) c));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
