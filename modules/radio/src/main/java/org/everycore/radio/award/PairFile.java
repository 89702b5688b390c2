package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets of pairs put away one behind the other in a temporary file, each in the order of the leading bits of its pairs' hashes, so that all pairs
 * with the same bits can be read back together.
 */
final class PairFile implements Closeable {
    /** Leading bits of the hash that make a part. */
    static final int BITS = 10;

    static final int PARTS = 1 << BITS;
    private static final int PAIR = 16;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(PAIR << 12);
    /** For each set where each of its parts begins, and the end. */
    private final List<long[]> places = new ArrayList<>();

    private long end;

    PairFile() throws IOException {
        file = Spill.open("everycore-pairs");
    }

    /** Writes the set behind those there; its table must have {@link #PARTS} slots or more. */
    void put(LongPairSet set) throws IOException {
        long[] place = new long[PARTS + 1];
        buffer.clear();
        for (int part = 0; part < PARTS; part++) {
            place[part] = end + buffer.position();
            set.forEachOf(part, BITS, (first, second) -> {
                if (!buffer.hasRemaining()) {
                    flush();
                }
                buffer.putLong(first).putLong(second);
            });
        }
        flush();
        place[PARTS] = end;
        places.add(place);
    }

    private void flush() throws IOException {
        end += Spill.write(file, buffer.flip(), end);
        buffer.clear();
    }

    /** Pairs with one part's bits, those counted that stand in several sets. */
    long count(int part) {
        long bytes = 0;
        for (long[] place : places) {
            bytes += place[part + 1] - place[part];
        }
        return bytes / PAIR;
    }

    /** Visits the pairs of the parts {@code [from, to)} of all sets. */
    void forEach(int from, int to, LongPairSet.Visitor visitor) throws IOException {
        for (long[] place : places) {
            long at = place[from];
            while (at < place[to]) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), place[to] - at));
                Spill.read(file, buffer, at);
                at += buffer.limit();
                for (buffer.flip(); buffer.hasRemaining(); ) {
                    visitor.pair(buffer.getLong(), buffer.getLong());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
