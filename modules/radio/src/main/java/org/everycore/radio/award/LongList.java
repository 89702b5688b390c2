package org.everycore.radio.award;

import java.util.Arrays;

/** A growing array of longs. */
final class LongList {
    private long[] items;
    private int size;

    LongList(int capacity) {
        items = new long[Math.max(4, capacity)];
    }

    void add(long item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = item;
    }

    long get(int i) {
        return items[i];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    long[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
