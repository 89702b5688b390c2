package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The keys that a QSO gives to awards, by the plain rules of their definitions. */
final class PlainKeys {
    private final List<AwardDefinition> definitions;
    private final List<Map<String, List<String>>> known = new ArrayList<>();

    PlainKeys(List<AwardDefinition> definitions) {
        this.definitions = definitions;
        definitions.forEach(any -> known.add(new HashMap<>()));
    }

    /**
     * The keys for the award of a number.
     *
     * @param field the text of a field, trimmed and in upper case, empty if there is none
     * @param date as the number YYYYMMDD
     */
    List<String> of(int award, UnaryOperator<String> field, int date, int band) {
        AwardDefinition definition = definitions.get(award);
        if ((definition.bands() >>> band & 1) == 0
                || date < definition.first()
                || date > definition.last()
                || !isMeant(definition, field)) {
            return List.of();
        }
        List<String> keys = keys(award, definition, field);
        if (definition.keyEntity().isEmpty() || keys.isEmpty()) {
            return keys;
        }
        int entity = entity(field.apply("DXCC"));
        return keys.stream().filter(key -> definition.countsIn(key, entity)).toList();
    }

    private static boolean isMeant(AwardDefinition definition, UnaryOperator<String> field) {
        return definition.where().entrySet().stream()
                        .allMatch(condition ->
                                AwardDefinition.meets(condition.getValue(), field.apply(condition.getKey())))
                && definition.except().entrySet().stream()
                        .noneMatch(condition ->
                                AwardDefinition.meets(condition.getValue(), field.apply(condition.getKey())));
    }

    private static int entity(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private List<String> keys(int award, AwardDefinition definition, UnaryOperator<String> field) {
        for (String name : definition.fields()) {
            AwardDefinition.Condition condition = definition.fieldWhere().get(name);
            String text = field.apply(name);
            boolean isMeant = condition == null
                    || AwardDefinition.meets(Set.of(condition.value()), field.apply(condition.field()));
            if (isMeant && !text.isEmpty()) {
                return known.get(award).computeIfAbsent(text, any -> definition.keys(any).stream()
                        .distinct()
                        .toList());
            }
        }
        return List.of();
    }
}
