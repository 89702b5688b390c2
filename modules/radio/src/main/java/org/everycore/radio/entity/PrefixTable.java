package org.everycore.radio.entity;

import java.nio.charset.StandardCharsets;
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
    private static final int SEVERAL_ZONES = -1;
    private static final int SEVERAL_CONTINENTS = -2;
    private static final byte[] SYMBOL = new byte[256];

    static {
        Arrays.fill(SYMBOL, (byte) -1);
        for (int i = 0; i < SYMBOLS; i++) {
            SYMBOL["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/".charAt(i)] = (byte) i;
        }
    }

    private static final List<String> CONTINENTS = List.of("NA", "SA", "EU", "AF", "OC", "AS", "AN", "");

    private final int[] children;
    private final int[] heads;
    private final int[] ends;
    private final CallTable exact;
    private final Map<String, Integer> suffixRules;
    private final Map<Integer, Integer> places;
    /** Five ints a record: entity code, first day, last day, zones and continent packed, next record of the chain. */
    private final int[] records;

    private PrefixTable(Builder builder) {
        children = Arrays.copyOf(builder.children, builder.nodes * SYMBOLS);
        heads = Arrays.copyOf(builder.heads, builder.nodes);
        ends = Arrays.copyOf(builder.ends, builder.nodes);
        exact = builder.exact;
        suffixRules = Map.copyOf(builder.suffixRules);
        places = Map.copyOf(builder.places);
        records = Arrays.copyOf(builder.records, builder.recordCount * Builder.FIELDS);
    }

    /**
     * What is known of the callsign of {@code n} bytes on {@code day} (yyyymmdd), or {@link #NONE}: {@link #record} and
     * {@link #isExact} take the answer apart. A whole callsign that is listed comes first, then the longest beginning; a
     * block that has an end stood in the place of all the longer ones that bear no day.
     */
    int find(byte[] call, int n, int day) {
        return find(call, n, day, true);
    }

    private int find(byte[] call, int n, int day, boolean calls) {
        long code = 0;
        int best = NONE;
        boolean former = false;
        int node = 0;
        boolean inTrie = true;
        for (int i = 0; i < n; i++) {
            int symbol = SYMBOL[call[i] & 0xff];
            code = CallTable.next(code, symbol);
            if (inTrie) {
                node = symbol < 0 ? 0 : children[node * SYMBOLS + symbol];
                inTrie = node != 0;
                int record = inTrie ? holding(heads[node], day) : NONE;
                if (record != NONE && (!former || isDated(record))) {
                    best = record;
                    former |= records[at(record, 2)] != Allocation.LAST_DAY;
                }
            }
        }
        int listed = calls ? holding(exact.get(CallTable.end(code, n)), day) : NONE;
        if (listed == NONE && calls && inTrie) {
            listed = holding(ends[node], day);
        }
        return listed != NONE ? 2 * listed + 1 : best == NONE ? NONE : 2 * best;
    }

    /** The record of an answer of {@link #find}. */
    static int record(int found) {
        return found == NONE ? NONE : found >> 1;
    }

    /** Whether an answer of {@link #find} is about the whole callsign. */
    static boolean isExact(int found) {
        return found != NONE && (found & 1) != 0;
    }

    int find(String call, int day) {
        return find(bytes(call), call.length(), day);
    }

    /** The record of the block of a callsign, whatever is listed of the callsign itself, or {@link #NONE}. */
    int block(String call, int day) {
        return record(find(bytes(call), call.length(), day, false));
    }

    private static byte[] bytes(String call) {
        return call.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether {@code text} itself is one of the beginnings that hold on that day. */
    boolean isPrefix(String text, int day) {
        int node = node(text);
        return node != 0 && holding(heads[node], day) != NONE;
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

    /** Whether all blocks of an entity in use have the same zones. */
    boolean hasOneZone(int entity) {
        return places.getOrDefault(entity, 0) != SEVERAL_ZONES && hasOneContinent(entity);
    }

    boolean hasOneContinent(int entity) {
        return places.getOrDefault(entity, 0) != SEVERAL_CONTINENTS;
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
        return c < SYMBOL.length ? SYMBOL[c] : -1;
    }

    /** What one record says, apart from its callsign. */
    static final class Allocation {
        static final int FIRST_DAY = 0;
        static final int LAST_DAY = Integer.MAX_VALUE;

        private final int entity;
        private final int from;
        private final int to;
        private final int packed;

        Allocation(int entity, int from, int to, int cqZone, int ituZone, String continent) {
            if (!CONTINENTS.contains(continent)) {
                throw new IllegalArgumentException("continent " + continent + " of entity " + entity);
            }
            if (entity < 0 || cqZone < 0 || cqZone > Zones.CQ || ituZone < 0 || ituZone > Zones.ITU) {
                throw new IllegalArgumentException(
                        "entity " + entity + ", CQ zone " + cqZone + ", ITU zone " + ituZone);
            }
            this.entity = entity;
            this.from = from;
            this.to = to;
            this.packed = cqZone | ituZone << 8 | CONTINENTS.indexOf(continent) << 16;
        }

        boolean isDated() {
            return from != FIRST_DAY || to != LAST_DAY;
        }
    }

    /** Collects records; of two for the same text that hold on a day the one with a day stands, then the one added later. */
    static final class Builder {
        static final int FIELDS = 5;
        private int[] children = new int[16_384 * SYMBOLS];
        private int[] heads = new int[16_384];
        private int[] ends = new int[16_384];
        private int nodes = 1;
        private int[] records = new int[32_768 * FIELDS];
        private int recordCount;
        private final CallTable exact = new CallTable();
        private final Map<String, Integer> suffixRules = new HashMap<>();
        /** By entity the zones and continent of its blocks in use, or what of them there are several of. */
        private final Map<Integer, Integer> places = new HashMap<>();

        Builder() {
            Arrays.fill(heads, NONE);
            Arrays.fill(ends, NONE);
        }

        /** A beginning; a character class such as {@code [A-CX]} stands for one character. */
        void prefix(String pattern, Allocation allocation) {
            if (allocation.to == Allocation.LAST_DAY) {
                places.merge(allocation.entity, allocation.packed, Builder::both);
            }
            for (int node : nodes(pattern)) {
                heads[node] = add(allocation, heads[node]);
            }
        }

        private static int both(int one, int other) {
            if (one == other || one < 0) {
                return one;
            }
            return one >>> 16 == other >>> 16 ? SEVERAL_ZONES : SEVERAL_CONTINENTS;
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
            long code = CallTable.code(call);
            exact.put(code, add(allocation, exact.get(code)));
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
            records[base] = allocation.entity;
            records[base + 1] = allocation.from;
            records[base + 2] = allocation.to;
            records[base + 3] = allocation.packed;
            records[base + 4] = next;
            return recordCount++;
        }
    }
}
