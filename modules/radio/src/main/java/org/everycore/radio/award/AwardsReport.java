package org.everycore.radio.award;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;

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
        standing.counts.resolved.forEach(resolved::put);
        rejected(node.putArray("rejected_records"));
        ObjectNode awards = node.putObject("awards");
        for (int i = 0; i < totals.length; i++) {
            award(awards.putObject(program.definitions().get(i).name()), i);
        }
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
        ArrayNode sources = node.putArray("confirmed_by");
        (program.confirm().isEmpty() ? definition.confirm() : program.confirm()).forEach(s -> sources.add(s.key()));
        node.put("worked", totals[i].worked());
        node.put("confirmed", totals[i].confirmed());
        goals(node, definition.goals(), totals[i].confirmed());
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
            keys(node.putObject("keys"), definition, tally);
        }
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
        int[] open = new int[Bands.COUNT];
        for (String member : definition.members()) {
            Integer key = numbers.get(member);
            long worked = key == null ? 0 : worked(tally, key);
            if (worked == 0) {
                missing.add(member);
            } else if (confirmed(tally, key) == 0) {
                unconfirmed.add(member);
            }
            for (int band = 0; band < Bands.COUNT; band++) {
                open[band] += (worked >>> band & 1) == 0 ? 1 : 0;
            }
        }
        ObjectNode slots = node.putObject("missing_by_band");
        for (int band = 0; band < Bands.COUNT; band++) {
            if (totals[program.definitions().indexOf(definition)].workedOn(band) > 0) {
                slots.put(Bands.name(band), open[band]);
            }
        }
    }

    private static void keys(ObjectNode node, AwardDefinition definition, Tally tally) {
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
        });
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
