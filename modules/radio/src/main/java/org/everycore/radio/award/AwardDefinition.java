package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.everycore.radio.adif.Bands;

/**
 * The rule of one award, as data: where its keys are found, which count, on which bands, confirmed by whom, and how many are wanted.
 *
 * @param name the award's name in reports, such as DXCC
 * @param title what people call it
 * @param fields the fields that hold the key, the first that is not blank serves
 * @param fieldWhere for fields that hold keys of several kinds, what another field must be for the award's
 * @param form how keys are taken from the field's text
 * @param where for each field named, the values of which the QSO must have one (numbers without leading zeros)
 * @param except for each field named, values with which a QSO does not count
 * @param keyEntity keys that count in one DXCC entity only, and that entity; other keys do not count in these entities
 * @param first the first day on which QSOs count, as the number YYYYMMDD
 * @param last the last day
 * @param rename what stands before a key's hyphen, and what it is called now
 * @param map keys that count as another key
 * @param only the keys that count; empty: all
 * @param not keys that do not count
 * @param least lowest number, for keys that are numbers
 * @param most highest number
 * @param pattern what a key must match in whole
 * @param members every key there is, to tell which are missing; empty if nobody knows
 * @param bands a bit for each band key on which QSOs count
 * @param statistic a bit for each band key on which QSOs are counted but do not help to reach a goal (as 60 m)
 * @param listed the bands shown, if the award is given band by band (as VUCC)
 * @param slots whether (key, band) pairs count rather than keys
 * @param confirm the sources that confirm; empty: a QSO needs no confirmation
 * @param goals how many are wanted: first the award itself, then its endorsements, rising
 * @param bandGoals goals by band key, for awards given band by band
 * @param byDefault whether it is counted when no award is asked for by name
 */
public record AwardDefinition(
        String name,
        String title,
        List<String> fields,
        Map<String, Condition> fieldWhere,
        KeyForm form,
        Map<String, Set<String>> where,
        Map<String, Set<String>> except,
        Map<String, Integer> keyEntity,
        int first,
        int last,
        Map<String, String> rename,
        Map<String, String> map,
        Set<String> only,
        Set<String> not,
        long least,
        long most,
        Optional<Pattern> pattern,
        List<String> members,
        long bands,
        long statistic,
        List<Integer> listed,
        boolean slots,
        List<Source> confirm,
        List<Integer> goals,
        Map<Integer, Integer> bandGoals,
        boolean byDefault) {
    static final int FIRST_DAY = 0;
    static final int LAST_DAY = 9999_12_31;
    public static final long ALL_BANDS = (1L << Bands.COUNT) - 1;

    public AwardDefinition {
        requireNonNull(pattern, "pattern is null");
        if (!isName(name)) {
            throw new IllegalArgumentException("name must be letters, digits, _ and -, not '" + name + "'");
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("field is missing");
        }
        if (form == KeyForm.PREFIX && !fields.equals(List.of("CALL"))) {
            throw new IllegalArgumentException("form = prefix goes with field = CALL only");
        }
        if (least > most) {
            throw new IllegalArgumentException("from is above to: " + least + " > " + most);
        }
        if (first > last) {
            throw new IllegalArgumentException("first is after last: " + first + " > " + last);
        }
        fields = List.copyOf(fields);
        fieldWhere = Map.copyOf(fieldWhere);
        where = Map.copyOf(where);
        except = Map.copyOf(except);
        keyEntity = Map.copyOf(keyEntity);
        rename = Map.copyOf(rename);
        map = Map.copyOf(map);
        only = Set.copyOf(only);
        not = Set.copyOf(not);
        members = List.copyOf(members);
        listed = List.copyOf(listed);
        confirm = List.copyOf(confirm);
        goals = List.copyOf(goals);
        bandGoals = Map.copyOf(bandGoals);
    }

    /** A field and the value that it must have. */
    public record Condition(String field, String value) {}

    /** Whether QSOs count without a confirmation. */
    public boolean needsNoQsl() {
        return confirm.isEmpty();
    }

    static boolean isName(String text) {
        return text.matches("[A-Za-z0-9_-]{1,40}");
    }

    /** Whether the keys are all four-character squares of all bands. */
    boolean countsEverySquare() {
        return form == KeyForm.GRID4 && where.isEmpty() && only.isEmpty() && not.isEmpty() && bands == ALL_BANDS;
    }

    /** The keys that count in a field's text, which is trimmed, in upper case and not empty. */
    public List<String> keys(String text) {
        return form.keys(text).stream()
                .map(this::renamed)
                .map(key -> map.getOrDefault(key, key))
                .filter(this::counts)
                .toList();
    }

    /** Whether a key counts in an entity. */
    boolean countsIn(String key, int entity) {
        Integer own = keyEntity.get(key);
        return own == null ? !keyEntity.containsValue(entity) : own == entity;
    }

    private String renamed(String key) {
        int hyphen = rename.isEmpty() ? -1 : key.indexOf('-');
        String now = hyphen < 0 ? null : rename.get(key.substring(0, hyphen));
        return now == null ? key : now + key.substring(hyphen);
    }

    private boolean counts(String key) {
        if ((!only.isEmpty() && !only.contains(key)) || not.contains(key)) {
            return false;
        }
        if (form == KeyForm.NUMBER) {
            long number = key.length() > 18 ? Long.MAX_VALUE : Long.parseLong(key);
            if (number < least || number > most) {
                return false;
            }
        }
        return pattern.isEmpty() || pattern.get().matcher(key).matches();
    }

    /** Whether a condition's value, trimmed and in upper case, is among those asked for; zeros before a number do not count. */
    static boolean meets(Set<String> wanted, String text) {
        int first = 0;
        while (first < text.length() - 1 && text.charAt(first) == '0') {
            first++;
        }
        return wanted.contains(text) || wanted.contains(text.substring(first));
    }
}
