package org.everycore.radio.entity;

import org.everycore.radio.entity.PrefixTable.Allocation;

/** Reads {@code blocks.tsv}, {@code calls.tsv} and {@code prefixes.tsv}, whose heads explain their patterns, into a {@link PrefixTable}. */
final class BuiltInPrefixes {
    /** What a list of today says of single callsigns is not believed of QSOs of the last century. */
    private static final int FIRST_LISTED = 2000_01_01;

    private BuiltInPrefixes() {}

    static PrefixTable load() {
        var table = new PrefixTable.Builder();
        Tsv.read("blocks.tsv", 4, cells -> {
            Entity entity = entity(cells[0]);
            Allocation allocation =
                    allocation(entity, cells[2], day(cells[1], Allocation.FIRST_DAY), Allocation.LAST_DAY);
            for (String pattern : cells[3].split(" ")) {
                table.prefix(pattern, allocation);
            }
            return cells[0];
        });
        Tsv.read("calls.tsv", 3, cells -> {
            Allocation allocation = allocation(entity(cells[0]), cells[1], FIRST_LISTED, Allocation.LAST_DAY);
            for (String call : cells[2].split(" ")) {
                table.call(call, allocation);
            }
            return cells[0];
        });
        Tsv.read("prefixes.tsv", 4, cells -> {
            Entity entity = entity(cells[0]);
            int from = day(cells[1], Allocation.FIRST_DAY);
            int to = day(cells[2], Allocation.LAST_DAY);
            for (String pattern : cells[3].split(" ")) {
                add(table, pattern, entity, from, to);
            }
            return cells[0];
        });
        return table.build();
    }

    private static Entity entity(String code) {
        return AdifTables.entity(Integer.parseInt(code)).orElseThrow();
    }

    private static int day(String text, int open) {
        return text.isEmpty() ? open : Integer.parseInt(text);
    }

    private static void add(PrefixTable.Builder table, String pattern, Entity entity, int from, int to) {
        int zones = pattern.indexOf('@');
        String text = zones < 0 ? pattern : pattern.substring(0, zones);
        Allocation allocation = allocation(entity, zones < 0 ? "" : pattern.substring(zones + 1), from, to);
        if (text.endsWith("$")) {
            String call = text.substring(0, text.length() - 1);
            if (call.indexOf('[') < 0) {
                table.call(call, allocation);
            } else {
                table.calls(call, allocation);
            }
        } else if (text.indexOf('/') > 0) {
            table.suffixRule(text, allocation);
        } else {
            table.prefix(text, allocation);
        }
    }

    /** @param special CQ zone, ITU zone and perhaps continent between slashes; empty: the entity's */
    private static Allocation allocation(Entity entity, String special, int from, int to) {
        if (special.isEmpty()) {
            return new Allocation(entity.code(), from, to, entity.cqZone(), entity.ituZone(), entity.continent());
        }
        String[] zones = special.split("/");
        return new Allocation(
                entity.code(),
                from,
                to,
                Integer.parseInt(zones[0]),
                Integer.parseInt(zones[1]),
                zones.length > 2 ? zones[2] : entity.continent());
    }
}
