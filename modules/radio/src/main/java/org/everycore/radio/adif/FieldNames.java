package org.everycore.radio.adif;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of field names: given names have 0, 1, 2 ..., others follow as they are met.
 *
 * <p>Names of up to sixteen bytes are found by their two words in an open hash table without an object; longer ones by a map of strings.
 * New names beyond {@link #MOST_NEW} are forgotten at the next {@link #startRecord}, so hostile input cannot fill memory.
 */
public final class FieldNames {
    static final int MOST_NEW = 1 << 14;
    /** The number of a name that is not kept because one record holds more than {@link #MOST_NEW} names. */
    public static final int UNTRACKED = Integer.MAX_VALUE;

    private static final int SLOTS = 1 << 17;
    private static final int SPELLINGS = 1 << 11;

    private final int given;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private long[] words = new long[0];
    private int[] ids = new int[0];
    private int mask;
    private int shift;
    private int newInRecord;
    /** Two words, and the number and 1: all in one cache line. */
    private final long[] spellings = new long[4 * SPELLINGS];

    public FieldNames(List<String> given) {
        this.given = given.size();
        size(1 << 10);
        given.forEach(name -> add(name.toUpperCase(Locale.ROOT)));
    }

    /** How many names were given at the start. */
    public int given() {
        return given;
    }

    /** An upper bound, exclusive, of all numbers but {@link #UNTRACKED}. */
    public int size() {
        return names.size();
    }

    public String name(int id) {
        return names.get(id);
    }

    /** Whether the field never holds free text ({@link Overrun#ONE}). */
    boolean isOne(int id) {
        return id < names.size() && Overrun.ONE.contains(names.get(id));
    }

    /** To be called between records: forgets met names if there are too many. Returns whether it did. */
    public boolean startRecord() {
        newInRecord = 0;
        if (names.size() < given + MOST_NEW) {
            return false;
        }
        List<String> keep = List.copyOf(names.subList(0, given));
        names.clear();
        byName.clear();
        size(1 << 10);
        Arrays.fill(spellings, 0);
        keep.forEach(this::add);
        return true;
    }

    /** As {@link #quick} with the name as it is spelled: spellings met are remembered, so that case is not looked at again. */
    int spelled(long w0, long w1) {
        int at = (int) ((w0 ^ w1 * 31) * 0x9E3779B97F4A7C15L >>> 53) << 2;
        int known = (int) spellings[at + 2];
        return spellings[at] == w0 && spellings[at + 1] == w1 && known > 0 ? known - 1 : learn(w0, w1, at);
    }

    private int learn(long w0, long w1, int at) {
        long name = w1 == 0 ? Bytes.upper(w0) : 0;
        if (name == AdifScanner.EOR_WORD || name == AdifScanner.EOH_WORD) {
            return -1; // with the length 0 it is an end tag
        }
        int id = quick(Bytes.upper(w0), Bytes.upper(w1));
        if (id >= 0) {
            spellings[at] = w0;
            spellings[at + 1] = w1;
            spellings[at + 2] = id + 1L;
        }
        return id;
    }

    /** The number of a name of up to sixteen bytes, if it lies where it is looked for first; else -1, and {@link #find} knows. */
    int quick(long w0, long w1) {
        int slot = slot(w0, w1);
        return words[2 * slot] == w0 && words[2 * slot + 1] == w1 ? ids[slot] : -1;
    }

    /** The number of the name at {@code b[from, to)}, in any case; -1 if it is not a name. The array has {@link Bytes#PADDING}. */
    int find(byte[] b, int from, int to) {
        int n = to - from;
        if (n > 16) {
            return findLong(b, from, to);
        }
        long w0 = Bytes.upper(Bytes.word(b, from) & Bytes.mask(n));
        long w1 = n > 8 ? Bytes.upper(Bytes.word(b, from + 8) & Bytes.mask(n - 8)) : 0;
        return find(w0, w1, n, b, from);
    }

    /** As {@link #find(byte[], int, int)} with the name's words, in upper case and zero behind its end. */
    int find(long w0, long w1, int n, byte[] b, int from) {
        for (int slot = slot(w0, w1); ; slot = (slot + 1) & mask) {
            int id = ids[slot];
            if (id < 0) {
                return meet(b, from, from + n);
            }
            if (words[2 * slot] == w0 && words[2 * slot + 1] == w1) {
                return id;
            }
        }
    }

    private int findLong(byte[] b, int from, int to) {
        String name = new String(b, from, to - from, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        Integer id = byName.get(name);
        return id != null ? id : meet(b, from, to);
    }

    private int meet(byte[] b, int from, int to) {
        String name = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        if (!AdifField.isName(name)) {
            return -1;
        }
        if (++newInRecord > MOST_NEW) {
            return UNTRACKED;
        }
        add(name.toUpperCase(Locale.ROOT));
        return names.size() - 1;
    }

    private void add(String name) {
        int id = names.size();
        names.add(name);
        byName.put(name, id);
        if (name.length() > 16) {
            return;
        }
        if (names.size() * 4 > ids.length && ids.length < SLOTS) {
            size(ids.length * 2);
            for (int i = 0; i < id; i++) {
                put(names.get(i), i);
            }
        }
        put(name, id);
    }

    private void put(String name, int id) {
        if (name.length() > 16) {
            return;
        }
        byte[] padded = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 16);
        long w0 = Bytes.word(padded, 0);
        long w1 = Bytes.word(padded, 8);
        int slot = slot(w0, w1);
        while (ids[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        words[2 * slot] = w0;
        words[2 * slot + 1] = w1;
        ids[slot] = id;
    }

    private void size(int slots) {
        words = new long[2 * slots];
        ids = new int[slots];
        Arrays.fill(ids, -1);
        mask = slots - 1;
        shift = 64 - Integer.numberOfTrailingZeros(slots);
    }

    private int slot(long w0, long w1) {
        return (int) (((w0 ^ Long.rotateLeft(w1, 29)) * 0x9E3779B97F4A7C15L) >>> shift);
    }
}
