package org.everycore.radio.award;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.entity.Basis;

/**
 * The part of an awards document for people: goals and steps, what is missing, how entities were found, which records were rejected and, on
 * request, every key with its bands.
 */
final class AwardsReport {
    private static final int MOST_REJECTED = 100;

    private final AwardProgram program;
    private final Standing standing;
    private final AwardTotals[] totals;
    private final boolean details;

    AwardsReport(AwardProgram program, Standing standing, AwardTotals[] totals, boolean details) {
        this.program = program;
        this.standing = standing;
        this.totals = totals;
        this.details = details;
    }

    void write(ObjectNode node) {
        node.put("records", standing.counts.records);
        node.put("not_selected", standing.counts.filtered);
        ObjectNode resolved = node.putObject("resolved");
        resolved(resolved, standing.counts.resolved);
        ObjectNode filled = node.putObject("filled");
        for (int i = 0; i < PlaceFiller.FIELDS.size(); i++) {
            if (standing.counts.filled[i] > 0) {
                filled.put(PlaceFiller.FIELDS.get(i), standing.counts.filled[i]);
            }
        }
        node.put("entities", standing.counts.uniqueEntities());
        rejected(node.putArray("rejected_records"));
        ObjectNode awards = node.putObject("awards");
        for (int i = 0; i < totals.length; i++) {
            award(awards.putObject(program.definitions().get(i).name()), i);
        }
    }

    /** How many entities were found how; those without one together. */
    private static void resolved(ObjectNode node, long[] counts) {
        Map<String, Long> sorted = new TreeMap<>();
        for (Basis basis : Basis.values()) {
            long n = counts[basis.index()];
            if (n > 0) {
                boolean none = basis == Basis.UNKNOWN || basis == Basis.MOBILE || basis == Basis.INVALID;
                sorted.merge(none ? "none" : basis.name().toLowerCase(Locale.ROOT), n, Long::sum);
            }
        }
        sorted.forEach(node::put);
    }

    private void rejected(ArrayNode list) {
        for (Standing.LogRejection one : standing.rejections()) {
            if (list.size() == MOST_REJECTED) {
                return;
            }
            ObjectNode node = list.addObject();
            node.put("log", one.log());
            node.put("record", one.rejection().record());
            node.put("line", one.rejection().linesBefore() + 1);
            node.put("offset", one.rejection().offset());
            node.put("field", one.rejection().field());
            node.put("reason", one.rejection().reason().key());
        }
    }

    private void award(ObjectNode node, int i) {
        AwardDefinition definition = program.definitions().get(i);
        node.put("title", definition.title());
        ArrayNode fields = node.putArray("fields");
        definition.fields().forEach(fields::add);
        ArrayNode sources = node.putArray("confirmed_by");
        (program.confirm().isEmpty() ? definition.confirm() : program.confirm()).forEach(s -> sources.add(s.key()));
        node.put("worked", totals[i].worked());
        node.put("confirmed", totals[i].confirmed());
        goals(node, definition.goals(), totals[i].confirmed());
        statistic(node, definition, totals[i]);
        steps(node, definition, totals[i]);
        if (!definition.listed().isEmpty()) {
            ArrayNode listed = node.putArray("listed");
            definition.listed().forEach(band -> listed.add(Bands.name(band)));
        }
        if (!definition.bandGoals().isEmpty()) {
            ObjectNode bands = node.putObject("bands");
            for (int band : definition.listed()) {
                Integer goal = definition.bandGoals().get(band);
                if (goal != null && totals[i].workedOn(band) > 0) {
                    ObjectNode cell = bands.putObject(Bands.name(band));
                    cell.put("worked", totals[i].workedOn(band));
                    cell.put("confirmed", totals[i].confirmedOn(band));
                    goals(cell, List.of(goal), totals[i].confirmedOn(band));
                }
            }
        }
        Tally tally = standing.tallies[i];
        if (!definition.members().isEmpty()) {
            missing(node, definition, tally);
        }
        if (details) {
            keys(node.putObject("keys"), definition, i);
        }
    }

    /** What is counted on bands that help to no goal. */
    private static void statistic(ObjectNode node, AwardDefinition definition, AwardTotals totals) {
        for (int band = 0; band < Bands.COUNT; band++) {
            if ((definition.statistic() >>> band & 1) != 0 && totals.workedOn(band) > 0) {
                ObjectNode cell = node.withObject("statistic").putObject(Bands.name(band));
                cell.put("worked", totals.workedOn(band));
                cell.put("confirmed", totals.confirmedOn(band));
            }
        }
    }

    /** The same goals on one band alone and in one group alone: what endorsements are given for. */
    private static void steps(ObjectNode node, AwardDefinition definition, AwardTotals totals) {
        if (definition.goals().isEmpty()
                || definition.slots()
                || !definition.listed().isEmpty()) {
            return;
        }
        ObjectNode bands = node.putObject("by_band");
        for (int band = 0; band < Bands.COUNT; band++) {
            boolean counts = band != Bands.NONE && (definition.statistic() >>> band & 1) == 0;
            if (counts && totals.workedOn(band) > 0) {
                step(bands.putObject(Bands.name(band)), definition, totals.workedOn(band), totals.confirmedOn(band));
            }
        }
        ObjectNode groups = node.putObject("by_group");
        for (int group = 0; group < EmissionGroup.COUNT; group++) {
            int[] cell = totals.inGroup(group);
            if (group != EmissionGroup.NONE.index() && cell[0] > 0) {
                step(groups.putObject(EmissionGroup.of(group).name()), definition, cell[0], cell[1]);
            }
        }
    }

    private static void step(ObjectNode node, AwardDefinition definition, int worked, int confirmed) {
        node.put("worked", worked);
        node.put("confirmed", confirmed);
        goals(node, definition.goals(), confirmed);
    }

    /** The goal reached last and the one that comes next. */
    private static void goals(ObjectNode node, List<Integer> goals, int confirmed) {
        if (goals.isEmpty()) {
            return;
        }
        Optional<Integer> next = goals.stream().filter(goal -> goal > confirmed).findFirst();
        goals.stream()
                .filter(goal -> goal <= confirmed)
                .reduce((a, b) -> b)
                .ifPresent(goal -> node.put("achieved", goal));
        next.ifPresent(goal -> {
            node.put("next", goal);
            node.put("need", goal - confirmed);
        });
    }

    private void missing(ObjectNode node, AwardDefinition definition, Tally tally) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int key = 0; key < tally.size(); key++) {
            numbers.put(tally.key(key), key);
        }
        ArrayNode missing = node.putArray("missing");
        ArrayNode unconfirmed = node.putArray("unconfirmed");
        List<List<String>> openKeys = new ArrayList<>();
        for (int band = 0; band < Bands.COUNT; band++) {
            openKeys.add(new ArrayList<>());
        }
        for (String member : definition.members()) {
            Integer key = numbers.get(member);
            long worked = key == null ? 0 : worked(tally, key);
            if ((worked & ~definition.statistic()) == 0) {
                missing.add(member);
            } else if ((confirmed(tally, key) & ~definition.statistic()) == 0) {
                unconfirmed.add(member);
            }
            for (int band = 0; band < Bands.COUNT; band++) {
                if ((worked >>> band & 1) == 0) {
                    openKeys.get(band).add(member);
                }
            }
        }
        if (details) {
            ObjectNode names = node.putObject("names");
            missing.forEach(key -> KeyNames.of(definition, key.asText()).ifPresent(n -> names.put(key.asText(), n)));
            unconfirmed.forEach(
                    key -> KeyNames.of(definition, key.asText()).ifPresent(n -> names.put(key.asText(), n)));
        }
        ObjectNode slots = node.putObject("missing_by_band");
        for (int band = 0; band < Bands.COUNT; band++) {
            if (totals[program.definitions().indexOf(definition)].workedOn(band) > 0) {
                slots.put(Bands.name(band), openKeys.get(band).size());
                if (details) {
                    ArrayNode keys = node.withObject("missing_slots").putArray(Bands.name(band));
                    openKeys.get(band).forEach(keys::add);
                }
            }
        }
    }

    private void keys(ObjectNode node, AwardDefinition definition, int i) {
        Tally tally = standing.tallies[i];
        Map<String, Witnesses.Key> witnesses = program.witnesses(definition)
                ? standing.witnesses().map(all -> all.of(i)).orElse(Map.of())
                : Map.of();
        Map<String, Integer> sorted = new TreeMap<>();
        for (int key = 0; key < tally.size(); key++) {
            if (worked(tally, key) != 0) {
                sorted.put(tally.key(key), key);
            }
        }
        sorted.forEach((name, key) -> {
            ObjectNode one = node.putObject(name);
            KeyNames.of(definition, name).ifPresent(known -> one.put("name", known));
            ObjectNode cells = one.putObject("slots");
            for (int band = 0; band < Bands.COUNT; band++) {
                for (int group = 0; group < EmissionGroup.COUNT; group++) {
                    if ((tally.worked(key, group) >>> band & 1) != 0) {
                        boolean confirmed = (tally.confirmed(key, group) >>> band & 1) != 0;
                        cells.put(
                                Bands.name(band) + "|" + EmissionGroup.of(group).name(), confirmed ? "C" : "W");
                    }
                }
            }
            if (witnesses.containsKey(name)) {
                witnesses(one.putObject("confirmed_by"), witnesses.get(name), definition.statistic());
            }
        });
    }

    private static void witnesses(ObjectNode node, Witnesses.Key key, long statistic) {
        int first = key.first(statistic);
        node.put("qsos", key.qsos());
        witness(node.putObject("first"), first, key.slots().get(first));
        ObjectNode slots = node.putObject("slots");
        key.slots().forEach((slot, witness) -> witness(slots.putObject(slotName(slot)), slot, witness));
    }

    private static void witness(ObjectNode node, int slot, Witness witness) {
        node.put("call", witness.call());
        node.put("date", String.valueOf(witness.date()));
        node.put("time", witness.time());
        node.put("band", Bands.name(Witnesses.band(slot)));
        node.put("group", EmissionGroup.of(Witnesses.group(slot)).name());
        ArrayNode sources = node.putArray("by");
        Source.ofBits(witness.sources()).forEach(source -> sources.add(source.key()));
    }

    private static String slotName(int slot) {
        return Bands.name(Witnesses.band(slot)) + "|"
                + EmissionGroup.of(Witnesses.group(slot)).name();
    }

    private static long worked(Tally tally, int key) {
        long bands = 0;
        for (int group = 0; group < EmissionGroup.COUNT; group++) {
            bands |= tally.worked(key, group);
        }
        return bands;
    }

    private static long confirmed(Tally tally, int key) {
        long bands = 0;
        for (int group = 0; group < EmissionGroup.COUNT; group++) {
            bands |= tally.confirmed(key, group);
        }
        return bands;
    }
}
