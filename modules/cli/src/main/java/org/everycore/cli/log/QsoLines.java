package org.everycore.cli.log;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.TextTable;
import org.everycore.logbook.StoredQso;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.CallsignResolver;

/** QSOs as lines on standard output: a table for a person, an object a line for a program. */
final class QsoLines {
    private static final int NAME = 26;

    private final Session session;
    private final TextTable table = new TextTable("rllllllllll");

    QsoLines(Session session) {
        this.session = session;
        table.row("id", "date", "time", "call", "band", "mode", "sent", "rcvd", "grid", "qsl", "entity");
    }

    void add(StoredQso qso) {
        if (session.json()) {
            session.out().println(json(qso));
            return;
        }
        AdifRecord record = qso.record();
        table.row(
                qso.id(),
                day(record),
                time(record),
                session.style().bold(cell(record, "CALL")),
                Bands.name(Bands.of(record)),
                record.normal("SUBMODE").isPresent() ? cell(record, "SUBMODE") : cell(record, "MODE"),
                cell(record, "RST_SENT"),
                cell(record, "RST_RCVD"),
                cell(record, "GRIDSQUARE"),
                confirmed(record, "QSL_RCVD", "C")
                        + confirmed(record, "LOTW_QSL_RCVD", "L")
                        + confirmed(record, "EQSL_QSL_RCVD", "E"),
                entity(record));
    }

    /** Prints the table; nothing is left to print as JSON. */
    void end() {
        if (!session.json()) {
            table.lines().forEach(session.out()::println);
        }
    }

    /** The gist of one QSO in columns, for lines that come one by one. */
    static String line(AdifRecord record) {
        return String.format(
                Locale.ROOT,
                "%s %s  %-10s %-5s %-6s",
                day(record),
                time(record),
                cell(record, "CALL"),
                Bands.name(Bands.of(record)),
                record.normal("SUBMODE").isPresent() ? cell(record, "SUBMODE") : cell(record, "MODE"));
    }

    static String json(StoredQso qso) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", qso.id());
        json.put("fields", fields(qso.record()));
        return JsonText.of(json);
    }

    /** The values by field, as JSON has them. */
    static Map<String, Object> fields(AdifRecord qso) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (AdifField field : qso.fields()) {
            fields.put(field.name(), field.value());
        }
        return fields;
    }

    static String day(AdifRecord record) {
        String day = cell(record, "QSO_DATE");
        return day.length() == 8 ? day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6) : day;
    }

    static String time(AdifRecord record) {
        String time = cell(record, "TIME_ON");
        return time.length() >= 4 ? time.substring(0, 2) + ":" + time.substring(2, 4) : time;
    }

    /** Values come from anybody's log: control characters never reach the terminal. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String cell(AdifRecord record, String field) {
        String value = record.get(field);
        return value == null ? "" : plain(value.strip());
    }

    private static String confirmed(AdifRecord record, String field, String mark) {
        return record.normal(field)
                        .filter(status -> status.equals("Y") || status.equals("V"))
                        .isPresent()
                ? mark
                : "";
    }

    private static String entity(AdifRecord record) {
        String dxcc = record.normal("DXCC").filter(d -> d.matches("\\d{1,3}")).orElse("0");
        int code = CallsignResolver.builtIn()
                .resolve(cell(record, "CALL"), Integer.parseInt(cell(record, "QSO_DATE")), Integer.parseInt(dxcc))
                .entity();
        String name = code == 0 ? "" : AdifTables.entityName(code);
        return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "\u2026";
    }
}
