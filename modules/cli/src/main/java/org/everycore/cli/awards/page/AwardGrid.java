package org.everycore.cli.awards.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.everycore.radio.adif.Bands;

/**
 * What was worked and confirmed of one award, a row for each key, a column for each band that counts for it, taken from an awards document with
 * details.
 *
 * @param name the award's name
 * @param title what people call it
 * @param bands the names of the columns, by frequency; the empty name is that of QSOs without a band
 */
public record AwardGrid(String name, String title, List<String> bands, List<Row> rows) {
    /** A key with whether it is confirmed, for each band on which it was worked, and its first confirming QSO. */
    public record Row(String key, String name, Map<String, Boolean> confirmedByBand, Optional<String> first) {
        /** On how many bands it is confirmed. */
        public long confirmed() {
            return confirmedByBand.values().stream().filter(yes -> yes).count();
        }
    }

    public static AwardGrid of(JsonNode document, String award) {
        JsonNode report = document.get("report").get("awards").path(award);
        Set<String> listed = new TreeSet<>();
        report.path("listed").forEach(band -> listed.add(band.asText()));
        Map<Integer, String> bands = new TreeMap<>();
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> key : report.path("keys").properties()) {
            Map<String, Boolean> confirmed = new TreeMap<>();
            for (Map.Entry<String, JsonNode> slot : key.getValue().get("slots").properties()) {
                String band = slot.getKey().substring(0, slot.getKey().indexOf('|'));
                if (!listed.isEmpty() && !listed.contains(band)) {
                    continue;
                }
                confirmed.merge(band, slot.getValue().asText().equals("C"), Boolean::logicalOr);
                bands.put(Bands.names().indexOf(band), band);
            }
            if (confirmed.isEmpty()) {
                continue;
            }
            rows.add(new Row(
                    key.getKey(),
                    key.getValue().path("name").asText(""),
                    confirmed,
                    first(key.getValue().path("confirmed_by").path("first"))));
        }
        rows.sort(Comparator.comparingInt((Row row) -> row.confirmedByBand().size())
                .reversed()
                .thenComparing(Comparator.comparingLong(Row::confirmed).reversed())
                .thenComparing(AwardGrid::number)
                .thenComparing(Row::key));
        return new AwardGrid(award, report.path("title").asText(award), List.copyOf(bands.values()), rows);
    }

    /** A key that is a number as that number, so that 6 stands before 54; others before all numbers. */
    private static int number(Row row) {
        return row.key().matches("[0-9]{1,9}") ? Integer.parseInt(row.key()) : -1;
    }

    private static Optional<String> first(JsonNode qso) {
        if (qso.isMissingNode()) {
            return Optional.empty();
        }
        String date = qso.get("date").asText();
        List<String> by = new ArrayList<>();
        qso.get("by").forEach(source -> by.add(source.asText()));
        return Optional.of(qso.get("call").asText() + " " + date.substring(0, 4) + "-" + date.substring(4, 6) + "-"
                + date.substring(6) + " " + qso.get("band").asText() + " " + String.join("+", by));
    }

    /** A band as a column's head. */
    public static String head(String band) {
        return band.isEmpty() ? "?" : band;
    }

    /** Whether the keys are grid squares, so that they have a place on a map. */
    boolean isMap() {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.key().matches("[A-R]{2}[0-9]{2}"));
    }
}
