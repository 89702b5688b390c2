package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.everycore.radio.adif.EmissionGroup;

/**
 * Which keys of an award were worked and confirmed on which band in which group: for each key and group two bit masks over the band keys, so that
 * merging is OR and every cell of a report is a count of keys.
 */
final class Tally {
    /** Longs a key: masks of the worked bands by group, then of the confirmed ones. */
    static final int STRIDE = 2 * EmissionGroup.COUNT;

    private static final int CONFIRMED = EmissionGroup.COUNT;
    /** Readers give up their tallies from time to time; more than these at once are not at work. */
    private static final int MOST_TRANSLATIONS = 256;

    private static final int[] NOTHING = {};

    private final List<String> keys = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private long[] masks = new long[16 * STRIDE];
    /** What the parts of this tally say of themselves, so that a reader's keys are looked up once and not with every part. */
    private final Object origin = new Object();
    /** For tallies whose parts were added: one more than the number here of each key there, 0 if it is not known. */
    private final IdentityHashMap<Object, int[]> translations = new IdentityHashMap<>();

    /** The number of a key, a new one if it was not known. */
    int number(String key) {
        Integer number = numbers.get(key);
        if (number != null) {
            return number;
        }
        int next = keys.size();
        keys.add(key);
        numbers.put(key, next);
        if ((next + 1) * STRIDE > masks.length) {
            masks = Arrays.copyOf(masks, 2 * masks.length);
        }
        return next;
    }

    void add(int key, int group, int band, boolean confirmed) {
        int at = key * STRIDE + group;
        long bit = 1L << band;
        masks[at] |= bit;
        if (confirmed) {
            masks[at + CONFIRMED] |= bit;
        }
    }

    void add(Part part) {
        long[] theirs = part.masks();
        int[] numbersHere = numbersHere(part);
        for (int i = 0; i < numbersHere.length; i++) {
            int at = numbersHere[i] * STRIDE;
            int from = i * STRIDE;
            for (int j = 0; j < STRIDE; j++) {
                masks[at + j] |= theirs[from + j];
            }
        }
    }

    /** The number here of each key of a part, every one of which is known afterwards. */
    private int[] numbersHere(Part part) {
        int[] here = new int[part.keys().length];
        if (part.origin() == null) {
            Arrays.setAll(here, i -> number(part.keys()[i]));
            return here;
        }
        int[] known = translations.getOrDefault(part.origin(), NOTHING);
        for (int i = 0; i < here.length; i++) {
            int there = part.numbers()[i];
            if (there >= known.length) {
                known = Arrays.copyOf(known, Math.max(2 * known.length, there + 1));
            }
            if (known[there] == 0) {
                known[there] = number(part.keys()[i]) + 1;
            }
            here[i] = known[there] - 1;
        }
        if (translations.size() >= MOST_TRANSLATIONS && !translations.containsKey(part.origin())) {
            translations.clear();
        }
        translations.put(part.origin(), known);
        return here;
    }

    /** What was added since the last call, and nothing of it kept but the numbers of keys. */
    Part take() {
        int n = 0;
        for (int key = 0; key < keys.size(); key++) {
            n += isWorked(key) ? 1 : 0;
        }
        String[] taken = new String[n];
        int[] takenNumbers = new int[n];
        long[] takenMasks = new long[n * STRIDE];
        n = 0;
        for (int key = 0; key < keys.size(); key++) {
            if (isWorked(key)) {
                taken[n] = keys.get(key);
                takenNumbers[n] = key;
                System.arraycopy(masks, key * STRIDE, takenMasks, n * STRIDE, STRIDE);
                n++;
            }
        }
        Arrays.fill(masks, 0, keys.size() * STRIDE, 0);
        return new Part(taken, takenMasks, origin, takenNumbers);
    }

    int size() {
        return keys.size();
    }

    String key(int number) {
        return keys.get(number);
    }

    private boolean isWorked(int key) {
        long any = 0;
        for (int group = 0; group < EmissionGroup.COUNT; group++) {
            any |= masks[key * STRIDE + group];
        }
        return any != 0;
    }

    /** The bands on which the key was worked in the group. */
    long worked(int key, int group) {
        return masks[key * STRIDE + group];
    }

    /** The bands on which the key was confirmed in the group. */
    long confirmed(int key, int group) {
        return masks[key * STRIDE + CONFIRMED + group];
    }

    /**
     * The keys of a tally and their masks, {@link #STRIDE} each. The arrays belong to the part.
     *
     * @param origin stands for the tally that they are from, within this process; null when that is not known
     * @param numbers of the keys in that tally
     */
    record Part(String[] keys, long[] masks, Object origin, int[] numbers) {
        Part(String[] keys, long[] masks) {
            this(keys, masks, null, null);
        }

        Part {
            if (masks.length != keys.length * STRIDE) {
                throw new IllegalArgumentException(masks.length + " masks for " + keys.length + " keys");
            }
        }

        /** The same in the order of the keys. */
        Part sorted() {
            Integer[] order = new Integer[keys.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.comparing(i -> keys[i]));
            String[] sortedKeys = new String[keys.length];
            long[] sortedMasks = new long[masks.length];
            for (int i = 0; i < order.length; i++) {
                sortedKeys[i] = keys[order[i]];
                System.arraycopy(masks, order[i] * STRIDE, sortedMasks, i * STRIDE, STRIDE);
            }
            return new Part(sortedKeys, sortedMasks);
        }
    }
}
