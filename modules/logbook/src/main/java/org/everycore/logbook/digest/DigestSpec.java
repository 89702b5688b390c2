package org.everycore.logbook.digest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;

/**
 * The spec of a {@code radio.digest} job; all but the logs may be missing.
 *
 * @param logs a digest each
 * @param days length of the period, 30
 * @param until its last day, yyyymmdd or yyyy-mm-dd; missing: the last day of each log
 * @param goals how many of an award's keys somebody wants confirmed; missing: DXCC 100
 * @param author {@code local} (default) or {@code model}, which asks the model of the worker's settings ({@code everycore.ai})
 */
public record DigestSpec(
        List<InputRef> logs,
        @Limits(min = 1, max = 36600) Integer days,
        String until,
        Map<String, Integer> goals,
        String author) {
    public DigestSpec {
        if (logs == null || logs.isEmpty()) {
            throw new SpecException("logs", "names no log");
        }
        logs = List.copyOf(logs);
        days = days == null ? 30 : days;
        goals = new LinkedHashMap<>(goals == null || goals.isEmpty() ? Map.of("DXCC", 100) : goals);
        goals.forEach((award, count) -> {
            if (count == null || count < 1) {
                throw new SpecException("goals." + award, count, "must be at least 1");
            }
        });
        author = author == null ? Digest.LOCAL : author;
        if (!author.equals(Digest.LOCAL) && !author.equals("model")) {
            throw new SpecException("author", author, "must be local or model");
        }
        lastDay(until);
    }

    /** The last day, if one is named. */
    public Optional<LocalDate> lastDay() {
        return lastDay(until);
    }

    private static Optional<LocalDate> lastDay(String until) {
        if (until == null || until.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(until.strip().replace("-", ""), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            throw new SpecException("until", until, "is no day like 20200131");
        }
    }
}
