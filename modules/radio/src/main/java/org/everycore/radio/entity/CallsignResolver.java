package org.everycore.radio.entity;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the DXCC entity of a callsign on a day: a user's country file first where one is given, then the built-in table.
 *
 * <p>Rules, in this order: a whole callsign that is listed; {@code /MM} and {@code /AM} give none; a suffix that names
 * an island of the call's entity; a part that is a place by {@link CallParts}; a single digit replaces the call's own
 * (for callsigns of US islands it means the mainland); last the longest beginning valid on the day.
 * Thread-safe; over a million look-ups a second.
 */
public final class CallsignResolver {
    /** A day later than all others: what holds today and from now on. */
    public static final int TODAY = 99991231;

    /** Entities whose callsigns are numbered apart from the mainland of the United States. */
    private static final Set<Integer> US_ISLANDS =
            Set.of(6, 9, 20, 43, 103, 105, 110, 123, 138, 166, 174, 182, 197, 202, 285, 297, 515);

    private final List<NamedTable> tables;

    private static final class NamedTable {
        private final String name;
        private final PrefixTable table;
        /** What was said before of an answer of the table; whoever comes second makes an equal one. */
        private final Resolution[] said;

        NamedTable(String name, PrefixTable table) {
            this.name = name;
            this.table = table;
            this.said = new Resolution[2 * table.size()];
        }

        PrefixTable table() {
            return table;
        }

        /** @param found an answer of {@link PrefixTable#find} */
        Resolution resolution(int found) {
            Resolution known = said[found];
            if (known == null) {
                known = resolution(
                        PrefixTable.record(found), PrefixTable.isExact(found) ? Basis.EXACT_CALL : Basis.PREFIX);
                said[found] = known;
            }
            return known;
        }

        Resolution resolution(int record, Basis basis) {
            int entity = table.entity(record);
            return new Resolution(
                    entity,
                    table.cqZone(record),
                    table.ituZone(record),
                    table.continent(record),
                    entity == 0 ? Basis.INVALID : basis,
                    name);
        }
    }

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

    /** Whether zones and continent of an entity are the same wherever in it a station is, by the built-in table alone. */
    public boolean hasOneZone(int entity) {
        return tables.size() == 1 && tables.get(0).table().hasOneZone(entity);
    }

    /** Whether an entity lies in one continent. */
    public boolean hasOneContinent(int entity) {
        return tables.get(tables.size() - 1).table().hasOneContinent(entity);
    }

    /** What the parts of a callsign between slashes tell, by the prefixes of the first table. */
    public CallParts parts(String call, int day) {
        return CallParts.of(normal(call), tables.get(0).table(), day);
    }

    /**
     * As {@link #resolve(String, int)} of the first {@code n} bytes, which are a callsign in upper case without blanks
     * around it.
     */
    public Resolution resolve(byte[] call, int n, int day) {
        for (int i = 0; i < n; i++) {
            if (call[i] == '/' || call[i] < 0) {
                return resolve(new String(call, 0, n, StandardCharsets.UTF_8), day);
            }
        }
        for (NamedTable named : tables) {
            int found = named.table().find(call, n, day);
            if (found != PrefixTable.NONE) {
                return named.resolution(found);
            }
        }
        return Resolution.UNKNOWN;
    }

    private static Resolution resolve(NamedTable named, String call, int day) {
        int found = named.table().find(call, day);
        if (PrefixTable.isExact(found) || call.indexOf('/') < 0) {
            return found == PrefixTable.NONE ? Resolution.UNKNOWN : named.resolution(found);
        }
        return slashed(named, call, day);
    }

    private static Resolution slashed(NamedTable named, String call, int day) {
        PrefixTable table = named.table();
        CallParts parts = CallParts.of(call, table, day);
        if (parts.mobile()) {
            return Resolution.MOBILE;
        }
        String home = parts.home();
        int own = table.find(home, day);
        if (own != PrefixTable.NONE) {
            for (String suffix : parts.suffixes()) {
                int island = table.suffixRule(table.entity(PrefixTable.record(own)), suffix, day);
                if (island != PrefixTable.NONE) {
                    return named.resolution(island, Basis.SUFFIX);
                }
            }
        }
        if (!parts.place().isEmpty()) {
            int there = table.find(parts.place(), day);
            return there == PrefixTable.NONE
                    ? Resolution.UNKNOWN
                    : named.resolution(PrefixTable.record(there), Basis.PORTABLE);
        }
        if (own == PrefixTable.NONE) {
            return Resolution.UNKNOWN;
        }
        if (!parts.area().isEmpty()) {
            int block = table.block(home, day);
            int entity = table.entity(block == PrefixTable.NONE ? PrefixTable.record(own) : block);
            int moved = table.block(inArea(home, parts.area(), entity), day);
            if (moved != PrefixTable.NONE) {
                return named.resolution(moved, Basis.CALL_AREA);
            }
        }
        return named.resolution(own);
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
