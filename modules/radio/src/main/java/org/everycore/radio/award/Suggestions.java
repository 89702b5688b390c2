package org.everycore.radio.award;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;

/**
 * What to do next, from a standing: goals reached, goals that nine tenths are done for, bands strong in grids, and where new or confirmed slots
 * are nearest.
 */
final class Suggestions {
    private static final int STRONG_GRIDS = 50;
    private static final int MOST_ENTITIES = 5;
    private static final int MOST_BANDS = 3;

    private final List<AwardDefinition> definitions;
    private final Tally[] tallies;
    private final AwardTotals[] totals;

    Suggestions(List<AwardDefinition> definitions, Tally[] tallies, AwardTotals[] totals) {
        this.definitions = definitions;
        this.tallies = tallies;
        this.totals = totals;
    }

    void write(ArrayNode list) {
        for (int i = 0; i < totals.length; i++) {
            AwardDefinition definition = definitions.get(i);
            goals(list, definition, "", totals[i].confirmed(), definition.goals());
            for (int band : definition.listed()) {
                Integer goal = definition.bandGoals().get(band);
                if (goal != null) {
                    goals(list, definition, Bands.name(band), totals[i].confirmedOn(band), List.of(goal));
                }
            }
        }
        for (int i = 0; i < totals.length; i++) {
            if (definitions.get(i).countsEverySquare()) {
                strongBands(list, totals[i]);
                break;
            }
        }
        for (int i = 0; i < totals.length; i++) {
            if (definitions.get(i).slots()) {
                slots(list, definitions.get(i), tallies[i]);
            }
        }
    }

    private static void goals(
            ArrayNode list, AwardDefinition definition, String band, int confirmed, List<Integer> goals) {
        int reached = 0;
        for (int goal : goals) {
            if (confirmed >= goal) {
                reached = goal;
                continue;
            }
            if (confirmed >= goal * 9 / 10) {
                int need = goal - confirmed;
                goal(list, "close", definition, band, confirmed, goal, need, "need " + need + " more");
            }
            break;
        }
        if (reached > 0) {
            goal(
                    list,
                    "achieved",
                    definition,
                    band,
                    confirmed,
                    reached,
                    0,
                    "achieved with " + confirmed + " confirmed");
        }
    }

    private static void goal(
            ArrayNode list,
            String kind,
            AwardDefinition definition,
            String band,
            int count,
            int goal,
            int need,
            String what) {
        String place = band.isEmpty() ? "" : " on " + band;
        ObjectNode node = list.addObject();
        node.put("kind", kind);
        node.put("award", definition.name());
        if (!band.isEmpty()) {
            node.put("band", band);
        }
        node.put("count", count);
        node.put("goal", goal);
        node.put("need", need);
        node.put("text", definition.name() + " " + goal + place + ": " + what);
    }

    private static void strongBands(ArrayNode list, AwardTotals squares) {
        squares.workedByBand().forEach((band, n) -> {
            if (n >= STRONG_GRIDS && !band.isEmpty()) {
                ObjectNode node = list.addObject();
                node.put("kind", "strong_band");
                node.put("band", band);
                node.put("count", n);
                node.put("text", band + " is strong: " + n + " grid squares");
            }
        });
    }

    /** Where slots are nearest: keys with slots worked but not confirmed, bands that lack keys worked elsewhere. */
    private static void slots(ArrayNode list, AwardDefinition definition, Tally tally) {
        record Open(String key, int slots) {}
        List<Open> open = new ArrayList<>();
        int[] missing = new int[Bands.COUNT];
        for (int key = 0; key < tally.size(); key++) {
            long worked = 0;
            long confirmed = 0;
            for (int group = 0; group < EmissionGroup.COUNT; group++) {
                worked |= tally.worked(key, group);
                confirmed |= tally.confirmed(key, group);
            }
            int waiting = Long.bitCount(worked & ~confirmed);
            if (waiting > 0) {
                open.add(new Open(tally.key(key), waiting));
            }
            for (long left = definition.bands() & ~worked; worked != 0 && left != 0; left &= left - 1) {
                missing[Long.numberOfTrailingZeros(left)]++;
            }
        }
        open.sort(Comparator.comparingInt(Open::slots).reversed().thenComparing(Open::key));
        for (Open one : open.subList(0, Math.min(MOST_ENTITIES, open.size()))) {
            ObjectNode node = list.addObject();
            node.put("kind", "confirm_slots");
            node.put("award", definition.name());
            node.put("key", one.key());
            node.put("count", one.slots());
            node.put(
                    "text",
                    definition.name() + ": " + named(definition, one.key()) + " has " + one.slots()
                            + (one.slots() == 1 ? " slot" : " slots") + " worked but not confirmed");
        }
        bands(list, definition, missing);
        new BestSlots(definition, tally).write(list);
    }

    private static void bands(ArrayNode list, AwardDefinition definition, int[] missing) {
        List<Integer> order = new ArrayList<>();
        for (int band = 0; band < missing.length; band++) {
            if (missing[band] > 0) {
                order.add(band);
            }
        }
        order.sort(Comparator.comparingInt((Integer band) -> -missing[band]).thenComparing(band -> band));
        for (int band : order.subList(0, Math.min(MOST_BANDS, order.size()))) {
            ObjectNode node = list.addObject();
            node.put("kind", "open_band");
            node.put("award", definition.name());
            node.put("band", Bands.name(band));
            node.put("count", missing[band]);
            node.put(
                    "text",
                    definition.name() + ": " + missing[band] + " worked on other bands are missing on "
                            + Bands.name(band));
        }
    }

    private static String named(AwardDefinition definition, String key) {
        return KeyNames.of(definition, key).map(name -> name + " (" + key + ")").orElse(key);
    }
}
