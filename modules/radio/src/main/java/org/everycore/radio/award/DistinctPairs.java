package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distinct pairs among any number of pairs of longs whose first is never 0, exactly, fast and in bounded memory.
 *
 * <p>Pairs are only sorted into parts by a hash of the first as they come, in blocks, of which those beyond a limit go to a temporary file. At the end
 * the parts are united a few at a time, in tables that fit into a cache. A part with too many pairs, because they have one first, is read several
 * times, each time for some of its seconds. A billion pairs need 16 GB on disk, and some 100 MB of memory more than a million.
 */
final class DistinctPairs implements Closeable {
    private static final int PART_BITS = 9;
    static final int PARTS = 1 << PART_BITS;
    /** Pairs united at once where a part has no more. */
    private static final int UNITED = 1 << 15;

    private static final int FIRST_LONGS = 16;
    private static final int MOST_HELD = 24 << 20;
    private static final int MOST_UNITED = 1 << 20;

    /** Blocks that fit into memory. */
    private final int mostBlocks;
    /** Pairs of which a table is made at most. */
    private final int mostUnited;

    private final long[][] open = new long[PARTS][];
    private final int[] filled = new int[PARTS];
    /** Pairs in each part's full blocks. */
    private final long[] behind = new long[PARTS];

    private final List<List<long[]>> held = new ArrayList<>();
    private int heldBlocks;
    private PairFile file;

    DistinctPairs() {
        this(MOST_HELD / PairFile.BLOCK_BYTES, MOST_UNITED);
    }

    DistinctPairs(int mostBlocks, int mostUnited) {
        this.mostBlocks = mostBlocks;
        this.mostUnited = mostUnited;
        for (int part = 0; part < PARTS; part++) {
            held.add(null);
        }
    }

    /** The part of a first. */
    static int part(long first) {
        return (int) (first * 0xD1342543DE82EF95L >>> 64 - PART_BITS);
    }

    void add(long first, long second) throws IOException {
        int part = part(first);
        int n = filled[part];
        long[] block = open[part];
        if (block == null || n == block.length) {
            block = room(part, block);
            n = filled[part];
        }
        block[n] = first;
        block[n + 1] = second;
        filled[part] = n + 2;
    }

    /**
     * Adds pairs that are in their parts already, all but the odd ones.
     *
     * @param numbers what to put for each number in the low bits of a second
     */
    void add(PairParts more, int[] numbers) throws IOException {
        int[] other = isIdentity(numbers) ? null : numbers;
        int from = 0;
        for (int part = 0; part < PARTS; part++) {
            int to = more.ends()[part];
            append(part, more.pairs(), from, to, other);
            from = to;
        }
    }

    private static boolean isIdentity(int[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != i) {
                return false;
            }
        }
        return true;
    }

    private void append(int part, long[] pairs, int begin, int to, int[] numbers) throws IOException {
        int from = begin;
        while (from < to) {
            int n = filled[part];
            long[] block = open[part];
            if (block == null || n == block.length) {
                block = room(part, block);
                n = filled[part];
            }
            int longs = Math.min(to - from, block.length - n);
            System.arraycopy(pairs, from, block, n, longs);
            if (numbers != null) {
                for (int i = n + 1; i < n + longs; i += 2) {
                    block[i] = QsoKey.withMode(block[i], numbers[QsoKey.mode(block[i])]);
                }
            }
            filled[part] = n + longs;
            from += longs;
        }
    }

    /** A block with room; a full one is kept elsewhere. */
    private long[] room(int part, long[] block) throws IOException {
        if (block == null) {
            open[part] = new long[FIRST_LONGS];
        } else if (block.length < PairFile.BLOCK_LONGS) {
            open[part] = Arrays.copyOf(block, 2 * block.length);
        } else {
            behind[part] += PairFile.BLOCK_LONGS / 2;
            filled[part] = 0;
            if (heldBlocks < mostBlocks) {
                if (held.get(part) == null) {
                    held.set(part, new ArrayList<>());
                }
                held.get(part).add(block);
                heldBlocks++;
                open[part] = new long[PairFile.BLOCK_LONGS];
            } else {
                if (file == null) {
                    file = new PairFile(PARTS);
                }
                file.add(part, block);
            }
        }
        return open[part];
    }

    /** Visits every distinct pair once, in no order that means anything, and counts them. */
    Sizes forEach(LongPairSet.Visitor visitor) throws IOException {
        LongPairSet united = new LongPairSet(UNITED);
        long pairs = 0;
        long firsts = 0;
        int from = 0;
        while (from < PARTS) {
            int to = from + 1;
            long count = count(from);
            while (to < PARTS && count + count(to) <= UNITED) {
                count += count(to++);
            }
            LongSet firstsHere = new LongSet((int) Math.min(count, UNITED));
            long passes = 1 + count / mostUnited;
            for (int pass = 0; pass < passes; pass++) {
                unite(from, to, pass, passes, united);
                pairs += united.size();
                united.forEach((first, second) -> {
                    firstsHere.add(first);
                    visitor.pair(first, second);
                });
                if (united.size() > 2 * UNITED) {
                    united = new LongPairSet(UNITED);
                } else {
                    united.clear();
                }
            }
            firsts += firstsHere.size();
            from = to;
        }
        return new Sizes(pairs, firsts);
    }

    private long count(int part) {
        return behind[part] + filled[part] / 2;
    }

    /** Adds the pairs of the parts {@code [from, to)} whose seconds belong to the pass. */
    private void unite(int from, int to, int pass, long passes, LongPairSet united) throws IOException {
        LongPairSet.Visitor add = passes == 1
                ? united::add
                : (first, second) -> {
                    if (Long.remainderUnsigned(second * 0x9E3779B97F4A7C15L >>> 20, passes) == pass) {
                        united.add(first, second);
                    }
                };
        for (int part = from; part < to; part++) {
            visit(open[part], filled[part], add);
            if (held.get(part) != null) {
                for (long[] block : held.get(part)) {
                    visit(block, block.length, add);
                }
            }
        }
        if (file != null) {
            for (int part = from; part < to; part++) {
                file.forEach(part, block -> visit(block, block.length, add));
            }
        }
    }

    private static void visit(long[] block, int longs, LongPairSet.Visitor visitor) throws IOException {
        for (int i = 0; i < longs; i += 2) {
            visitor.pair(block[i], block[i + 1]);
        }
    }

    /** Numbers of distinct pairs and of distinct firsts. */
    record Sizes(long pairs, long firsts) {}

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
