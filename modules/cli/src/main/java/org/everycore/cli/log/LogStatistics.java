package org.everycore.cli.log;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.logbook.LogStats;
import org.everycore.logbook.LogStore;
import org.everycore.radio.adif.Bands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts a logbook. */
@Command(
        name = "stats",
        description = "Count a logbook: QSOs, callsigns, entities and grids, and by band, mode and year.",
        footerHeading = "%nExamples:%n",
        footer = {"  everycore log stats", "  everycore log stats --book DL1ABC --json | jq .byBand"})
public final class LogStatistics implements Callable<Integer> {
    private static final int BAR = 24;

    private final Session session;

    @Mixin
    private BookOptions book;

    public LogStatistics(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LogStats stats;
        try (LogStore store = book.open()) {
            stats = book.find(store).stats();
        }
        if (session.json()) {
            json(stats);
        } else {
            text(stats);
        }
        return 0;
    }

    private void json(LogStats stats) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("book", book.name());
        json.put("qsos", stats.qsos());
        json.put("calls", stats.calls());
        json.put("entities", stats.entities());
        json.put("grids", stats.grids());
        json.put("confirmed", stats.confirmed());
        json.put("confirmedByEqsl", stats.confirmedByEqsl());
        json.put("firstDay", stats.firstDay());
        json.put("lastDay", stats.lastDay());
        json.put("byBand", stats.byBand());
        json.put("byMode", stats.byMode());
        json.put("byYear", stats.byYear());
        json.put("bySatellite", stats.bySatellite());
        session.out().println(JsonText.of(json));
    }

    private void text(LogStats stats) {
        session.out()
                .println(session.style().bold(QsoLines.plain(book.name()) + ": " + Numbers.counted(stats.qsos(), "QSO"))
                        + (stats.qsos() == 0 ? "" : " from " + day(stats.firstDay()) + " to " + day(stats.lastDay()))
                        + ", " + Numbers.grouped(stats.calls()) + " calls, " + Numbers.grouped(stats.entities())
                        + " entities, " + Numbers.grouped(stats.grids()) + " grids; "
                        + Numbers.grouped(stats.confirmed()) + " confirmed, "
                        + Numbers.grouped(stats.confirmedByEqsl()) + " by eQSL");
        Comparator<Map.Entry<String, Long>> most =
                Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        table("BAND", stats.byBand(), Comparator.comparingInt(e -> Bands.names().indexOf(e.getKey())));
        table("MODE", stats.byMode(), most);
        table("YEAR", stats.byYear(), Map.Entry.comparingByKey());
        if (!stats.bySatellite().isEmpty()) {
            table("SATELLITE", stats.bySatellite(), most);
        }
    }

    private void table(String title, Map<String, Long> counts, Comparator<Map.Entry<String, Long>> order) {
        List<Map.Entry<String, Long>> sorted =
                counts.entrySet().stream().sorted(order).toList();
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        TextTable table = new TextTable("lrl");
        sorted.forEach(entry -> table.row(
                "  " + (entry.getKey().isEmpty() ? "(none)" : QsoLines.plain(entry.getKey())),
                Numbers.grouped(entry.getValue()),
                session.style().accent(Bar.of((double) entry.getValue() / most, BAR))));
        session.out().println();
        session.out().println(session.style().bold(title));
        table.lines().forEach(session.out()::println);
    }

    private static String day(int day) {
        String digits = String.format(java.util.Locale.ROOT, "%08d", day);
        return digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6);
    }
}
