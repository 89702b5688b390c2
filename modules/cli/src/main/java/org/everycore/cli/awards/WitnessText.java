package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.everycore.cli.Style;
import org.everycore.cli.text.TextTable;
import org.everycore.radio.award.KeyNames;

/** Who confirmed each key of an award: a row a key with its first confirming QSO, how many there are, and on which bands. */
final class WitnessText {
    private final JsonNode keys;
    private final JsonNode statistic;
    private final String award;
    private final Style style;

    WitnessText(JsonNode document, String award, Style style) {
        this.keys = document.get("report").get("awards").path(award).path("keys");
        this.statistic = document.get("report").get("awards").path(award).path("statistic");
        this.award = award;
        this.style = style;
    }

    /** At most so many rows; 0 for all. */
    List<String> lines(int most) {
        List<Map.Entry<String, JsonNode>> confirmed = new ArrayList<>();
        long waiting = 0;
        for (Map.Entry<String, JsonNode> key : keys.properties()) {
            if (key.getValue().has("confirmed_by")) {
                confirmed.add(key);
            } else {
                waiting++;
            }
        }
        confirmed.sort((a, b) -> KeyNames.ORDER.compare(a.getKey(), b.getKey()));
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(award) + "  who confirmed: the first QSO of each of " + confirmed.size()
                + (waiting == 0 ? "" : "; " + waiting + " more are worked and wait"));
        int shown = most > 0 ? Math.min(most, confirmed.size()) : confirmed.size();
        TextTable table = new TextTable("lllllllrl");
        table.row("", "", "call", "day", "time", "band", "by", "QSOs", "confirmed on");
        for (Map.Entry<String, JsonNode> key : confirmed.subList(0, shown)) {
            row(table, key.getKey(), key.getValue());
        }
        if (shown > 0) {
            lines.addAll(table.lines());
        }
        if (shown < confirmed.size()) {
            lines.add(style.dim((confirmed.size() - shown) + " more: --rows 0 shows all"));
        }
        lines.add("");
        return lines;
    }

    private void row(TextTable table, String key, JsonNode node) {
        JsonNode by = node.get("confirmed_by");
        JsonNode first = by.get("first");
        Set<String> bands = new LinkedHashSet<>();
        by.get("slots").properties().forEach(slot -> bands.add(band(slot.getValue())));
        List<String> sources = new ArrayList<>();
        first.get("by").forEach(source -> sources.add(source.asText()));
        String date = first.get("date").asText();
        table.row(
                AwardMatrix.plain(key),
                AwardMatrix.plain(node.path("name").asText("")),
                style.good(AwardMatrix.plain(first.get("call").asText())),
                date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6),
                first.get("time").asText(),
                band(first) + " " + first.get("group").asText(),
                String.join("+", sources),
                by.get("qsos").asLong(),
                style.dim(String.join(" ", bands)
                        + (bands.stream().allMatch(statistic::has) ? " (a statistic only)" : "")));
    }

    private static String band(JsonNode slot) {
        String band = slot.get("band").asText();
        return band.isEmpty() ? "?" : band;
    }
}
