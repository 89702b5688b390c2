package org.everycore.cli.awards;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.award.AwardDefinition;

/** An award's rule in sentences. */
final class AwardWords {
    private static final int MOST_LISTED = 30;

    private final AwardDefinition award;

    AwardWords(AwardDefinition award) {
        this.award = award;
    }

    /** What counts as one, such as "DXCC (number)". */
    String key() {
        return String.join(" or ", award.fields()) + " (" + award.form().key() + ")";
    }

    /** On which bands QSOs count, in few words. */
    String bands() {
        if (!award.listed().isEmpty()) {
            return "each of " + award.listed().size() + " apart";
        }
        List<String> names = names();
        return names.size() == Bands.COUNT
                ? "all"
                : names.size() > 3 ? names.size() + " bands" : String.join(" ", names);
    }

    String goals() {
        List<Integer> goals = award.goals();
        return goals.isEmpty()
                ? award.bandGoals().isEmpty() ? "" : "by band"
                : goals.size() == 1
                        ? String.valueOf(goals.get(0))
                        : goals.get(0) + " ... " + goals.get(goals.size() - 1);
    }

    List<String> sentences() {
        List<String> lines = new ArrayList<>();
        lines.add("What counts: " + taken() + ".");
        where(lines);
        which(lines);
        award.map().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(pair -> lines.add(pair.getKey() + " counts as " + pair.getValue() + "."));
        lines.add("Bands: " + bandSentence() + ".");
        if (award.statistic() != 0) {
            lines.add("As a statistic only, towards no goal: " + String.join(", ", names(award.statistic())) + ".");
        }
        lines.add(counted());
        lines.add(confirmed());
        lines.add("Goals: " + goalSentence());
        if (!award.byDefault()) {
            lines.add("Counted only when asked for: --award " + award.name() + ", or --award all.");
        }
        return lines;
    }

    private String confirmed() {
        if (award.needsNoQsl()) {
            return "Confirmed by: nothing, QSOs count without; --confirm asks for something.";
        }
        return "Confirmed by: "
                + String.join(
                        ", ",
                        award.confirm().stream()
                                .map(source -> source.key() + " (" + source.field() + " is Y or V)")
                                .toList())
                + "; --confirm chooses others.";
    }

    private String taken() {
        List<String> fields = award.fields().stream().map(this::withCondition).toList();
        String field = fields.size() == 1
                ? "the field " + fields.get(0)
                : "the first of the fields " + String.join(", ", fields) + " that is not blank";
        return switch (award.form()) {
            case TEXT -> field;
            case NUMBER -> field + " as a number" + range();
            case LIST -> "each item of the comma list in " + field + ", without what stands behind an @";
            case COUNTY -> "the county of the United States that " + field + " names";
            case PREFIX -> "the WPX prefix of " + field;
            case GRID2 -> "the grid field, two letters, of " + field;
            case GRID4 -> "the grid square, four characters, of " + field;
            case GRID6 -> "the grid subsquare, six characters, of " + field;
        };
    }

    private String withCondition(String field) {
        AwardDefinition.Condition condition = award.fieldWhere().get(field);
        return condition == null ? field : field + " (where " + condition.field() + " is " + condition.value() + ")";
    }

    private String range() {
        return award.most() == Long.MAX_VALUE
                ? award.least() == 0 ? "" : " from " + award.least()
                : " from " + award.least() + " to " + award.most();
    }

    private void where(List<String> lines) {
        new TreeMap<>(award.where())
                .forEach((field, values) -> lines.add(
                        "Only QSOs whose " + field + " is " + String.join(" or ", new TreeSet<>(values)) + "."));
        new TreeMap<>(award.except())
                .forEach((field, values) -> lines.add(
                        "No QSOs whose " + field + " is " + String.join(" or ", new TreeSet<>(values)) + "."));
        if (award.first() > 0) {
            lines.add("Only QSOs from " + day(award.first()) + " on.");
        }
        if (award.last() < 9999_00_00) {
            lines.add("Only QSOs until " + day(award.last()) + ".");
        }
        new TreeMap<>(award.keyEntity())
                .forEach((key, entity) -> lines.add(key + " counts in DXCC entity " + entity + " alone."));
        if (!award.rename().isEmpty()) {
            lines.add("Renamed before they are counted: "
                    + listed(new TreeMap<>(award.rename())
                            .entrySet().stream()
                                    .map(pair -> pair.getKey() + "- is " + pair.getValue() + "-")
                                    .toList())
                    + ".");
        }
    }

    private static String day(int day) {
        return String.format(Locale.ROOT, "%04d-%02d-%02d", day / 10_000, day / 100 % 100, day % 100);
    }

    private void which(List<String> lines) {
        if (!award.only().isEmpty()) {
            lines.add("Which count: a list of " + award.only().size() + ".");
        }
        if (!award.not().isEmpty()) {
            lines.add("Which do not count: " + listed(new ArrayList<>(new TreeSet<>(award.not()))) + ".");
        }
        award.pattern().ifPresent(pattern -> lines.add("Which count: those that match " + pattern + " in whole."));
    }

    private String bandSentence() {
        if (!award.listed().isEmpty()) {
            return "each apart: "
                    + String.join(", ", award.listed().stream().map(Bands::name).toList());
        }
        return names().size() == Bands.COUNT
                ? "all, and satellites as a band of their own"
                : String.join(", ", names());
    }

    private List<String> names() {
        return names(award.bands());
    }

    private static List<String> names(long bands) {
        List<String> names = new ArrayList<>();
        for (int band = 0; band < Bands.COUNT; band++) {
            if ((bands >>> band & 1) != 0) {
                names.add(Bands.name(band));
            }
        }
        return names;
    }

    private String counted() {
        return award.slots()
                ? "Each pair of a key and a band counts once."
                : award.listed().isEmpty()
                        ? "Each key counts once, on whichever band."
                        : "Each key counts once a band.";
    }

    private String goalSentence() {
        if (!award.bandGoals().isEmpty()) {
            List<String> goals = new ArrayList<>();
            for (int band : award.listed()) {
                if (award.bandGoals().containsKey(band)) {
                    goals.add(award.bandGoals().get(band) + " on " + Bands.name(band));
                }
            }
            return String.join(", ", goals) + ".";
        }
        if (award.goals().isEmpty()) {
            return "none; what is worked and confirmed is counted.";
        }
        List<String> rest = award.goals().subList(1, award.goals().size()).stream()
                .map(String::valueOf)
                .toList();
        return award.goals().get(0) + " confirmed"
                + (rest.isEmpty() ? "." : ", then endorsements at " + String.join(", ", rest) + ".");
    }

    private static String listed(List<String> items) {
        return items.size() <= MOST_LISTED
                ? String.join(", ", items)
                : String.join(", ", items.subList(0, MOST_LISTED)) + " and " + (items.size() - MOST_LISTED) + " more";
    }
}
