package org.everycore.training.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.training.folder.RunArchive;
import org.everycore.training.folder.SweepPictures;
import org.everycore.training.folder.SweepPictures.Line;

/** What a sweep came to so far, for people: a page that needs nothing beside it, or one picture. */
public final class SweepReport {
    /** Curves in one picture: more would not be told apart. */
    private static final int CURVES = 6;

    private final SweepFiles files;
    private final LeaderBoard board;
    private final String objective;

    public SweepReport(SweepFiles files) throws IOException {
        this.files = files;
        this.board = files.board();
        List<String> objectives = files.runs().stream()
                .map(run -> RunRow.objective(run.spec()))
                .distinct()
                .toList();
        this.objective = objectives.size() == 1 ? objectives.get(0) : "objective";
    }

    public LeaderBoard board() {
        return board;
    }

    /** Seeds of each setting and their medians. */
    public byte[] seeds() throws IOException {
        List<Line> lines = new ArrayList<>();
        List<LeaderBoard.Place> places = measured();
        for (int rank = 0; rank < places.size(); rank++) {
            String label = places.get(rank).label();
            double[] ys = board.rows().stream()
                    .filter(row -> row.label().equals(label) && row.finished())
                    .mapToDouble(RunRow::objective)
                    .toArray();
            double[] xs = new double[ys.length];
            Arrays.fill(xs, rank + 1);
            lines.add(new Line(label, xs, ys));
        }
        return SweepPictures.seeds(
                objective,
                lines,
                places.stream().mapToDouble(LeaderBoard.Place::median).toArray());
    }

    private List<LeaderBoard.Place> measured() {
        return board.places().stream()
                .filter(place -> Double.isFinite(place.median()))
                .toList();
    }

    private List<Line> curves() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (LeaderBoard.Place place :
                measured().subList(0, Math.min(CURVES, measured().size()))) {
            Map<Double, List<Double>> byEpoch = new TreeMap<>();
            for (SweepSpec.Run run : files.runs()) {
                byte[] history = run.label().equals(place.label()) ? files.file(run, RunArchive.HISTORY) : null;
                if (history != null) {
                    read(new String(history, StandardCharsets.UTF_8), RunRow.objective(run.spec()), byEpoch);
                }
            }
            double[] xs = byEpoch.keySet().stream().mapToDouble(x -> x).toArray();
            double[] ys = byEpoch.values().stream()
                    .mapToDouble(all -> LeaderBoard.quantile(
                            all.stream().mapToDouble(v -> v).sorted().toArray(), 0.5))
                    .toArray();
            if (xs.length > 1) {
                lines.add(new Line(place.label(), xs, ys));
            }
        }
        return lines;
    }

    private static void read(String history, String column, Map<Double, List<Double>> to) {
        List<String> lines = history.lines().toList();
        int at = List.of(lines.get(0).split(",")).indexOf(column);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",");
            double value = Double.parseDouble(fields[at]);
            if (Double.isFinite(value)) {
                to.computeIfAbsent(Double.parseDouble(fields[0]), key -> new ArrayList<>())
                        .add(value);
            }
        }
    }

    /** A page with the board, the pictures and all runs. */
    public String html() throws IOException {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Sweep</title>\n<style>\n"
                + "body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;"
                + " color: #1b1b1b; background: #fff }\n"
                + "table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }\n"
                + "th, td { text-align: right; padding: .25rem .5rem; border-bottom: 1px solid #e2e2e2 }\n"
                + "th:first-child, td:first-child, td.error { text-align: left }\n"
                + "img { max-width: 100%; height: auto } .scroll { overflow-x: auto }\n</style></head><body>\n");
        page.append("<h1>Sweep</h1>\n<p>")
                .append(board.rows().size())
                .append(" of ")
                .append(files.runs().size())
                .append(" runs have ended. Settings are ranked by the median over their seeds of ")
                .append(escaped(objective))
                .append(", least first.</p>\n");
        board(page);
        picture(page, "Objective of each seed, by rank of its setting", seeds());
        List<Line> curves = curves();
        if (!curves.isEmpty()) {
            picture(page, "Medians over seeds by epoch", SweepPictures.curves(objective, curves));
        }
        runs(page);
        return page.append("</body></html>\n").toString();
    }

    private void board(StringBuilder page) {
        row(
                page.append("<div class=\"scroll\"><table><thead>"),
                "th",
                "setting",
                "median",
                "quartiles",
                "mean",
                "sd",
                "n",
                "failed",
                "stopped",
                "score",
                "diversity",
                "hit");
        page.append("</thead><tbody>");
        for (LeaderBoard.Place p : board.places()) {
            row(
                    page,
                    "td",
                    p.label(),
                    number(p.median()),
                    number(p.low()) + " to " + number(p.high()),
                    number(p.mean()),
                    number(p.deviation()),
                    String.valueOf(p.n()),
                    String.valueOf(p.failed()),
                    String.valueOf(p.stopped()),
                    number(p.score()),
                    number(p.diversity()),
                    number(p.hit()));
        }
        page.append("</tbody></table></div>\n");
    }

    private void runs(StringBuilder page) {
        row(
                page.append("<h2>Runs</h2>\n<div class=\"scroll\"><table><thead>"),
                "th",
                "setting",
                "seed",
                "objective",
                "score",
                "diversity",
                "hit",
                "smallest norm",
                "ended");
        page.append("</thead><tbody>");
        for (RunRow r : board.rows()) {
            row(
                    page,
                    "td",
                    r.label(),
                    String.valueOf(r.seed()),
                    number(r.objective()),
                    number(r.score()),
                    number(r.diversity()),
                    number(r.hit()),
                    number(r.norm()),
                    r.stopped() > 0
                            ? "stopped in epoch " + r.stopped()
                            : r.error().isEmpty() ? "well" : r.error());
        }
        page.append("</tbody></table></div>\n");
    }

    private static void row(StringBuilder page, String cell, String... texts) {
        page.append("<tr>");
        for (String text : texts) {
            page.append('<')
                    .append(cell)
                    .append('>')
                    .append(escaped(text))
                    .append("</")
                    .append(cell)
                    .append('>');
        }
        page.append("</tr>\n");
    }

    private static void picture(StringBuilder page, String what, byte[] png) {
        page.append("<p><img alt=\"")
                .append(escaped(what))
                .append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\"></p>\n");
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
