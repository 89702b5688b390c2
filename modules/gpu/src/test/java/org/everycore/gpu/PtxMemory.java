package org.everycore.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The memory that programs in PTX see: buffers far from each other, so that whoever leaves one is noticed. */
final class PtxMemory {
    /** A buffer's number stands above its offset. */
    private static final int SHIFT = 28;

    private final List<ByteBuffer> buffers = new ArrayList<>(List.of(ByteBuffer.allocate(0)));
    private final long limit;
    private long taken;

    PtxMemory(long limit) {
        this.limit = limit;
    }

    long free() {
        return limit - taken;
    }

    long alloc(long bytes) {
        if (bytes > free() || bytes >= 1L << SHIFT) {
            throw new DeviceMemoryException(bytes + " bytes wanted, " + free() + " are free");
        }
        taken += bytes;
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 8 <= bytes; i += 8) {
            buffer.putLong(i, 0x7FF8DEAD00000000L);
        }
        for (int i = 1; i < buffers.size(); i++) {
            if (buffers.get(i) == null) {
                buffers.set(i, buffer);
                return (long) i << SHIFT;
            }
        }
        buffers.add(buffer);
        return (long) (buffers.size() - 1) << SHIFT;
    }

    void free(long at) {
        taken -= buffers.get((int) (at >> SHIFT)).capacity();
        buffers.set((int) (at >> SHIFT), null);
    }

    /** The buffer of an address. */
    ByteBuffer at(long address) {
        ByteBuffer buffer = buffers.get((int) (address >> SHIFT));
        if (buffer == null) {
            throw new IndexOutOfBoundsException("the buffer of address " + address + " is free");
        }
        return buffer;
    }

    static int offset(long address) {
        return (int) (address & (1L << SHIFT) - 1);
    }

    long load(long address, boolean wide) {
        return wide ? at(address).getLong(offset(address)) : at(address).getInt(offset(address));
    }

    void store(long address, boolean wide, long value) {
        if (wide) {
            at(address).putLong(offset(address), value);
        } else {
            at(address).putInt(offset(address), (int) value);
        }
    }
}
