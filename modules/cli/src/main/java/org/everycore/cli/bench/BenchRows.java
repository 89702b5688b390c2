package org.everycore.cli.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;

/** Figures of a benchmark, shown as they come: one JSON object a line, or a table at the end. */
final class BenchRows {
    private final Session session;
    private final TextTable table =
            new TextTable("llrlrr").row("name", "params", "per second", "", "workers", "of peak");

    BenchRows(Session session) {
        this.session = session;
    }

    /** @param peakRatio share of what was possible; NaN where nothing is compared */
    void add(String name, Map<String, ?> params, String unit, double perSecond, int workers, double peakRatio) {
        if (session.json()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("params", params);
            row.put("unit", unit);
            row.put("perSecond", perSecond);
            row.put("workers", workers);
            row.put("peakRatio", peakRatio);
            session.out().println(JsonText.of(row));
            session.out().flush();
            return;
        }
        StringBuilder text = new StringBuilder();
        params.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(key).append(' ').append(shown(value)));
        table.row(
                name,
                text,
                Numbers.rate(perSecond),
                unit,
                workers,
                Double.isFinite(peakRatio) ? String.format(Locale.ROOT, "%.2f", peakRatio) : "-");
    }

    private static Object shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.4g", number) : value;
    }

    void end() {
        if (!session.json()) {
            table.lines().forEach(session.out()::println);
        }
    }
}
