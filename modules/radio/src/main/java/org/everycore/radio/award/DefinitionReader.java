package org.everycore.radio.award;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.LongStream;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.RecordRules;

/**
 * Reads an award definition: one {@code key = value} a line, {@code #} begins a comment, a value may go on over lines that begin with a blank.
 * The keys are described in docs/radio.md.
 */
final class DefinitionReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "title",
            "field",
            "form",
            "entity",
            "first",
            "last",
            "rename",
            "map",
            "only",
            "not",
            "from",
            "to",
            "pattern",
            "members",
            "bands",
            "statistic",
            "listed",
            "count",
            "confirm",
            "goals",
            "default");
    private static final List<String> KEY_BEGINNINGS = List.of("where.", "except.", "goal.");
    private static final Pattern FIELD =
            Pattern.compile("(\\S+)\\s+where\\s+([^=\\s]+)\\s*=\\s*(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
    private static final int MOST_MEMBERS = 100_000;
    private static final int MOST_SHOWN = 60;

    private final String source;
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private DefinitionReader(String source) {
        this.source = source;
    }

    /**
     * @param source what messages call the text, such as its file
     * @throws IOException naming source, line and key of what is wrong
     */
    static AwardDefinition read(String text, String source) throws IOException {
        DefinitionReader reader = new DefinitionReader(source);
        reader.split(text);
        return reader.build();
    }

    private void split(String text) throws IOException {
        String key = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = COMMENT.matcher(line).replaceFirst("");
            if (content.isBlank()) {
                continue;
            }
            if (Character.isWhitespace(content.charAt(0)) && key != null) {
                entries.merge(key, content.strip(), (a, b) -> a + " " + b);
                continue;
            }
            int equals = content.indexOf('=');
            if (equals < 0) {
                throw new IOException(
                        source + ", line " + number + ": expected 'key = value', found '" + content.strip() + "'");
            }
            key = content.substring(0, equals).strip();
            boolean twice = entries.put(key, content.substring(equals + 1).strip()) != null;
            Integer before = lines.put(key, number);
            if (!KEYS.contains(key) && KEY_BEGINNINGS.stream().noneMatch(key::startsWith)) {
                throw wrong(
                        key,
                        "is not a known key; there are " + String.join(", ", new TreeSet<>(KEYS))
                                + ", where.FIELD, except.FIELD and goal.BAND");
            }
            if (twice) {
                throw wrong(key, "stands twice, in line " + before + " too");
            }
        }
    }

    private AwardDefinition build() throws IOException {
        try {
            KeyForm form = named("form", () -> KeyForm.named(entries.getOrDefault("form", "text")));
            Set<String> only = new LinkedHashSet<>(members("only"));
            long least = number("from", 0);
            long most = number("to", Long.MAX_VALUE);
            if (least > most) {
                throw wrong("from", "is above to = " + most);
            }
            if (form == KeyForm.PREFIX && !fieldNames().equals(List.of("CALL"))) {
                throw wrong("form", "goes with field = CALL only");
            }
            return new AwardDefinition(
                    name(),
                    entries.getOrDefault("title", required("name")),
                    fieldNames(),
                    fieldConditions(),
                    form,
                    conditions("where."),
                    conditions("except."),
                    keyEntity(),
                    day("first", AwardDefinition.FIRST_DAY),
                    day("last", AwardDefinition.LAST_DAY),
                    pairs("rename"),
                    pairs("map"),
                    only,
                    new LinkedHashSet<>(members("not")),
                    least,
                    most,
                    pattern(),
                    members(form, only, least, most),
                    entries.containsKey("bands") ? bandMask("bands") : AwardDefinition.ALL_BANDS,
                    bandMask("statistic"),
                    bands("listed"),
                    countsSlots(),
                    sources(),
                    rising(),
                    bandGoals(),
                    yes("default"));
        } catch (IllegalArgumentException e) {
            throw new IOException(source + ": " + e.getMessage(), e);
        }
    }

    /** What the text of a key names; a complaint is led by the key's place. */
    private <T> T named(String key, Supplier<T> read) throws IOException {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw wrong(key, e.getMessage());
        }
    }

    private String name() throws IOException {
        String name = required("name");
        if (!AwardDefinition.isName(name)) {
            throw wrong("name", "must be 1 to 40 letters, digits, _ and -");
        }
        return name;
    }

    private List<Source> sources() throws IOException {
        if (entries.containsKey("confirm") && list("confirm").isEmpty()) {
            throw wrong("confirm", "names no source; none means that QSOs count without");
        }
        if (list("confirm").equals(List.of("none"))) {
            return List.of();
        }
        return named(
                "confirm", () -> Source.of(entries.containsKey("confirm") ? list("confirm") : List.of("card", "lotw")));
    }

    private String required(String key) throws IOException {
        String value = entries.get(key);
        if (value == null || value.isEmpty()) {
            throw new IOException(source + ": '" + key + "' is missing");
        }
        return value;
    }

    private List<String> fieldNames() throws IOException {
        required("field");
        List<String> names = new ArrayList<>();
        for (String item : list("field")) {
            String name = item.split("\\s+")[0].toUpperCase(Locale.ROOT);
            if (!AdifField.isName(name)) {
                throw wrong("field", "'" + name + "' is not the name of an ADIF field");
            }
            names.add(name);
        }
        return names;
    }

    private Map<String, AwardDefinition.Condition> fieldConditions() throws IOException {
        Map<String, AwardDefinition.Condition> conditions = new LinkedHashMap<>();
        for (String item : list("field")) {
            if (item.contains(" ")) {
                Matcher parts = FIELD.matcher(item);
                if (!parts.matches() || !AdifField.isName(parts.group(2))) {
                    throw wrong("field", "expected FIELD or FIELD where OTHER=VALUE, found '" + item + "'");
                }
                conditions.put(
                        parts.group(1).toUpperCase(Locale.ROOT),
                        new AwardDefinition.Condition(
                                parts.group(2).toUpperCase(Locale.ROOT),
                                parts.group(3).toUpperCase(Locale.ROOT)));
            }
        }
        return conditions;
    }

    private Map<String, Set<String>> conditions(String beginning) throws IOException {
        Map<String, Set<String>> conditions = new LinkedHashMap<>();
        for (String key : entries.keySet()) {
            if (key.startsWith(beginning)) {
                String field = key.substring(beginning.length());
                if (!AdifField.isName(field)) {
                    throw wrong(key, "names no ADIF field");
                }
                if (upper(key).isEmpty()) {
                    throw wrong(key, "names no value" + (beginning.equals("where.") ? ", so no QSO could count" : ""));
                }
                conditions.put(field.toUpperCase(Locale.ROOT), Set.copyOf(upper(key)));
            }
        }
        return conditions;
    }

    private Map<String, String> pairs(String key) throws IOException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : upper(key)) {
            int colon = pair.indexOf(':');
            if (colon < 1) {
                throw wrong(key, "expected FROM:TO, found '" + pair + "'");
            }
            pairs.put(
                    pair.substring(0, colon).strip(), pair.substring(colon + 1).strip());
        }
        return pairs;
    }

    private Map<String, Integer> keyEntity() throws IOException {
        Map<String, Integer> entities = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs("entity").entrySet()) {
            if (!pair.getValue().matches("[0-9]{1,3}")) {
                throw wrong("entity", "expected KEY:DXCC, found '" + pair.getKey() + ":" + pair.getValue() + "'");
            }
            entities.put(pair.getKey(), Integer.parseInt(pair.getValue()));
        }
        return entities;
    }

    private int day(String key, int otherwise) throws IOException {
        String text = entries.get(key);
        if (text == null) {
            return otherwise;
        }
        String digits = text.replace("-", "");
        if (!RecordRules.isDate(digits)) {
            throw wrong(key, "must be a day such as 1945-11-15");
        }
        return Integer.parseInt(digits);
    }

    /** The keys that a list names; {@code @entities} and the like stand for lists that the product has. */
    private List<String> members(String key) throws IOException {
        List<String> members = new ArrayList<>();
        for (String item : upper(key)) {
            if (item.startsWith("@")) {
                members.addAll(named(key, () -> MemberLists.of(item.substring(1))));
            } else {
                members.add(item);
            }
        }
        return members;
    }

    private Optional<Pattern> pattern() throws IOException {
        try {
            return Optional.ofNullable(entries.get("pattern")).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw wrong("pattern", e.getDescription());
        }
    }

    private List<String> members(KeyForm form, Set<String> only, long least, long most) throws IOException {
        if (entries.containsKey("members")) {
            return members("members");
        }
        if (!only.isEmpty()) {
            return List.copyOf(only);
        }
        boolean range = form == KeyForm.NUMBER && entries.containsKey("from") && entries.containsKey("to");
        return range && most - least < MOST_MEMBERS && !entries.containsKey("not")
                ? LongStream.rangeClosed(least, most).mapToObj(Long::toString).toList()
                : List.of();
    }

    private boolean countsSlots() throws IOException {
        return switch (entries.getOrDefault("count", "keys")) {
            case "keys" -> false;
            case "slots" -> true;
            default -> throw wrong("count", "must be keys or slots");
        };
    }

    private boolean yes(String key) throws IOException {
        return switch (entries.getOrDefault(key, "yes")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw wrong(key, "must be yes or no");
        };
    }

    private long bandMask(String key) throws IOException {
        long mask = 0;
        for (int band : bands(key)) {
            mask |= 1L << band;
        }
        return mask;
    }

    private List<Integer> bands(String key) throws IOException {
        List<Integer> bands = new ArrayList<>();
        for (String name : list(key)) {
            bands.add(band(key, name));
        }
        return bands;
    }

    private int band(String key, String name) throws IOException {
        int band = Bands.ofKey(name);
        if (band < 0) {
            throw wrong(key, "'" + name + "' is not a band");
        }
        return band;
    }

    private List<Integer> rising() throws IOException {
        List<Integer> goals = new ArrayList<>();
        for (String goal : list("goals")) {
            int value = count("goals", goal);
            if (!goals.isEmpty() && value <= goals.get(goals.size() - 1)) {
                throw wrong("goals", "must rise");
            }
            goals.add(value);
        }
        return goals;
    }

    private Map<Integer, Integer> bandGoals() throws IOException {
        Map<Integer, Integer> goals = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            if (entry.getKey().startsWith("goal.")) {
                int goal = count(entry.getKey(), entry.getValue());
                goals.put(band(entry.getKey(), entry.getKey().substring("goal.".length())), goal);
            }
        }
        return goals;
    }

    private int count(String key, String text) throws IOException {
        try {
            int value = Integer.parseInt(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, "'" + text + "' is not a number");
        }
        throw wrong(key, "must be positive, not " + text);
    }

    private long number(String key, long otherwise) throws IOException {
        String text = entries.get(key);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong(key, "'" + text + "' is not a number");
        }
    }

    private List<String> list(String key) {
        List<String> items = new ArrayList<>();
        for (String item : entries.getOrDefault(key, "").split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private List<String> upper(String key) {
        return list(key).stream().map(item -> item.toUpperCase(Locale.ROOT)).toList();
    }

    private IOException wrong(String key, String what) {
        String value = entries.getOrDefault(key, "");
        String shown = value.length() <= MOST_SHOWN ? value : value.substring(0, MOST_SHOWN) + "...";
        String line = lines.containsKey(key) ? ", line " + lines.get(key) : "";
        return new IOException(source + line + ": " + key + " = " + shown + ": " + what);
    }
}
