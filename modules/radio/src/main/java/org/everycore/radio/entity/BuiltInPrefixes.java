package org.everycore.radio.entity;

import org.everycore.radio.entity.PrefixTable.Allocation;

/** Reads {@code prefixes.tsv}, whose head explains its patterns, into a {@link PrefixTable}. */
final class BuiltInPrefixes {
    private BuiltInPrefixes() {}

    static PrefixTable load() {
        var table = new PrefixTable.Builder();
        Tsv.read("prefixes.tsv", 4, cells -> {
            Entity entity = AdifTables.entity(Integer.parseInt(cells[0])).orElseThrow();
            int from = cells[1].isEmpty() ? Allocation.FIRST_DAY : Integer.parseInt(cells[1]);
            int to = cells[2].isEmpty() ? Allocation.LAST_DAY : Integer.parseInt(cells[2]);
            for (String pattern : cells[3].split(" ")) {
                add(table, pattern, entity, from, to);
            }
            return cells[0];
        });
        return table.build();
    }

    private static void add(PrefixTable.Builder table, String pattern, Entity entity, int from, int to) {
        int zones = pattern.indexOf('@');
        String text = zones < 0 ? pattern : pattern.substring(0, zones);
        Allocation allocation = zones < 0
                ? new Allocation(entity.code(), from, to, entity.cqZone(), entity.ituZone(), entity.continent())
                : special(pattern.substring(zones + 1).split("/"), entity, from, to);
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

    private static Allocation special(String[] zones, Entity entity, int from, int to) {
        return new Allocation(
                entity.code(),
                from,
                to,
                Integer.parseInt(zones[0]),
                Integer.parseInt(zones[1]),
                zones.length > 2 ? zones[2] : entity.continent());
    }
}
