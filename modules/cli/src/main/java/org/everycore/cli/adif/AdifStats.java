package org.everycore.cli.adif;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.everycore.cli.ReadOptions;
import org.everycore.cli.Session;
import org.everycore.cli.text.Bar;
import org.everycore.cli.text.JsonText;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.Satellites;
import org.everycore.radio.convert.RecordSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts the QSOs of logs by band, mode and year, and by any other field that is asked for. */
@Command(
        name = "stats",
        description = "Count QSOs by band, mode and year, or by other fields.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore adif stats log.adi",
            "  everycore adif stats --by COUNTRY,OPERATOR --top 20 log.adi",
            "  everycore adif stats --by SAT_NAME log.adi"
        })
public final class AdifStats implements Callable<Integer> {
    private static final int BAR = 24;
    private static final int YEAR = 4;

    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Logs: files, folders, patterns, or - for standard input.")
    private List<String> logs;

    @Option(names = "--by", split = ",", paramLabel = "NAME", description = "Count by these fields instead.")
    private List<String> by = List.of("BAND", "MODE", "YEAR");

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Show the N most frequent values of each field; 0 shows all.")
    private int top = 40;

    @Mixin
    private ReadOptions reading;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description =
                    "Read adi, adx, csv, jsonl or cabrillo; the default is what each log's name and beginning say.")
    private String inputFormat;

    public AdifStats(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        LogInput input = new LogInput(session, reading.rules(session), inputFormat);
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        by.forEach(name -> counts.put(name.strip().toUpperCase(java.util.Locale.ROOT), new HashMap<>()));
        long qsos = 0;
        String first = null;
        String last = null;
        for (String log : LogInput.expand(logs)) {
            LogInput.Tally tally = new LogInput.Tally();
            try (RecordSource reader = input.open(log, tally)) {
                while (reader.hasNext()) {
                    AdifRecord qso = reader.next();
                    qsos++;
                    String date = qso.normal("QSO_DATE").orElse("");
                    first = !date.isEmpty() && (first == null || date.compareTo(first) < 0) ? date : first;
                    last = !date.isEmpty() && (last == null || date.compareTo(last) > 0) ? date : last;
                    counts.forEach((field, values) -> values.merge(value(qso, field), 1L, Long::sum));
                }
                input.tell(tally, tally.records());
            }
        }
        if (session.json()) {
            json(counts, qsos, first, last);
        } else {
            text(counts, qsos, first, last);
        }
        return 0;
    }

    private static String value(AdifRecord qso, String field) {
        return switch (field) {
            case "BAND" -> Bands.name(Bands.of(qso));
            case "SAT_NAME" -> Satellites.of(qso);
            case "MODE" -> NormalMode.of(qso).mode();
            case "SUBMODE" -> NormalMode.of(qso).submode();
            case "YEAR" ->
                qso.normal("QSO_DATE")
                        .filter(date -> date.length() >= YEAR)
                        .map(date -> date.substring(0, YEAR))
                        .orElse("");
            default -> qso.normal(field).orElse("");
        };
    }

    private void json(Map<String, Map<String, Long>> counts, long qsos, String first, String last) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("qsos", qsos);
        json.put("first", first);
        json.put("last", last);
        Map<String, Object> fields = new LinkedHashMap<>();
        counts.forEach((field, values) -> fields.put(field, new TreeMap<>(values)));
        json.put("counts", fields);
        session.out().println(JsonText.of(json));
    }

    private void text(Map<String, Map<String, Long>> counts, long qsos, String first, String last) {
        session.out().println(Numbers.counted(qsos, "QSO") + (first == null ? "" : " from " + first + " to " + last));
        for (Map.Entry<String, Map<String, Long>> field : counts.entrySet()) {
            List<Map.Entry<String, Long>> values =
                    new ArrayList<>(field.getValue().entrySet());
            values.sort(order(field.getKey()));
            long most = values.stream().mapToLong(Map.Entry::getValue).max().orElse(1);
            List<Map.Entry<String, Long>> shown = top > 0 && values.size() > top ? values.subList(0, top) : values;
            TextTable table = new TextTable("lrl");
            for (Map.Entry<String, Long> value : shown) {
                String name =
                        value.getKey().isEmpty() ? "(none)" : value.getKey().replaceAll("\\p{Cntrl}", "?");
                table.row(
                        "  " + name,
                        Numbers.grouped(value.getValue()),
                        session.style().accent(Bar.of((double) value.getValue() / most, BAR)));
            }
            session.out().println();
            session.out()
                    .println(session.style().bold(field.getKey()) + " (" + Numbers.grouped(values.size()) + " different"
                            + (shown.size() < values.size() ? ", the first " + shown.size() : "") + ")");
            table.lines().forEach(session.out()::println);
        }
    }

    /** Bands by frequency, years by time, all else by how often. */
    private static Comparator<Map.Entry<String, Long>> order(String field) {
        return switch (field) {
            case "BAND" ->
                Comparator.comparingInt(
                        (Map.Entry<String, Long> value) -> Bands.names().indexOf(value.getKey()));
            case "YEAR" -> Map.Entry.comparingByKey();
            default -> Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        };
    }
}
