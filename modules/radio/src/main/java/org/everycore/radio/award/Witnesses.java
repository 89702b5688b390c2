package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;

/**
 * Who confirmed the keys of awards: for each key and slot the earliest QSO that did, and how many did. Minima and sums, so that any cut of a log
 * gives the same.
 */
final class Witnesses {
    /** Slots there are: a band key in an emission group each. */
    static final int SLOTS = Bands.COUNT * EmissionGroup.COUNT;

    private final List<Map<String, Key>> awards = new ArrayList<>();

    /** What is known of one key: how many QSOs confirmed it, and the first of each slot. */
    static final class Key {
        private long qsos;
        private final Map<Integer, Witness> slots = new TreeMap<>();

        long qsos() {
            return qsos;
        }

        Map<Integer, Witness> slots() {
            return slots;
        }

        /** The slot of the first QSO, one on the bands of a statistic only where no other confirmed the key. */
        int first(long statistic) {
            boolean counts = slots.keySet().stream().anyMatch(slot -> (statistic >>> band(slot) & 1) == 0);
            return slots.entrySet().stream()
                    .filter(slot -> !counts || (statistic >>> band(slot.getKey()) & 1) == 0)
                    .min(Map.Entry.<Integer, Witness>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey();
        }

        void addQsos(long more) {
            qsos += more;
        }

        void add(int slot, Witness witness) {
            slots.merge(slot, witness, Witness::or);
        }
    }

    Witnesses(int awards) {
        for (int i = 0; i < awards; i++) {
            this.awards.add(new TreeMap<>());
        }
    }

    static int slot(int band, int group) {
        return band * EmissionGroup.COUNT + group;
    }

    static int band(int slot) {
        return slot / EmissionGroup.COUNT;
    }

    static int group(int slot) {
        return slot % EmissionGroup.COUNT;
    }

    /** The keys of the award with that number, by name. */
    Map<String, Key> of(int award) {
        return awards.get(award);
    }

    /** A key of an award, new if it was not known. */
    Key key(int award, String name) {
        return awards.get(award).computeIfAbsent(name, any -> new Key());
    }

    void add(Witnesses other) {
        for (int i = 0; i < awards.size(); i++) {
            for (Map.Entry<String, Key> entry : other.awards.get(i).entrySet()) {
                Key mine = key(i, entry.getKey());
                mine.addQsos(entry.getValue().qsos());
                entry.getValue().slots().forEach(mine::add);
            }
        }
    }
}
