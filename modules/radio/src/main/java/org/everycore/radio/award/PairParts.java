package org.everycore.radio.award;

import java.io.IOException;
import java.util.Arrays;

/**
 * Pairs in the order of the parts of {@link DistinctPairs}, so that whoever unites many such has but to append them. The low
 * bits of a second are a number in a list of the chunk that made it.
 *
 * @param pairs first and second in turn, part after part
 * @param ends where each part ends among the longs
 * @param odd pairs whose firsts hold in the chunk alone, and so belong to no part yet
 */
record PairParts(long[] pairs, int[] ends, long[] odd) {
    PairParts {
        if (ends.length != DistinctPairs.PARTS || ends[ends.length - 1] != pairs.length) {
            throw new IllegalArgumentException(ends.length + " parts of " + pairs.length + " longs");
        }
    }

    /** Sorts pairs into their parts. */
    static PairParts of(LongList list) {
        long[] all = list.toArray();
        int[] places = new int[DistinctPairs.PARTS];
        int odds = 0;
        for (int i = 0; i < all.length; i += 2) {
            if (TextCode.isOdd(all[i])) {
                odds += 2;
            } else {
                places[DistinctPairs.part(all[i])] += 2;
            }
        }
        int from = 0;
        for (int part = 0; part < places.length; part++) {
            int longs = places[part];
            places[part] = from;
            from += longs;
        }
        long[] sorted = new long[all.length - odds];
        long[] odd = new long[odds];
        odds = 0;
        for (int i = 0; i < all.length; i += 2) {
            boolean isOdd = TextCode.isOdd(all[i]);
            long[] into = isOdd ? odd : sorted;
            int at = isOdd ? odds : places[DistinctPairs.part(all[i])];
            into[at] = all[i];
            into[at + 1] = all[i + 1];
            if (isOdd) {
                odds += 2;
            } else {
                places[DistinctPairs.part(all[i])] += 2;
            }
        }
        return new PairParts(sorted, places, odd); // each place has moved to its part's end
    }

    /**
     * Finds the parts of pairs that were sorted elsewhere.
     *
     * @param numbers the highest number that a second may have
     * @throws IOException when the pairs are not in the order of their parts
     */
    static PairParts read(long[] pairs, long[] odd, int numbers) throws IOException {
        int[] ends = new int[DistinctPairs.PARTS];
        int at = 0;
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            int part = DistinctPairs.part(pairs[i]);
            if (pairs[i] == 0 || part < at || QsoKey.mode(pairs[i + 1]) > numbers) {
                throw new IOException("pair " + i / 2 + " is not in its part");
            }
            while (at < part) {
                ends[at++] = i;
            }
        }
        Arrays.fill(ends, at, ends.length, pairs.length);
        for (int i = 0; i + 1 < odd.length; i += 2) {
            if (!TextCode.isOdd(odd[i]) || QsoKey.mode(odd[i + 1]) > numbers) {
                throw new IOException("pair " + i / 2 + " without a part is wrong");
            }
        }
        if (((pairs.length | odd.length) & 1) != 0) {
            throw new IOException("half a pair");
        }
        return new PairParts(pairs, ends, odd);
    }

    int longs() {
        return pairs.length + odd.length;
    }
}
