package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds who confirmed the keys of the awards that a person asks about. It takes keys by the plain rules of the definitions, apart from the
 * tallies, which stay fast.
 */
final class WitnessFinder {
    private final AwardProgram program;
    private final List<Map<String, List<String>>> known = new ArrayList<>();
    private Witnesses witnesses;

    WitnessFinder(AwardProgram program) {
        this.program = program;
        program.definitions().forEach(any -> known.add(new HashMap<>()));
        witnesses = new Witnesses(known.size());
    }

    /**
     * Looks at a QSO that something confirmed.
     *
     * @param field the text of a field, trimmed and in upper case, empty if there is none
     * @param confirmedBy bits of the sources that say so
     */
    void see(UnaryOperator<String> field, String call, int date, int minute, int band, int group, int confirmedBy) {
        for (int i = 0; i < known.size(); i++) {
            AwardDefinition definition = program.definitions().get(i);
            int sources = confirmedBy & program.sources(definition);
            if (!program.witnesses(definition)
                    || sources == 0
                    || (definition.bands() >>> band & 1) == 0
                    || date < definition.first()
                    || date > definition.last()
                    || !isMeant(definition, field)) {
                continue;
            }
            for (String name : keys(i, definition, field)) {
                if (!definition.keyEntity().isEmpty() && !definition.countsIn(name, entity(field.apply("DXCC")))) {
                    continue;
                }
                Witnesses.Key key = witnesses.key(i, name);
                key.addQsos(1);
                key.add(Witnesses.slot(band, group), new Witness(date, minute, call, sources));
            }
        }
    }

    /** What was found since the last call. */
    Witnesses take() {
        Witnesses taken = witnesses;
        witnesses = new Witnesses(known.size());
        return taken;
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
