package org.everycore.logbook.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.LogFormat;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.CallsignResolver;
import org.everycore.radio.jobs.AwardsSpec;

/**
 * Gathers the facts of a digest from a log file. Two passes: one finds the last day (unless it is given), one counts; a
 * third, the awards job's own, brings goals and hints.
 */
public final class DigestFactsReader {
    private static final int MOST_CALLS = 40;
    private static final int MOST_HINTS = 12;

    private final int days;
    private final Optional<LocalDate> until;
    private final Map<String, Integer> wanted;

    public DigestFactsReader(int days, Optional<LocalDate> until, Map<String, Integer> wanted) {
        this.days = days;
        this.until = until;
        this.wanted = wanted;
    }

    public DigestFacts read(InputRef log, Inputs inputs) throws IOException {
        Path file = inputs.resolve(log);
        JsonNode awards = LocalAwards.document(awards(log), inputs);
        LocalDate to = until.isPresent() ? until.get() : lastDay(file);
        LocalDate from = to.minusDays(days - 1L);
        int first = number(from);
        int last = number(to);
        long qsos = 0;
        long recent = 0;
        Map<String, Long> byBand = new HashMap<>();
        Map<String, Long> byMode = new HashMap<>();
        Map<Integer, Integer> firstWorked = new HashMap<>();
        TreeMap<String, String> calls = new TreeMap<>();
        try (AdifReader reader = open(file)) {
            while (reader.hasNext()) {
                AdifRecord qso = reader.next();
                int day = Integer.parseInt(qso.get("QSO_DATE"));
                qsos++;
                int entity = entity(qso, day);
                if (entity != 0) {
                    firstWorked.merge(entity, day, Math::min);
                }
                if (day >= first && day <= last) {
                    recent++;
                    byBand.merge(Bands.name(Bands.of(qso)), 1L, Long::sum);
                    byMode.merge(qso.normal("MODE").orElse(""), 1L, Long::sum);
                    String call = qso.normal("CALL").orElse("");
                    calls.put(day + qso.get("TIME_ON") + call, call);
                    if (calls.size() > MOST_CALLS) {
                        calls.pollFirstEntry();
                    }
                }
            }
        }
        List<String> news = firstWorked.entrySet().stream()
                .filter(e -> e.getValue() >= first && e.getValue() <= last)
                .map(e -> AdifTables.entityName(e.getKey()))
                .sorted()
                .toList();
        return new DigestFacts(
                log.shown(),
                first,
                last,
                qsos,
                recent,
                mostFirst(byBand),
                mostFirst(byMode),
                news,
                new ArrayList<>(calls.descendingMap().values()),
                goals(awards),
                hints(awards));
    }

    private AwardsSpec awards(InputRef log) {
        List<String> names = wanted.isEmpty() ? null : new ArrayList<>(wanted.keySet());
        return new AwardsSpec(
                List.of(log),
                null,
                null,
                null,
                null,
                names,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private List<Goal> goals(JsonNode awards) {
        List<Goal> goals = new ArrayList<>();
        wanted.forEach((award, count) -> {
            JsonNode all = awards.path("awards").path(award);
            JsonNode cell = all.has("all") ? all.path("all") : all;
            int worked = cell.path("worked").asInt();
            int confirmed = cell.path("confirmed").asInt();
            goals.add(new Goal(award, worked, confirmed, count));
        });
        return goals;
    }

    private static List<String> hints(JsonNode awards) {
        List<String> hints = new ArrayList<>();
        for (JsonNode hint : awards.path("suggestions")) {
            if (hints.size() < MOST_HINTS) {
                hints.add(hint.isTextual() ? hint.asText() : hint.path("text").asText(hint.toString()));
            }
        }
        return hints;
    }

    private static LocalDate lastDay(Path file) throws IOException {
        int last = 0;
        try (AdifReader reader = open(file)) {
            while (reader.hasNext()) {
                last = Math.max(last, Integer.parseInt(reader.next().get("QSO_DATE")));
            }
        }
        return last == 0 ? LocalDate.EPOCH : LocalDate.parse(Integer.toString(last), DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static AdifReader open(Path file) throws IOException {
        return AdifReader.of(LogFormat.openAdi(file), ReadRules.DEFAULT, problem -> {});
    }

    private static int entity(AdifRecord qso, int day) {
        String dxcc = qso.normal("DXCC").filter(d -> d.matches("\\d{1,3}")).orElse("0");
        return CallsignResolver.builtIn()
                .resolve(qso.normal("CALL").orElse(""), day, Integer.parseInt(dxcc))
                .entity();
    }

    private static Map<String, Long> mostFirst(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    private static int number(LocalDate day) {
        return day.getYear() * 10000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }
}
