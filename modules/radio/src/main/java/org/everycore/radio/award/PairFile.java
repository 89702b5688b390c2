package org.everycore.radio.award;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Blocks of longs in a temporary file, each belonging to a part; the blocks of a part can be read back together. */
final class PairFile implements Closeable {
    static final int BLOCK_LONGS = 256;
    static final int BLOCK_BYTES = BLOCK_LONGS * Long.BYTES;
    private static final int BLOCKS_AT_ONCE = 32;

    private final FileChannel file;
    private final ByteBuffer waiting = ByteBuffer.allocate(BLOCK_BYTES * BLOCKS_AT_ONCE);
    private final ByteBuffer one = ByteBuffer.allocate(BLOCK_BYTES);
    /** Numbers of each part's blocks. */
    private final int[][] places;

    private final int[] counts;
    private int written;
    private int blocks;

    /** What takes a block; it is overwritten afterwards. */
    interface Visitor {
        void block(long[] block) throws IOException;
    }

    PairFile(int parts) throws IOException {
        places = new int[parts][4];
        counts = new int[parts];
        file = Spill.open("everycore-pairs");
    }

    void add(int part, long[] block) throws IOException {
        if (!waiting.hasRemaining()) {
            flush();
        }
        waiting.asLongBuffer().put(block);
        waiting.position(waiting.position() + BLOCK_BYTES);
        if (counts[part] == places[part].length) {
            places[part] = Arrays.copyOf(places[part], 2 * counts[part]);
        }
        places[part][counts[part]++] = blocks;
        blocks = Math.incrementExact(blocks);
    }

    private void flush() throws IOException {
        Spill.write(file, waiting.flip(), (long) written * BLOCK_BYTES);
        waiting.clear();
        written = blocks;
    }

    void forEach(int part, Visitor visitor) throws IOException {
        if (written < blocks) {
            flush();
        }
        long[] block = new long[BLOCK_LONGS];
        for (int i = 0; i < counts[part]; i++) {
            Spill.read(file, one.clear(), (long) places[part][i] * BLOCK_BYTES);
            one.flip().asLongBuffer().get(block);
            visitor.block(block);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
