package org.everycore.cli.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.logbook.Changed;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoQuery;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.Filter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which QSOs are changed at once, and whether they are, or only shown. */
public final class ManyQsos {
    private static final int SHOWN = 20;
    private static final int LISTED = 1000;

    @Mixin
    private Selection selection;

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "QSOs for which this holds, such as 'BAND=20m and (MODE=CW or not CALL~^W1)'.")
    private String where;

    @Option(names = "--yes", description = "Do it; without this the changes are only shown.")
    private boolean yes;

    boolean isChosen() {
        return where != null || !selection.query().equals(QsoQuery.ALL);
    }

    QsoQuery query() {
        return selection.query();
    }

    Predicate<AdifRecord> condition() {
        return where == null ? qso -> true : Filter.parse(where);
    }

    boolean yes() {
        return yes;
    }

    /** Shows what would change, or changes it. */
    void change(Session session, Logbook book, UnaryOperator<AdifRecord> as, String what) {
        List<Map<String, Object>> listed = new ArrayList<>();
        long[] count = {0};
        Consumer<Changed> each = changed -> {
            count[0]++;
            if (session.json() && listed.size() < LISTED) {
                listed.add(json(changed));
            } else if (!session.json() && count[0] <= SHOWN) {
                session.out().println(text(changed));
            }
            if (count[0] % 1024 == 0 && session.interrupts().interrupted()) {
                throw new java.util.concurrent.CancellationException();
            }
        };
        if (yes) {
            book.change(query(), condition(), as, what, each);
        } else {
            book.preview(query(), condition(), as, each);
        }
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("changed", count[0]);
            json.put("done", yes);
            json.put("changes", listed);
            session.out().println(JsonText.of(json));
            return;
        }
        if (count[0] > SHOWN) {
            session.out().println("... and " + Numbers.grouped(count[0] - SHOWN) + " more");
        }
        session.out().println(told(count[0], yes ? "changed" : "would change"));
    }

    private String told(long count, String did) {
        String qsos = Numbers.counted(count, "QSO") + " " + did;
        return yes
                ? qsos + (count > 0 ? "; 'everycore log undo' takes it back" : "")
                : qsos + (count > 0 ? "; nothing is done yet: --yes does it" : "");
    }

    /** Shows which QSOs would go, or removes them. */
    void remove(Session session, Logbook book) {
        long count;
        if (yes) {
            count = book.removeAll(query(), condition(), "remove " + (where == null ? "by filter" : where));
        } else {
            long[] found = {0};
            Predicate<AdifRecord> condition = condition();
            book.forEach(query(), qso -> {
                if (condition.test(qso.record()) && ++found[0] <= SHOWN && !session.json()) {
                    session.out().println(head(qso.id(), qso.record()));
                }
            });
            count = found[0];
        }
        if (session.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("removed", count);
            json.put("done", yes);
            session.out().println(JsonText.of(json));
        } else {
            session.out().println(told(count, yes ? "removed" : "would be removed"));
        }
    }

    static Failure nothingChosen() {
        return Failure.wrongInput(
                "which QSOs? Give their numbers, or --where, --call, --band, --mode, --grid, --from, --to,"
                        + " --date, --entity; all of them: --where CALL");
    }

    private static String head(long id, AdifRecord qso) {
        return QsoLines.plain(
                id + "  " + qso.normal("CALL").orElse("") + " " + QsoLines.day(qso) + " " + QsoLines.time(qso));
    }

    private static String text(Changed changed) {
        StringBuilder text = new StringBuilder(head(changed.id(), changed.before())).append(':');
        differing(changed).forEach((name, values) -> text.append(' ')
                .append(name)
                .append(' ')
                .append(QsoLines.plain(values[0].isEmpty() ? "(none)" : values[0]))
                .append(" -> ")
                .append(QsoLines.plain(values[1].isEmpty() ? "(none)" : values[1]))
                .append(','));
        text.setLength(text.length() - 1);
        return text.toString();
    }

    private static Map<String, Object> json(Changed changed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", changed.id());
        Map<String, Object> fields = new LinkedHashMap<>();
        differing(changed).forEach((name, values) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("before", values[0]);
            one.put("after", values[1]);
            fields.put(name, one);
        });
        json.put("fields", fields);
        return json;
    }

    private static Map<String, String[]> differing(Changed changed) {
        Map<String, String[]> fields = new LinkedHashMap<>();
        for (AdifField field : changed.before().fields()) {
            String after = changed.after().get(field.name());
            if (!field.value().equals(after)) {
                fields.put(field.name(), new String[] {field.value(), after == null ? "" : after});
            }
        }
        for (AdifField field : changed.after().fields()) {
            if (!changed.before().has(field.name())) {
                fields.put(field.name(), new String[] {"", field.value()});
            }
        }
        return fields;
    }
}
