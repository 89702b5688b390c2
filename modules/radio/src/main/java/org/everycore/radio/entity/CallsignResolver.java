package org.everycore.radio.entity;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the DXCC entity of a callsign on a day: a user's country file first where one is given, then the built-in table.
 *
 * <p>Rules, in this order: a whole callsign that is listed; {@code /MM} and {@code /AM} give none; suffixes that say
 * nothing about the place ({@code /P /M /A /QRP} and the like) are dropped; a suffix that names an island; a single
 * digit replaces the call's own (for callsigns of US islands it means the mainland); of two parts the one that is a
 * prefix, else the shorter, else the first, tells the place; last the longest beginning valid on the day.
 * Thread-safe; over a million look-ups a second.
 */
public final class CallsignResolver {
    /** A day later than all others: what holds today and from now on. */
    public static final int TODAY = 99991231;

    private static final Set<String> SAYING_NOTHING = Set.of(
            "P", "M", "A", "QRP", "QRPP", "QRO", "LH", "LGT", "LT", "LS", "B", "BCN", "E", "J", "L", "N", "R", "S", "T",
            "X", "Y", "Z", "C", "D", "H", "O", "Q", "U", "V", "PM", "MP", "JOTA", "YOTA", "FF", "NET", "FD", "TEST",
            "AG", "AE", "KT", "AA", "PP", "SK", "SOTA", "POTA", "WWFF", "GP", "IOTA", "YL", "OM", "ANT", "RX", "SAT",
            "EME");
    /** Entities whose callsigns are numbered apart from the mainland of the United States. */
    private static final Set<Integer> US_ISLANDS =
            Set.of(6, 9, 20, 43, 103, 105, 110, 123, 138, 166, 174, 182, 197, 202, 285, 297, 515);

    private static final int LONGEST_PREFIX = 5;

    private final List<NamedTable> tables;

    private record NamedTable(String name, PrefixTable table) {}

    private CallsignResolver(List<NamedTable> tables) {
        this.tables = List.copyOf(tables);
    }

    /** The resolver over the built-in table. */
    public static CallsignResolver builtIn() {
        return BuiltIn.RESOLVER;
    }

    /** A resolver that asks {@code file} first and this one where it knows nothing. */
    public CallsignResolver with(CountryFile file) {
        requireNonNull(file, "file is null");
        List<NamedTable> all = new ArrayList<>();
        all.add(new NamedTable(file.name(), file.table()));
        all.addAll(tables);
        return new CallsignResolver(all);
    }

    /** As {@link #resolve(String, int)}, unless the QSO's own DXCC field says it; a logged value is never overruled. */
    public Resolution resolve(String call, int day, int loggedDxcc) {
        if (loggedDxcc <= 0) {
            return resolve(call, day);
        }
        return AdifTables.entity(loggedDxcc)
                .map(e -> new Resolution(e.code(), e.cqZone(), e.ituZone(), e.continent(), Basis.LOGGED, "DXCC"))
                .orElseGet(() -> new Resolution(loggedDxcc, 0, 0, "", Basis.LOGGED, "DXCC"));
    }

    /**
     * The entity of a callsign.
     *
     * @param day yyyymmdd, or {@link #TODAY}
     */
    public Resolution resolve(String call, int day) {
        String text = normal(call);
        for (NamedTable named : tables) {
            Resolution found = resolve(named, text, day);
            if (found.basis() != Basis.UNKNOWN) {
                return found;
            }
        }
        return Resolution.UNKNOWN;
    }

    private static Resolution resolve(NamedTable named, String call, int day) {
        PrefixTable table = named.table();
        int record = table.exact(call, day);
        if (record != PrefixTable.NONE) {
            return resolution(named, record, Basis.EXACT_CALL);
        }
        if (call.indexOf('/') < 0) {
            record = table.longest(call, day);
            return record == PrefixTable.NONE ? Resolution.UNKNOWN : resolution(named, record, Basis.PREFIX);
        }
        return slashed(named, call.split("/"), day);
    }

    private static Resolution slashed(NamedTable named, String[] parts, int day) {
        List<String> places = new ArrayList<>(3);
        List<String> dropped = new ArrayList<>(2);
        String area = "";
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty()) {
                continue;
            }
            boolean behind = !places.isEmpty();
            if (behind && (part.equals("MM") || part.equals("AM"))) {
                return Resolution.MOBILE;
            }
            if (behind && part.length() == 1 && Character.isDigit(part.charAt(0))) {
                area = part;
            } else if (behind && SAYING_NOTHING.contains(part)) {
                dropped.add(part);
            } else {
                places.add(part);
            }
        }
        if (places.isEmpty()) {
            return Resolution.UNKNOWN;
        }
        if (places.size() == 1) {
            return own(named, places.get(0), dropped, area, day);
        }
        String place = telling(named.table(), places.get(0), places.get(1), day);
        int record = whole(named.table(), place, day);
        return record == PrefixTable.NONE ? Resolution.UNKNOWN : resolution(named, record, Basis.PORTABLE);
    }

    private static Resolution own(NamedTable named, String call, List<String> dropped, String area, int day) {
        PrefixTable table = named.table();
        int record = table.exact(call, day);
        Basis basis = Basis.EXACT_CALL;
        if (record == PrefixTable.NONE) {
            record = table.longest(call, day);
            basis = Basis.PREFIX;
        }
        if (record == PrefixTable.NONE) {
            return Resolution.UNKNOWN;
        }
        for (String suffix : dropped) {
            int island = table.suffixRule(table.entity(record), suffix, day);
            if (island != PrefixTable.NONE) {
                return resolution(named, island, Basis.SUFFIX);
            }
        }
        if (!area.isEmpty()) {
            int moved = table.longest(inArea(call, area, table.entity(record)), day);
            if (moved != PrefixTable.NONE) {
                return resolution(named, moved, Basis.CALL_AREA);
            }
        }
        return resolution(named, record, basis);
    }

    /** {@code W1AW} in area 3 is W3AW; a callsign of a US island in an area is on the mainland. */
    private static String inArea(String call, String area, int entity) {
        if (US_ISLANDS.contains(entity)) {
            return "K" + area;
        }
        int end = call.length();
        while (end > 0 && !Character.isDigit(call.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 1 && Character.isDigit(call.charAt(start - 1))) {
            start--;
        }
        return end == 0 ? call + area : call.substring(0, start) + area + call.substring(end);
    }

    private static String telling(PrefixTable table, String first, String second, int day) {
        boolean firstPrefix = isDesignator(table, first, day);
        boolean secondPrefix = isDesignator(table, second, day);
        if (firstPrefix != secondPrefix) {
            return firstPrefix ? first : second;
        }
        boolean firstKnown = whole(table, first, day) != PrefixTable.NONE;
        boolean secondKnown = whole(table, second, day) != PrefixTable.NONE;
        if (firstKnown != secondKnown) {
            return firstKnown ? first : second;
        }
        return first.length() <= second.length() ? first : second;
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
        return last > 0 && Character.isDigit(part.charAt(last)) && table.isPrefix(part.substring(0, last), day);
    }

    private static int whole(PrefixTable table, String text, int day) {
        int record = table.exact(text, day);
        return record == PrefixTable.NONE ? table.longest(text, day) : record;
    }

    private static Resolution resolution(NamedTable named, int record, Basis basis) {
        PrefixTable table = named.table();
        int entity = table.entity(record);
        return new Resolution(
                entity,
                table.cqZone(record),
                table.ituZone(record),
                table.continent(record),
                entity == 0 ? Basis.INVALID : basis,
                named.name());
    }

    private static String normal(String call) {
        for (int i = 0; i < call.length(); i++) {
            char c = call.charAt(i);
            if (c >= 'a' && c <= 'z' || c <= ' ' || c > '~') {
                return call.strip().toUpperCase(Locale.ROOT);
            }
        }
        return call;
    }

    private static final class BuiltIn {
        static final CallsignResolver RESOLVER =
                new CallsignResolver(List.of(new NamedTable("built-in", BuiltInPrefixes.load())));
    }
}
