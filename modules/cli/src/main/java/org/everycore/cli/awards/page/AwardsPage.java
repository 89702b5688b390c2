package org.everycore.cli.awards.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.everycore.radio.award.KeyQsos;

/**
 * An awards document as one HTML page that needs nothing else: no other file, no network. It follows the reader's choice of light or dark, its
 * tables sort by a click on their heads, and its content security policy lets only its own style and script run.
 */
public final class AwardsPage {
    /** Larger matrices are left out of the page: nobody reads thousands of rows, and browsers slow down. */
    private static final int MOST_ROWS = 1500;

    private static final int BAR = 160;

    private final JsonNode document;
    private final Optional<KeyQsos> qsos;
    private final KeyData data = new KeyData();
    private final StringBuilder page = new StringBuilder(1 << 16);

    /** @param qsos the QSOs behind the keys; empty: the page shows none */
    public AwardsPage(JsonNode document, Optional<KeyQsos> qsos) {
        this.document = document;
        this.qsos = qsos;
    }

    public String html() {
        String style = resource("page.css");
        String script = resource("page.js");
        String logs = names();
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; style-src ")
                .append(Html.hash(style))
                .append("; script-src ")
                .append(Html.hash(script))
                .append("; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Awards: ")
                .append(Html.text(logs))
                .append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n<header>\n<h1>Awards</h1>\n<p>")
                .append(Html.text(logs))
                .append("</p>\n</header>\n<main>\n");
        page.append("<svg width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><path id=\"land\" d=\"")
                .append(String.join("", Places.land()))
                .append("\"/></defs></svg>\n");
        facts();
        progress();
        suggestions();
        for (Map.Entry<String, JsonNode> award :
                document.get("report").get("awards").properties()) {
            award(award.getKey(), award.getValue());
        }
        page.append("<dialog id=\"qsos\"><form method=\"dialog\"><button>Close</button></form><h2></h2>")
                .append("<div class=\"wide\"><table><thead><tr><th>Time</th><th>Call</th><th>Band</th><th>Mode</th>")
                .append("<th>Confirmed by</th></tr></thead><tbody></tbody></table></div><p></p></dialog>\n");
        page.append("</main>\n<script>").append(script).append("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private String names() {
        StringJoiner names = new StringJoiner(", ");
        int shown = 0;
        for (JsonNode log : document.get("logs")) {
            if (shown++ < 5) {
                names.add(log.asText());
            }
        }
        int more = document.get("logs").size() - Math.min(5, shown);
        return names + (more > 0 ? " and " + more + " more" : "");
    }

    private void facts() {
        JsonNode summary = document.get("summary");
        page.append("<ul class=\"facts\">\n");
        fact("QSOs", document.get("qsos"));
        fact("confirmed", document.get("confirmed_qsos"));
        fact("by eQSL", document.get("eqsl_qsos"));
        fact("callsigns", summary.get("unique_calls"));
        fact("countries", summary.get("unique_countries"));
        fact("grids", summary.get("unique_grids"));
        fact("bands", summary.get("unique_bands"));
        fact("modes", summary.get("unique_modes"));
        page.append("</ul>\n");
    }

    private void fact(String what, JsonNode number) {
        page.append("<li><b>")
                .append(grouped(number))
                .append("</b> ")
                .append(what)
                .append("</li>\n");
    }

    private void progress() {
        page.append("<h2>Progress</h2>\n");
        tableHead("Award", "Each award: worked, confirmed, and the next step.");
        for (Map.Entry<String, JsonNode> award :
                document.get("report").get("awards").properties()) {
            String name = award.getKey();
            JsonNode node = award.getValue();
            row(
                    "<a href=\"#" + Html.text(name) + "\">"
                            + Html.text(node.path("title").asText(name)) + "</a>",
                    node);
            node.path("bands")
                    .properties()
                    .forEach(band -> row(Html.text(name) + " on " + Html.text(band.getKey()), band.getValue()));
        }
        page.append("</tbody>\n</table></div>\n");
    }

    private void row(String head, JsonNode node) {
        long confirmed = node.get("confirmed").asLong();
        long goal = node.path("next").asLong(node.path("achieved").asLong());
        double share = goal == 0 ? 0 : Math.min(1, (double) confirmed / goal);
        page.append("<tr><th scope=\"row\">").append(head).append("</th>");
        number(node.get("worked"));
        number(node.get("confirmed"));
        number(node.path("achieved"));
        number(node.path("next"));
        page.append("<td class=\"n\" data-v=\"").append(percent(share)).append("\">");
        if (goal > 0) {
            page.append("<svg width=\"")
                    .append(BAR)
                    .append("\" height=\"10\" role=\"img\" aria-label=\"")
                    .append(confirmed)
                    .append(" of ")
                    .append(goal)
                    .append("\"><rect class=\"rest\" width=\"")
                    .append(BAR)
                    .append("\" height=\"10\" rx=\"3\"/><rect class=\"")
                    .append(node.has("next") ? "done" : "all")
                    .append("\" width=\"")
                    .append(Math.round(share * BAR))
                    .append("\" height=\"10\" rx=\"3\"/></svg>");
        }
        page.append("</td></tr>\n");
    }

    private void number(JsonNode number) {
        page.append("<td class=\"n\">")
                .append(number.isMissingNode() ? "" : grouped(number))
                .append("</td>");
    }

    private void suggestions() {
        if (document.get("suggestions").isEmpty()) {
            return;
        }
        page.append("<h2>Suggestions</h2>\n<ul>\n");
        document.get("suggestions").forEach(one -> page.append("<li class=\"")
                .append(Html.text(one.path("kind").asText()))
                .append("\">")
                .append(Html.text(one.path("text").asText()))
                .append("</li>\n"));
        page.append("</ul>\n");
    }

    private void award(String name, JsonNode node) {
        AwardGrid grid = AwardGrid.of(document, name);
        page.append("<section id=\"")
                .append(Html.text(name))
                .append("\">\n<h2>")
                .append(Html.text(grid.title()))
                .append("</h2>\n<p>");
        List<String> sources = new ArrayList<>();
        node.path("confirmed_by").forEach(source -> sources.add(source.asText()));
        page.append(sources.isEmpty() ? "Needs no QSL" : "Confirmed by " + Html.text(String.join(", ", sources)))
                .append(".</p>\n");
        map(grid, node);
        missing(node);
        steps(node);
        Map<String, KeyQsos.Key> keys = qsos.map(all -> all.of(name)).orElse(Map.of());
        if (!keys.isEmpty()) {
            page.append(new Timeline(keys, names(grid)).html());
            boolean isShown = grid.rows().size() <= MOST_ROWS || grid.isMap();
            page.append(isShown ? data.element(name, keys) : "");
        }
        if (grid.rows().size() > MOST_ROWS) {
            page.append("<p>")
                    .append(grid.rows().size())
                    .append(" keys are too many for a page; <code>awards --json --details</code> lists them.</p>\n");
        } else if (!grid.rows().isEmpty()) {
            page.append("<details><summary>").append(grid.rows().size()).append(" worked, band by band</summary>\n");
            matrix(grid);
            page.append("</details>\n");
        }
        page.append("</section>\n");
    }

    private void map(AwardGrid grid, JsonNode node) {
        Set<String> missing = new TreeSet<>();
        node.path("missing").forEach(key -> missing.add(key.asText()));
        WorldMap.of(grid, node.path("fields").path(0).asText(""), missing)
                .ifPresent(map -> page.append(map.svg(grid.title())));
    }

    private static Map<String, String> names(AwardGrid grid) {
        Map<String, String> names = new HashMap<>();
        grid.rows().forEach(row -> names.put(row.key(), row.name()));
        return names;
    }

    /** The same goals by mode and on each band, for which endorsements are given. */
    private void steps(JsonNode node) {
        if (node.path("by_band").isEmpty() && node.path("by_group").isEmpty()) {
            return;
        }
        page.append("<details><summary>By mode and by band</summary>\n");
        tableHead("Mode or band", "The same steps in one mode, or on one band.");
        node.path("by_group").properties().forEach(one -> row(Html.text(one.getKey()), one.getValue()));
        node.path("by_band").properties().forEach(one -> row(Html.text(one.getKey()), one.getValue()));
        node.path("statistic")
                .properties()
                .forEach(one -> row(Html.text(one.getKey() + ", as a statistic"), one.getValue()));
        page.append("</tbody>\n</table></div></details>\n");
    }

    private void tableHead(String first, String caption) {
        page.append("<div class=\"wide\"><table class=\"sortable\">\n<caption>")
                .append(caption)
                .append("</caption>\n<thead><tr><th scope=\"col\">")
                .append(first)
                .append("</th><th scope=\"col\" class=\"n\">Worked</th>")
                .append("<th scope=\"col\" class=\"n\">Confirmed</th><th scope=\"col\" class=\"n\">Achieved</th>")
                .append(
                        "<th scope=\"col\" class=\"n\">Next</th><th scope=\"col\" class=\"n\">Progress</th></tr></thead>\n<tbody>\n");
    }

    private void missing(JsonNode node) {
        for (String what : List.of("missing", "unconfirmed")) {
            JsonNode keys = node.path(what);
            if (keys.isEmpty()) {
                continue;
            }
            page.append("<details><summary>")
                    .append(keys.size())
                    .append(what.equals("missing") ? " not worked" : " worked, not confirmed")
                    .append("</summary>\n<p>");
            StringJoiner items = new StringJoiner(", ");
            keys.forEach(key -> items.add(Html.text(
                    (key.asText() + " " + node.path("names").path(key.asText()).asText("")).strip())));
            page.append(items).append("</p></details>\n");
        }
    }

    private void matrix(AwardGrid grid) {
        boolean named = grid.rows().stream().anyMatch(row -> !row.name().isEmpty());
        boolean first = grid.rows().stream().anyMatch(row -> row.first().isPresent());
        page.append("<div class=\"wide\"><table class=\"sortable matrix\">\n<caption>")
                .append(Html.text(grid.name()))
                .append(
                        ": <span class=\"c\">C</span> confirmed, <span class=\"w\">W</span> worked.</caption>\n<thead><tr>")
                .append("<th scope=\"col\">Key</th>")
                .append(named ? "<th scope=\"col\">Name</th>" : "");
        for (String band : grid.bands()) {
            page.append("<th scope=\"col\">")
                    .append(Html.text(AwardGrid.head(band)))
                    .append("</th>");
        }
        page.append("<th scope=\"col\" class=\"n\">Bands</th>")
                .append(first ? "<th scope=\"col\">First confirmed by</th>" : "")
                .append("</tr></thead>\n<tbody>\n");
        for (AwardGrid.Row row : grid.rows()) {
            page.append("<tr data-k=\"")
                    .append(Html.text(row.key()))
                    .append("\"><th scope=\"row\">")
                    .append(Html.text(row.key()))
                    .append("</th>");
            if (named) {
                page.append("<td>").append(Html.text(row.name())).append("</td>");
            }
            for (String band : grid.bands()) {
                Boolean confirmed = row.confirmedByBand().get(band);
                page.append(confirmed == null ? "<td>" : confirmed ? "<td class=\"c\">C" : "<td class=\"w\">W")
                        .append("</td>");
            }
            page.append("<td class=\"n\">").append(row.confirmedByBand().size()).append("</td>");
            if (first) {
                page.append("<td>").append(Html.text(row.first().orElse(""))).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody>\n</table></div>\n");
    }

    private static String grouped(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }

    private static String resource(String name) {
        try (InputStream in = AwardsPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
