package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.cli.Style;
import org.everycore.cli.text.TextTable;
import org.everycore.radio.adif.Bands;

/** What was worked and confirmed of one award, a row for each entity, state or zone, a column for each band. */
final class AwardMatrix {
    private static final String CONFIRMED = "\u25cf";
    private static final String WORKED = "\u25cb";
    private static final String NOTHING = "\u00b7";
    private static final int NAME = 32;

    private final String award;
    private final Style style;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Integer, String> bands = new TreeMap<>();

    private record Row(String key, String name, Map<String, Boolean> confirmedByBand) {
        long slots() {
            return confirmedByBand.size();
        }
    }

    AwardMatrix(JsonNode document, String award, Style style) {
        this.award = award;
        this.style = style;
        JsonNode keys = document.get("report").get("awards").path(award).path("keys");
        for (Map.Entry<String, JsonNode> key : keys.properties()) {
            Map<String, Boolean> confirmed = new TreeMap<>();
            for (Map.Entry<String, JsonNode> slot : key.getValue().get("slots").properties()) {
                String band = slot.getKey().substring(0, slot.getKey().indexOf('|'));
                confirmed.merge(band, slot.getValue().asText().equals("C"), Boolean::logicalOr);
                bands.put(Bands.names().indexOf(band), band);
            }
            rows.add(new Row(key.getKey(), key.getValue().path("name").asText(""), confirmed));
        }
        rows.sort(Comparator.comparingLong(Row::slots).reversed().thenComparing(Row::key));
    }

    /** The matrix with at most so many rows, those with most bands first; 0 for all. */
    List<String> lines(int most) {
        if (rows.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("ll" + "l".repeat(bands.size()));
        List<Object> head = new ArrayList<>(List.of("", ""));
        bands.values().forEach(band -> head.add(band.isEmpty() ? "?" : band));
        table.row(head.toArray());
        int shown = most > 0 ? Math.min(most, rows.size()) : rows.size();
        for (Row row : rows.subList(0, shown)) {
            List<Object> cells = new ArrayList<>(List.of(plain(row.key()), plain(row.name())));
            for (String band : bands.values()) {
                Boolean confirmed = row.confirmedByBand().get(band);
                cells.add(
                        confirmed == null
                                ? style.dim(NOTHING)
                                : confirmed ? style.good(CONFIRMED) : style.warn(WORKED));
            }
            table.row(cells.toArray());
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(award) + "  " + style.good(CONFIRMED) + " confirmed  " + style.warn(WORKED) + " worked");
        lines.addAll(table.lines());
        if (shown < rows.size()) {
            lines.add(style.dim((rows.size() - shown) + " more: --rows 0 shows all"));
        }
        lines.add("");
        return lines;
    }

    /** A text of somebody's log made safe for a terminal and cut to a column. */
    static String plain(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= NAME ? clean : clean.substring(0, NAME - 1) + "\u2026";
    }
}
