package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.everycore.cli.Style;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.report.JobReport;

/** An awards document as a person reads it: what was counted, how far each award is, what to do next. */
public final class AwardsText {
    private static final int BAR = 20;
    private static final int MOST_SUGGESTIONS = 18;

    private final JsonNode document;
    private final Style style;

    public AwardsText(JsonNode document, Style style) {
        this.document = document;
        this.style = style;
    }

    public List<String> overview() {
        List<String> lines = new ArrayList<>();
        JsonNode summary = document.get("summary");
        lines.add(style.bold(Numbers.counted(document.get("qsos").asLong(), "QSO")) + ", "
                + count(summary, "unique_calls", "call", "calls") + ", "
                + count(summary, "unique_countries", "country", "countries") + ", "
                + count(summary, "unique_grids", "grid", "grids") + ", "
                + count(summary, "unique_bands", "band", "bands") + ", "
                + count(summary, "unique_modes", "mode", "modes") + "; "
                + Numbers.grouped(document.get("confirmed_qsos").asLong()) + " confirmed, "
                + Numbers.grouped(document.get("eqsl_qsos").asLong()) + " by eQSL");
        resolved().ifPresent(lines::add);
        filled().ifPresent(lines::add);
        lines.add("");
        lines.addAll(progress());
        lines.addAll(suggestions());
        lines.add("");
        return lines;
    }

    static String footer(JobReport report) {
        if (report.workers() == 0) {
            return Numbers.counted(report.units(), "QSO") + ", counted before and found again in "
                    + Numbers.seconds(report.seconds()) + ", sha256 " + report.sha256();
        }
        return String.format(
                Locale.ROOT,
                "%s in %s with %s on %s, sha256 %s",
                Numbers.counted(report.units(), "QSO"),
                Numbers.seconds(report.seconds()),
                report.strategy(),
                Numbers.counted(report.workers(), "worker"),
                report.sha256());
    }

    /** How entities were found for QSOs that have none logged. */
    private Optional<String> resolved() {
        List<String> ways = new ArrayList<>();
        document.path("report")
                .path("resolved")
                .properties()
                .forEach(way -> ways.add(way.getKey().replace('_', ' ') + " "
                        + Numbers.grouped(way.getValue().asLong())));
        return ways.isEmpty()
                ? Optional.empty()
                : Optional.of(style.dim("entities found from callsigns: " + String.join(", ", ways)));
    }

    /** How many values of fields that were not logged came from callsigns and entities. */
    private Optional<String> filled() {
        List<String> fields = new ArrayList<>();
        document.path("report").path("filled").properties().forEach(field -> {
            if (!field.getKey().equals("DXCC")) {
                fields.add(
                        field.getKey() + " " + Numbers.grouped(field.getValue().asLong()));
            }
        });
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(style.dim("filled where nothing is logged: " + String.join(", ", fields)));
    }

    private static String count(JsonNode summary, String key, String one, String many) {
        return Numbers.counted(summary.path(key).asLong(), one, many);
    }

    private List<String> progress() {
        TextTable table = new TextTable("lrrll");
        table.row("award", "worked", "confirmed", "to the next step", "");
        for (Map.Entry<String, JsonNode> award :
                document.get("report").get("awards").properties()) {
            row(table, award.getKey(), award.getValue());
            for (Map.Entry<String, JsonNode> band :
                    award.getValue().path("statistic").properties()) {
                table.row(
                        style.dim("  " + band.getKey()),
                        Numbers.grouped(band.getValue().get("worked").asLong()),
                        Numbers.grouped(band.getValue().get("confirmed").asLong()),
                        "",
                        style.dim("apart, as a statistic"));
            }
            for (Map.Entry<String, JsonNode> band :
                    award.getValue().path("bands").properties()) {
                row(table, "  " + band.getKey(), band.getValue());
            }
        }
        return table.lines();
    }

    private void row(TextTable table, String name, JsonNode award) {
        long confirmed = award.get("confirmed").asLong();
        String bar = "";
        String step = "";
        if (award.has("next")) {
            long next = award.get("next").asLong();
            bar = style.accent(Bar.of((double) confirmed / next, BAR));
            step = award.get("need").asLong() + " more for " + next;
        } else if (award.has("achieved")) {
            bar = style.good(Bar.of(1, BAR));
        }
        if (award.has("achieved")) {
            step = style.good("\u2713 " + award.get("achieved").asLong()) + (step.isEmpty() ? "" : ", " + step);
        }
        table.row(name, Numbers.grouped(award.get("worked").asLong()), Numbers.grouped(confirmed), bar, step);
    }

    /** Strong bands in one line, those with most squares first. */
    private static Optional<String> strongBands(JsonNode suggestions) {
        List<JsonNode> bands = new ArrayList<>();
        suggestions.forEach(one -> {
            if (one.path("kind").asText().equals("strong_band")) {
                bands.add(one);
            }
        });
        if (bands.isEmpty()) {
            return Optional.empty();
        }
        bands.sort(Comparator.comparingLong((JsonNode one) -> -one.path("count").asLong()));
        return Optional.of("  Strong bands by grid squares: "
                + String.join(
                        ", ",
                        bands.stream()
                                .map(one -> one.path("band").asText() + " "
                                        + Numbers.grouped(one.path("count").asLong()))
                                .toList()));
    }

    private List<String> suggestions() {
        List<String> lines = new ArrayList<>();
        JsonNode all = document.get("suggestions");
        strongBands(all).ifPresent(lines::add);
        for (JsonNode suggestion : all) {
            String kind = suggestion.path("kind").asText();
            if (!kind.equals("achieved") && !kind.equals("strong_band") && lines.size() < MOST_SUGGESTIONS) {
                lines.add("  " + suggestion.path("text").asText().replaceAll("\\p{Cntrl}", "?"));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, style.bold("Suggestions"));
            lines.add(0, "");
        }
        return lines;
    }
}
