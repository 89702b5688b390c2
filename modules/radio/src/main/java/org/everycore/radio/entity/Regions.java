package org.everycore.radio.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of DXCC entities that the WAE award and CQ's contests count apart, by callsign: ADIF's codes of REGION. */
public final class Regions {
    private Regions() {}

    /**
     * The region that a callsign is used from.
     *
     * @param call in upper case without blanks around it
     * @param dxcc the entity, in which the region must lie
     */
    public static Optional<String> of(String call, int day, int dxcc) {
        Row exact = Table.BY_CALL.get(call);
        if (exact != null) {
            return Optional.of(exact.region).filter(any -> exact.dxcc == dxcc);
        }
        CallParts parts = CallsignResolver.builtIn().parts(call, day);
        String where = parts.place().isEmpty() ? parts.home() : parts.place();
        for (Row row : Table.ROWS) {
            if (row.dxcc == dxcc && row.beginnings.stream().anyMatch(where::startsWith)) {
                return Optional.of(row.region);
            }
        }
        return Optional.empty();
    }

    private record Row(String region, int dxcc, List<String> beginnings, List<String> calls) {}

    private static final class Table {
        static final List<Row> ROWS = Tsv.read("regions.tsv", 3, cells -> {
            List<String> words = List.of(cells[2].split(" "));
            return new Row(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    words.stream().filter(word -> word.charAt(0) != '=').toList(),
                    words.stream()
                            .filter(word -> word.charAt(0) == '=')
                            .map(word -> word.substring(1))
                            .toList());
        });
        static final Map<String, Row> BY_CALL = new HashMap<>();

        static {
            ROWS.forEach(row -> row.calls.forEach(call -> BY_CALL.put(call, row)));
        }
    }
}
