package org.everycore.radio.entity;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.everycore.radio.entity.PrefixTable.Allocation;

/**
 * AD1C's country files: entities with their aliases, an alias being a prefix, or a whole callsign after {@code =}, that
 * may carry its own {@code (CQ zone)}, {@code [ITU zone]} and <code>{continent}</code>; latitude and time zone are
 * passed over. {@code cty.dat} names entities by prefix, {@code cty.csv} by DXCC code.
 */
final class Ad1cFormat {
    private Ad1cFormat() {}

    /** Eight cells that end in colons (name, CQ, ITU, continent, latitude, longitude, offset, prefix), then aliases. */
    static PrefixTable dat(String text) {
        Map<String, Integer> special = new HashMap<>();
        Tsv.read("cty.tsv", 2, cells -> {
            special.put(cells[0], Integer.parseInt(cells[1]));
            return cells[0];
        });
        var table = new PrefixTable.Builder();
        for (String entry : text.split(";")) {
            if (entry.isBlank()) {
                continue;
            }
            String[] cells = entry.strip().split(":", 9);
            if (cells.length < 9) {
                throw new IllegalArgumentException("entry \"" + head(entry) + "\" has not eight cells that end in ':'");
            }
            String primary = cells[7].strip();
            Integer code = special.get(primary);
            if (code == null) {
                String prefix = primary.startsWith("*") ? primary.substring(1) : primary;
                code = CallsignResolver.builtIn()
                        .resolve(prefix, CallsignResolver.TODAY)
                        .entity();
            }
            if (code == 0) {
                throw new IllegalArgumentException("no DXCC entity known for primary prefix " + primary);
            }
            aliases(table, cells[8], code, number(cells[1]), number(cells[2]), cells[3].strip());
        }
        return table.build();
    }

    /** Lines of prefix, name, DXCC code, continent, CQ, ITU, latitude, longitude, offset, aliases. */
    static PrefixTable csv(String text) {
        var table = new PrefixTable.Builder();
        for (String line : text.split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split(",", 10);
            if (cells.length < 10) {
                throw new IllegalArgumentException("line \"" + head(line) + "\" has not ten cells");
            }
            String list = cells[9].strip();
            String aliases = list.endsWith(";") ? list.substring(0, list.length() - 1) : list;
            aliases(table, aliases, number(cells[2]), number(cells[4]), number(cells[5]), cells[3].strip());
        }
        return table.build();
    }

    private static void aliases(
            PrefixTable.Builder table, String list, int entity, int cqZone, int ituZone, String continent) {
        for (String word : list.split("[,\\s]+")) {
            if (word.isEmpty()) {
                continue;
            }
            int end = firstOf(word, "([<{~");
            String cq = between(word, '(', ')');
            String itu = between(word, '[', ']');
            String cont = between(word, '{', '}');
            var allocation = new Allocation(
                    entity,
                    Allocation.FIRST_DAY,
                    Allocation.LAST_DAY,
                    cq.isEmpty() ? cqZone : number(cq),
                    itu.isEmpty() ? ituZone : number(itu),
                    cont.isEmpty() ? continent : cont);
            String callsign = word.substring(0, end).toUpperCase(Locale.ROOT);
            if (callsign.startsWith("=")) {
                table.call(callsign.substring(1), allocation);
            } else {
                table.prefix(callsign, allocation);
            }
        }
    }

    private static int firstOf(String word, String marks) {
        for (int i = 0; i < word.length(); i++) {
            if (marks.indexOf(word.charAt(i)) >= 0) {
                return i;
            }
        }
        return word.length();
    }

    private static String between(String word, char open, char close) {
        int from = word.indexOf(open);
        int to = word.indexOf(close, from + 1);
        return from < 0 || to < 0 ? "" : word.substring(from + 1, to);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text.strip() + "\" is not a number", e);
        }
    }

    private static String head(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 40 ? line.substring(0, 40) : line;
    }
}
