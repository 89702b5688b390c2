package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.everycore.cli.Session;
import org.everycore.cli.Style;
import org.everycore.cli.text.TextTable;

/** What is missing of one award, as a person reads it: members not worked, members not confirmed, open slots by band. */
final class MissingText {
    private final JsonNode award;
    private final String name;
    private final Style style;
    private final int width;

    MissingText(JsonNode document, String name, Session session) {
        this.award = document.get("report").get("awards").path(name);
        this.name = name;
        this.style = session.style();
        this.width = session.width();
    }

    List<String> lines() {
        if (!award.has("missing")) {
            return List.of(style.bold(name) + "  nobody knows all that there is, so nothing can be called missing", "");
        }
        List<String> lines = new ArrayList<>();
        list(lines, "not worked", award.get("missing"));
        list(lines, "worked, not confirmed", award.get("unconfirmed"));
        TextTable table = new TextTable("lrl");
        for (Map.Entry<String, JsonNode> band : award.get("missing_by_band").properties()) {
            List<String> keys = texts(award.path("missing_slots").path(band.getKey()));
            table.row(
                    "  " + (band.getKey().isEmpty() ? "?" : band.getKey()),
                    band.getValue().asInt(),
                    beginning(keys));
        }
        lines.add(style.bold(name) + "  not worked on a band");
        lines.addAll(table.lines());
        lines.add("");
        return lines;
    }

    private void list(List<String> lines, String what, JsonNode keys) {
        lines.add(style.bold(name) + "  " + what + ": " + keys.size());
        StringBuilder line = new StringBuilder("  ");
        for (String key : texts(keys)) {
            String known = award.path("names").path(key).asText("");
            String item = known.isEmpty() ? key : key + " " + known;
            if (line.length() > 2 && line.length() + item.length() + 2 > width) {
                lines.add(line.toString());
                line = new StringBuilder("  ");
            }
            line.append(line.length() > 2 ? ", " : "").append(item);
        }
        if (line.length() > 2) {
            lines.add(line.toString());
        }
        lines.add("");
    }

    private String beginning(List<String> keys) {
        StringBuilder text = new StringBuilder();
        for (String key : keys) {
            if (text.length() + key.length() > width - 25) {
                return text + " ...";
            }
            text.append(text.isEmpty() ? "" : " ").append(key);
        }
        return text.toString();
    }

    private static List<String> texts(JsonNode keys) {
        List<String> texts = new ArrayList<>();
        keys.forEach(key -> texts.add(key.asText().replaceAll("\\p{Cntrl}", "?")));
        return texts;
    }
}
