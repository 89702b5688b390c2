package org.everycore.radio.entity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which entity a callsign's beginning, or a whole callsign, stands for on a day.
 *
 * <p>Beginnings lie in a trie of 37 symbols (letters, digits, slash) in one array, so that the longest match costs one
 * array read a character and no allocation; single whole callsigns lie in a table of their codes. Each has a chain of records, those
 * with a day first and newest first among them, with the days they hold for. Immutable once built.
 */
final class PrefixTable {
    static final int SYMBOLS = 37;
    static final int NONE = -1;
    private static final List<String> CONTINENTS = List.of("NA", "SA", "EU", "AF", "OC", "AS", "AN", "");

    private final int[] children;
    private final int[] heads;
    private final int[] ends;
    private final CallTable exact;
    private final Map<String, Integer> suffixRules;
    /** Five ints a record: entity code, first day, last day, zones and continent packed, next record of the chain. */
    private final int[] records;

    private PrefixTable(Builder builder) {
        children = Arrays.copyOf(builder.children, builder.nodes * SYMBOLS);
        heads = Arrays.copyOf(builder.heads, builder.nodes);
        ends = Arrays.copyOf(builder.ends, builder.nodes);
        exact = builder.exact;
        suffixRules = Map.copyOf(builder.suffixRules);
        records = Arrays.copyOf(builder.records, builder.recordCount * Builder.FIELDS);
    }

    /**
     * The record of the longest beginning of {@code call} that holds on {@code day} (yyyymmdd), or {@link #NONE}. A
     * block that has an end stood in the place of all the longer ones that bear no day.
     */
    int longest(CharSequence call, int day) {
        int best = NONE;
        boolean former = false;
        int node = 0;
        for (int i = 0; i < call.length(); i++) {
            int symbol = symbol(call.charAt(i));
            node = symbol < 0 ? 0 : children[node * SYMBOLS + symbol];
            if (node == 0) {
                break;
            }
            int record = holding(heads[node], day);
            if (record != NONE && (!former || isDated(record))) {
                best = record;
                former |= records[at(record, 2)] != Allocation.LAST_DAY;
            }
        }
        return best;
    }

    /** Whether {@code text} itself is one of the beginnings that hold on that day. */
    boolean isPrefix(CharSequence text, int day) {
        int node = node(text);
        return node != 0 && holding(heads[node], day) != NONE;
    }

    /** The record of that whole callsign, or {@link #NONE}. */
    int exact(CharSequence call, int day) {
        int record = exact.get(call);
        while (record != NONE && (day < records[at(record, 1)] || day > records[at(record, 2)])) {
            record = records[at(record, 4)];
        }
        if (record != NONE) {
            return record;
        }
        int node = node(call);
        return node == 0 ? NONE : holding(ends[node], day);
    }

    private int node(CharSequence text) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            int symbol = symbol(text.charAt(i));
            node = symbol < 0 ? 0 : children[node * SYMBOLS + symbol];
            if (node == 0) {
                return 0;
            }
        }
        return node;
    }

    /** The record for a call of {@code entity} that is signed with {@code suffix}, or {@link #NONE}. */
    int suffixRule(int entity, String suffix, int day) {
        Integer head = suffixRules.isEmpty() ? null : suffixRules.get(entity + "/" + suffix);
        return head == null ? NONE : holding(head, day);
    }

    private int holding(int head, int day) {
        int record = head;
        while (record != NONE && (day < records[at(record, 1)] || day > records[at(record, 2)])) {
            record = records[at(record, 4)];
        }
        return record;
    }

    private boolean isDated(int record) {
        return records[at(record, 1)] != Allocation.FIRST_DAY || records[at(record, 2)] != Allocation.LAST_DAY;
    }

    int entity(int record) {
        return records[at(record, 0)];
    }

    int cqZone(int record) {
        return records[at(record, 3)] & 0xff;
    }

    int ituZone(int record) {
        return records[at(record, 3)] >>> 8 & 0xff;
    }

    String continent(int record) {
        return CONTINENTS.get(records[at(record, 3)] >>> 16);
    }

    int size() {
        return records.length / Builder.FIELDS;
    }

    private static int at(int record, int field) {
        return record * Builder.FIELDS + field;
    }

    static int symbol(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= '0' && c <= '9') {
            return 26 + c - '0';
        }
        return c == '/' ? 36 : -1;
    }

    /** What one record says, apart from its callsign. */
    record Allocation(int entity, int from, int to, int cqZone, int ituZone, String continent) {
        static final int FIRST_DAY = 0;
        static final int LAST_DAY = Integer.MAX_VALUE;

        Allocation {
            if (!CONTINENTS.contains(continent)) {
                throw new IllegalArgumentException("continent " + continent + " of entity " + entity);
            }
            if (entity < 0 || cqZone < 0 || cqZone > Zones.CQ || ituZone < 0 || ituZone > Zones.ITU) {
                throw new IllegalArgumentException(
                        "entity " + entity + ", CQ zone " + cqZone + ", ITU zone " + ituZone);
            }
        }

        boolean isDated() {
            return from != FIRST_DAY || to != LAST_DAY;
        }

        private int packed() {
            return cqZone | ituZone << 8 | CONTINENTS.indexOf(continent) << 16;
        }
    }

    /** Collects records; of two for the same text that hold on a day the one with a day stands, then the one added later. */
    static final class Builder {
        static final int FIELDS = 5;
        private int[] children = new int[8192 * SYMBOLS];
        private int[] heads = new int[8192];
        private int[] ends = new int[8192];
        private int nodes = 1;
        private int[] records = new int[8192 * FIELDS];
        private int recordCount;
        private final CallTable exact = new CallTable();
        private final Map<String, Integer> suffixRules = new HashMap<>();

        Builder() {
            Arrays.fill(heads, NONE);
            Arrays.fill(ends, NONE);
        }

        /** A beginning; a character class such as {@code [A-CX]} stands for one character. */
        void prefix(String pattern, Allocation allocation) {
            for (int node : nodes(pattern)) {
                heads[node] = add(allocation, heads[node]);
            }
        }

        /** A whole callsign with character classes. */
        void calls(String pattern, Allocation allocation) {
            for (int node : nodes(pattern)) {
                ends[node] = add(allocation, ends[node]);
            }
        }

        /** The nodes of every text that the pattern stands for. */
        private int[] nodes(String pattern) {
            int[] reached = {0};
            for (int i = 0; i < pattern.length(); i++) {
                int end = i;
                boolean[] wanted = new boolean[SYMBOLS];
                if (pattern.charAt(i) == '[') {
                    end = pattern.indexOf(']', i);
                    if (end < 0) {
                        throw new IllegalArgumentException("pattern " + pattern + " does not close its [");
                    }
                    for (int k = i + 1; k < end; k++) {
                        boolean range = k + 2 < end && pattern.charAt(k + 1) == '-';
                        int last = symbolOf(pattern, range ? k + 2 : k);
                        for (int symbol = symbolOf(pattern, k); symbol <= last; symbol++) {
                            wanted[symbol] = true;
                        }
                        k += range ? 2 : 0;
                    }
                } else {
                    wanted[symbolOf(pattern, i)] = true;
                }
                reached = step(reached, wanted);
                i = end;
            }
            return reached;
        }

        private int[] step(int[] from, boolean[] wanted) {
            int[] reached = new int[from.length * SYMBOLS];
            int count = 0;
            for (int node : from) {
                for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                    if (wanted[symbol]) {
                        reached[count++] = child(node, symbol);
                    }
                }
            }
            return Arrays.copyOf(reached, count);
        }

        private static int symbolOf(String pattern, int at) {
            int symbol = symbol(pattern.charAt(at));
            if (symbol < 0) {
                throw new IllegalArgumentException("prefix " + pattern + " holds " + pattern.charAt(at));
            }
            return symbol;
        }

        void call(String call, Allocation allocation) {
            exact.put(call, add(allocation, exact.get(call)));
        }

        void suffixRule(String rule, Allocation allocation) {
            suffixRules.put(rule, add(allocation, suffixRules.getOrDefault(rule, NONE)));
        }

        PrefixTable build() {
            return new PrefixTable(this);
        }

        private int child(int node, int symbol) {
            int slot = node * SYMBOLS + symbol;
            if (children[slot] == 0) {
                if (nodes == heads.length) {
                    children = Arrays.copyOf(children, children.length * 2);
                    heads = Arrays.copyOf(heads, heads.length * 2);
                    ends = Arrays.copyOf(ends, heads.length);
                    Arrays.fill(heads, nodes, heads.length, NONE);
                    Arrays.fill(ends, nodes, heads.length, NONE);
                }
                children[slot] = nodes++;
            }
            return children[slot];
        }

        /** The head of the chain after the record came in: before all others, or behind those with a day if it has none. */
        private int add(Allocation allocation, int head) {
            int before = NONE;
            int next = head;
            while (!allocation.isDated() && next != NONE && isDated(next)) {
                before = next;
                next = records[next * FIELDS + 4];
            }
            int record = append(allocation, next);
            if (before == NONE) {
                return record;
            }
            records[before * FIELDS + 4] = record;
            return head;
        }

        private boolean isDated(int record) {
            return records[record * FIELDS + 1] != Allocation.FIRST_DAY
                    || records[record * FIELDS + 2] != Allocation.LAST_DAY;
        }

        private int append(Allocation allocation, int next) {
            int base = recordCount * FIELDS;
            if (base == records.length) {
                records = Arrays.copyOf(records, records.length * 2);
            }
            records[base] = allocation.entity();
            records[base + 1] = allocation.from();
            records[base + 2] = allocation.to();
            records[base + 3] = allocation.packed();
            records[base + 4] = next;
            return recordCount++;
        }
    }
}
