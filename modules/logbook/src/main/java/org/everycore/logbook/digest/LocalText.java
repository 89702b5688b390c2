package org.everycore.logbook.digest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says the facts of a digest in plain sentences; the same facts always give the same text. */
final class LocalText {
    private static final int MOST_LISTED = 15;

    private LocalText() {}

    static String of(DigestFacts facts) {
        var text = new StringBuilder();
        text.append(facts.name())
                .append(": ")
                .append(facts.qsos())
                .append(" QSOs in all, ")
                .append(facts.recent())
                .append(" from ")
                .append(day(facts.from()))
                .append(" to ")
                .append(day(facts.to()))
                .append(".\n");
        if (facts.recent() > 0) {
            text.append("Bands: ").append(counts(facts.byBand())).append(".\n");
            text.append("Modes: ").append(counts(facts.byMode())).append(".\n");
            text.append("Latest: ").append(list(facts.calls())).append(".\n");
        }
        if (!facts.newEntities().isEmpty()) {
            text.append("New entities (")
                    .append(facts.newEntities().size())
                    .append("): ")
                    .append(list(facts.newEntities()))
                    .append(".\n");
        }
        for (Goal goal : facts.goals()) {
            text.append(line(goal)).append('\n');
        }
        for (String hint : facts.hints()) {
            text.append("- ").append(hint).append('\n');
        }
        return text.toString();
    }

    private static String line(Goal goal) {
        String state = goal.reached()
                ? "reached"
                : goal.close() ? "close, " + goal.missing() + " more to go" : goal.missing() + " more to go";
        return goal.award() + ": " + goal.confirmed() + " of " + goal.wanted() + " confirmed, " + goal.worked()
                + " worked: " + state + ".";
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(e -> (e.getKey().isEmpty() ? "unknown" : e.getKey()) + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String list(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size())));
        return names.size() > MOST_LISTED ? shown + " and " + (names.size() - MOST_LISTED) + " more" : shown;
    }

    private static String day(int day) {
        return day / 10000 + "-" + two(day / 100 % 100) + "-" + two(day % 100);
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
