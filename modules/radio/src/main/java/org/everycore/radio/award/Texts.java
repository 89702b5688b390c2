package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts numbered twice: for the life of a worker, and for the chunk at hand in the order of their use. The empty text has number 0 in both. */
final class Texts {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int[] inChunk = new int[16];
    private final List<String> used = new ArrayList<>();

    Texts() {
        number("");
    }

    /** The number for the life of the worker. */
    int number(String text) {
        return numbers.computeIfAbsent(text, any -> {
            texts.add(text);
            if (texts.size() > inChunk.length) {
                inChunk = Arrays.copyOf(inChunk, 2 * inChunk.length);
            }
            return texts.size() - 1;
        });
    }

    /** How many there are, the empty one among them. */
    int size() {
        return texts.size();
    }

    /** The text of a number for the life of the worker. */
    String text(int number) {
        return texts.get(number);
    }

    /** The number in the chunk. */
    int use(int number) {
        int there = inChunk[number];
        if (there != 0 || number == 0) {
            return there;
        }
        used.add(texts.get(number));
        inChunk[number] = used.size();
        return used.size();
    }

    /** The texts used in the chunk: number 1 first. The next chunk begins. */
    String[] takeUsed() {
        String[] taken = used.toArray(String[]::new);
        used.clear();
        Arrays.fill(inChunk, 0);
        return taken;
    }
}
