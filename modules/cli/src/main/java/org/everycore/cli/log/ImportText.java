package org.everycore.cli.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.logbook.ImportReport;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Problem;

/** What an import did, as a person or a program reads it. */
final class ImportText {
    private static final int MOST_PROBLEMS = 20;

    private final Session session;
    private final String log;
    private final ImportReport report;

    ImportText(Session session, String log, ImportReport report) {
        this.session = session;
        this.log = log;
        this.report = report;
    }

    void show() {
        problems();
        unmatched();
        if (session.json()) {
            session.out().println(JsonText.of(json()));
        } else {
            session.out().println(line());
        }
        if (!report.complete()) {
            session.warn(log + ": stopped; the same command goes on from here");
        } else if (report.records() == 0) {
            session.warn(log + ": no records");
        }
        session.out().flush();
    }

    private void problems() {
        List<Problem> shown = report.problems()
                .subList(0, Math.min(MOST_PROBLEMS, report.problems().size()));
        for (Problem problem : shown) {
            session.err()
                    .println(QsoLines.plain(log) + ", record " + problem.record() + ", line " + problem.line() + ": "
                            + problem.reason().key() + (problem.field().isEmpty() ? "" : " " + problem.field())
                            + (problem.text().isEmpty() ? "" : ": " + QsoLines.plain(problem.text())));
        }
        if (report.problemCount() > shown.size()) {
            session.err()
                    .println(QsoLines.plain(log) + ": " + Numbers.grouped(report.problemCount() - shown.size())
                            + " more problems; 'everycore adif check' shows each");
        }
    }

    private void unmatched() {
        for (AdifRecord record : report.unmatchedRecords()) {
            session.err()
                    .println(QsoLines.plain(log) + ": not in the logbook: "
                            + Stream.of("CALL", "QSO_DATE", "TIME_ON", "BAND", "MODE", "SAT_NAME")
                                    .map(name -> record.normal(name).orElse(""))
                                    .filter(text -> !text.isEmpty())
                                    .map(QsoLines::plain)
                                    .collect(Collectors.joining(" ")));
        }
    }

    private String line() {
        long rejected = rejected();
        String counts = report.report()
                .map(source -> source.name().toLowerCase(Locale.ROOT) + " report, "
                        + Numbers.counted(report.records(), "record") + ": " + Numbers.grouped(report.duplicates())
                        + " matched, " + Numbers.grouped(report.merged()) + " of them told something new, "
                        + Numbers.grouped(report.unmatched()) + " not in the logbook"
                        + (report.added() > 0 ? " (" + Numbers.grouped(report.added()) + " added)" : ""))
                .orElseGet(() -> Numbers.counted(report.records(), "record") + ": " + Numbers.grouped(report.added())
                        + " added, " + Numbers.grouped(report.duplicates()) + " duplicates, "
                        + Numbers.grouped(report.merged()) + " of them merged");
        return QsoLines.plain(log) + ": " + counts + ", " + Numbers.grouped(rejected) + " rejected"
                + (report.resumedAt() > 0
                        ? "; taken up again after record " + Numbers.grouped(report.resumedAt())
                        : "");
    }

    private long rejected() {
        return report.rejected().values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", log);
        json.put("complete", report.complete());
        report.report().ifPresent(source -> json.put("report", source.name().toLowerCase(Locale.ROOT)));
        json.put("records", report.records());
        json.put("added", report.added());
        json.put("duplicates", report.duplicates());
        json.put("merged", report.merged());
        json.put("unmatched", report.unmatched());
        if (report.report().isPresent()) {
            List<Map<String, String>> missing = new ArrayList<>();
            for (AdifRecord record : report.unmatchedRecords()) {
                Map<String, String> fields = new LinkedHashMap<>();
                record.fields().forEach(field -> fields.put(field.name(), field.value()));
                missing.add(fields);
            }
            json.put("unmatchedRecords", missing);
        }
        json.put("rejected", new TreeMap<>(report.rejected()));
        json.put("resumedAt", report.resumedAt());
        json.put("problemCount", report.problemCount());
        List<Map<String, Object>> problems = new ArrayList<>();
        for (Problem problem : report.problems()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("record", problem.record());
            one.put("line", problem.line());
            one.put("offset", problem.offset());
            one.put("field", problem.field());
            one.put("reason", problem.reason().key());
            one.put("text", problem.text());
            problems.add(one);
        }
        json.put("problems", problems);
        return json;
    }
}
