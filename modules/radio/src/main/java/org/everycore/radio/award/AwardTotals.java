package org.everycore.radio.award;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;

/** The numbers of keys worked and confirmed in every cell of one award, counted from its tally. */
final class AwardTotals {
    private final AwardDefinition definition;
    private final int[] all = new int[2];
    private final int[] towardsGoals = new int[2];
    private final int[][] towardsGoalsInGroup = new int[EmissionGroup.COUNT][2];
    private final int[][] byGroup = new int[EmissionGroup.COUNT][2];
    private final int[][] byBand = new int[Bands.COUNT][2];
    private final int[][][] bySlot = new int[Bands.COUNT][EmissionGroup.COUNT][2];

    AwardTotals(AwardDefinition definition, Tally tally) {
        this.definition = definition;
        for (int key = 0; key < tally.size(); key++) {
            for (int what = 0; what < 2; what++) {
                long bands = 0;
                for (int group = 0; group < EmissionGroup.COUNT; group++) {
                    long mask = what == 0 ? tally.worked(key, group) : tally.confirmed(key, group);
                    byGroup[group][what] += mask != 0 ? 1 : 0;
                    towardsGoalsInGroup[group][what] += (mask & ~definition.statistic()) != 0 ? 1 : 0;
                    for (long left = mask; left != 0; left &= left - 1) {
                        bySlot[Long.numberOfTrailingZeros(left)][group][what]++;
                    }
                    bands |= mask;
                }
                all[what] += bands != 0 ? 1 : 0;
                towardsGoals[what] += (bands & ~definition.statistic()) != 0 ? 1 : 0;
                for (long left = bands; left != 0; left &= left - 1) {
                    byBand[Long.numberOfTrailingZeros(left)][what]++;
                }
            }
        }
    }

    /**
     * What counts towards the award's goals: keys, or pairs of key and band; of an award given band by band the sum of its
     * bands. What is a statistic only is left out.
     */
    int worked() {
        return count(0);
    }

    int confirmed() {
        return count(1);
    }

    int workedOn(int band) {
        return byBand[band][0];
    }

    int confirmedOn(int band) {
        return byBand[band][1];
    }

    private int slots(int what) {
        int sum = 0;
        for (int[] cell : byBand) {
            sum += cell[what];
        }
        return sum;
    }

    private int count(int what) {
        if (!definition.listed().isEmpty()) {
            return definition.listed().stream()
                    .mapToInt(band -> byBand[band][what])
                    .sum();
        }
        if (!definition.slots()) {
            return towardsGoals[what];
        }
        int sum = 0;
        for (int band = 0; band < Bands.COUNT; band++) {
            sum += (definition.statistic() >>> band & 1) == 0 ? byBand[band][what] : 0;
        }
        return sum;
    }

    /** Keys worked and confirmed that count towards goals in a group alone. */
    int[] inGroup(int group) {
        return towardsGoalsInGroup[group];
    }

    Map<String, Integer> workedByBand() {
        Map<String, Integer> sorted = new TreeMap<>();
        for (int band = 0; band < Bands.COUNT; band++) {
            if (byBand[band][0] > 0) {
                sorted.put(Bands.name(band), byBand[band][0]);
            }
        }
        return sorted;
    }

    /** Cells with nothing worked are left out; names are sorted, but listed bands stand in the definition's order. */
    void write(ObjectNode node) {
        if (definition.slots()) {
            cell(node, new int[] {slots(0), slots(1)});
        } else if (!definition.listed().isEmpty()) {
            for (int band : definition.listed()) {
                if (byBand[band][0] > 0) {
                    cell(node.putObject(Bands.name(band)), byBand[band]);
                }
            }
        } else {
            cell(node.putObject("all"), all);
            writeCells(node);
        }
    }

    private void writeCells(ObjectNode node) {
        Map<String, int[]> groups = new TreeMap<>();
        Map<String, int[]> bands = new TreeMap<>();
        Map<String, int[]> slots = new TreeMap<>();
        for (int group = 0; group < EmissionGroup.COUNT; group++) {
            groups.put(EmissionGroup.of(group).name(), byGroup[group]);
            for (int band = 0; band < Bands.COUNT; band++) {
                bands.put(Bands.name(band), byBand[band]);
                slots.put(Bands.name(band) + "|" + EmissionGroup.of(group).name(), bySlot[band][group]);
            }
        }
        write(node.putObject("by_group"), groups);
        write(node.putObject("by_band"), bands);
        write(node.putObject("by_band_group"), slots);
    }

    private static void write(ObjectNode node, Map<String, int[]> cells) {
        cells.forEach((name, cell) -> {
            if (cell[0] > 0) {
                cell(node.putObject(name), cell);
            }
        });
    }

    private static void cell(ObjectNode node, int[] cell) {
        node.put("worked", cell[0]);
        node.put("confirmed", cell[1]);
    }
}
