package org.everycore.radio.award;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;

/**
 * Which keys on which band bring the most, of an award that counts pairs of key and band: the bands with most slots that wait for a confirmation,
 * and on each first the keys that nothing confirms anywhere, for one card then brings a new key and a new slot.
 */
final class BestSlots {
    private static final int MOST_BANDS = 3;
    private static final int MOST_KEYS = 5;

    private final AwardDefinition definition;
    private final List<Band> bands = new ArrayList<>();

    /** A band and its keys that are worked but not confirmed. */
    private record Band(int band, List<String> fresh, List<String> known) {
        int slots() {
            return fresh.size() + known.size();
        }

        /** What all cards that are missing would bring: a key is worth as much as a slot. */
        int worth() {
            return slots() + fresh.size();
        }
    }

    BestSlots(AwardDefinition definition, Tally tally) {
        this.definition = definition;
        for (int band = 0; band < Bands.COUNT; band++) {
            bands.add(new Band(band, new ArrayList<>(), new ArrayList<>()));
        }
        for (int key = 0; key < tally.size(); key++) {
            long worked = 0;
            long confirmed = 0;
            for (int group = 0; group < EmissionGroup.COUNT; group++) {
                worked |= tally.worked(key, group);
                confirmed |= tally.confirmed(key, group);
            }
            for (long left = worked & ~confirmed; left != 0; left &= left - 1) {
                Band band = bands.get(Long.numberOfTrailingZeros(left));
                (confirmed == 0 ? band.fresh() : band.known()).add(tally.key(key));
            }
        }
        bands.removeIf(band -> band.slots() == 0);
        bands.sort(Comparator.comparingInt(Band::worth).reversed().thenComparing(Band::band));
    }

    void write(ArrayNode list) {
        for (Band band : bands.subList(0, Math.min(MOST_BANDS, bands.size()))) {
            List<String> keys = new ArrayList<>();
            band.fresh().stream().sorted(KeyNames.ORDER).forEach(keys::add);
            band.known().stream().sorted(KeyNames.ORDER).forEach(keys::add);
            List<String> named = keys.subList(0, Math.min(MOST_KEYS, keys.size()));
            ObjectNode node = list.addObject();
            node.put("kind", "best_band");
            node.put("award", definition.name());
            node.put("band", Bands.name(band.band()));
            node.put("count", band.slots());
            node.put("new_keys", band.fresh().size());
            ArrayNode listed = node.putArray("keys");
            named.forEach(listed::add);
            node.put("text", text(band, named));
        }
    }

    private String text(Band band, List<String> named) {
        List<String> names = named.stream()
                .map(key -> KeyNames.of(definition, key).orElse(key))
                .toList();
        int more = band.slots() - named.size();
        return definition.name() + ": cards for " + Bands.name(band.band()) + " would bring "
                + counted(band.slots(), "slot")
                + (band.fresh().isEmpty() ? "" : ", " + band.fresh().size() + " of them new on any band")
                + ": " + String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String counted(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
