package org.everycore.radio.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.everycore.jobs.Json;
import org.junit.jupiter.api.Test;

/** The first and last days of entities against an independent list of the ARRL's dates. */
class EntityDaysTest {
    /**
     * Entities that no callsign's beginning told: theirs were those of another entity, or one prefix stood for several of
     * them at a time.
     */
    private static final Set<Integer> NOT_TOLD_BY_PREFIX = Set.of(2, 19, 42, 93, 113, 196, 267, 271, 512);
    /** Callsigns of those that the list gives a prefix that needs more behind it. */
    private static final Map<Integer, String> CALLS = Map.ofEntries(
            Map.entry(23, "1B1AA"),
            Map.entry(44, "VQ9DA"),
            Map.entry(55, "VQ9FA"),
            Map.entry(134, "KH5KAA"),
            Map.entry(151, "R1MVA"),
            Map.entry(198, "P29AA"),
            Map.entry(228, "KS4BA"),
            Map.entry(255, "PJ7AA"),
            Map.entry(508, "FO5AB/A"),
            Map.entry(509, "FO5AB/M"),
            Map.entry(513, "VP6DA"),
            Map.entry(515, "KH8SA"));

    private final CallsignResolver resolver = CallsignResolver.builtIn();

    @Test
    void everyEntityWithDaysBeginsAndEndsOnThem() throws IOException {
        JsonNode list = Json.mapper()
                .readTree(ReferenceFiles.find("radio/others/dxcc-prefixes.json").toFile());
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (JsonNode entity : list.get("dxcc")) {
            int code = entity.get("entityCode").asInt();
            String listed = entity.get("prefix")
                    .asText()
                    .split("[,_]")[0]
                    .replaceAll("-.*", "")
                    .replace("/", "0");
            if (listed.isEmpty() || NOT_TOLD_BY_PREFIX.contains(code)) {
                continue;
            }
            boolean isNumbered = listed.matches(".*[0-9].*") && listed.length() > 2;
            String call = CALLS.getOrDefault(code, listed + (isNumbered ? "AA" : "1AA"));
            if (entity.hasNonNull("validStart")
                    && !entity.get("validStart").asText().isEmpty()) {
                LocalDate first = LocalDate.parse(entity.get("validStart").asText());
                // The list has the day on which Singapore still counted for West Malaysia.
                first = code == 381 ? first.plusDays(1) : first;
                compared++;
                check(wrong, call, code, first, true);
                check(wrong, call, code, first.minusDays(1), false);
            }
            if (entity.hasNonNull("validEnd")
                    && !entity.get("validEnd").asText().isEmpty()) {
                LocalDate last = LocalDate.parse(entity.get("validEnd").asText());
                // Kingman Reef was deleted with the beginning of that day.
                last = code == 134 ? last.minusDays(1) : last;
                compared++;
                check(wrong, call, code, last, true);
                check(wrong, call, code, last.plusDays(1), false);
            }
        }
        assertThat(compared).isGreaterThan(90);
        assertThat(wrong).isEmpty();
    }

    private void check(List<String> wrong, String call, int code, LocalDate day, boolean expected) {
        int number = day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
        int found = resolver.resolve(call, number).entity();
        if ((found == code) != expected) {
            wrong.add(call + " on " + day + " is " + found + ", entity " + code
                    + (expected ? "" : " not yet or no more"));
        }
    }
}
