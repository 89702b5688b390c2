package org.everycore.radio.entity;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The counties of the United States, as {@code STATE,COUNTY} in upper case. */
public final class Counties {
    private Counties() {}

    /** Every county that counts. */
    public static List<String> all() {
        return Table.ALL;
    }

    /**
     * The county that a CNTY field names, however it is spelt: in any case, with or without blanks, full stops and
     * apostrophes, {@code SAINT} or {@code ST}, with or without the word county behind it. A place in Alaska gives its
     * judicial district.
     */
    public static Optional<String> named(String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        String state = text.substring(0, comma).strip().toUpperCase(Locale.ROOT);
        String letters = letters(text.substring(comma + 1));
        String found = Table.BY_LETTERS.get(state + "," + letters);
        if (found == null && letters.endsWith("COUNTY")) {
            found = Table.BY_LETTERS.get(state + "," + letters.substring(0, letters.length() - "COUNTY".length()));
        }
        return Optional.ofNullable(found);
    }

    private static String letters(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        String spelt = upper.startsWith("SAINT ") ? "ST " + upper.substring("SAINT ".length()) : upper;
        StringBuilder letters = new StringBuilder(spelt.length());
        spelt.chars().filter(Character::isLetter).forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private static final class Table {
        static final Map<String, String> BY_LETTERS = new HashMap<>();
        static final List<String> ALL;

        static {
            Set<String> all = new LinkedHashSet<>();
            Tsv.read("counties.tsv", 3, cells -> {
                String county = cells[0] + "," + (cells[2].isEmpty() ? cells[1] : cells[2]);
                BY_LETTERS.put(cells[0] + "," + letters(cells[1]), county);
                all.add(county);
                return county;
            });
            ALL = List.copyOf(all);
        }
    }
}
