package org.everycore.jobs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How a partial becomes bytes and back. Reading must check every length against the bytes that are there: the bytes may come
 * from another node.
 */
public interface PartialCodec<P> {
    void write(P partial, DataOutput out) throws IOException;

    /**
     * @param length how many bytes the partial has in all
     */
    P read(DataInput in, int length) throws IOException;

    /** Partials that are one whole number. */
    static PartialCodec<Long> ofLong() {
        return new PartialCodec<>() {
            @Override
            public void write(Long partial, DataOutput out) throws IOException {
                out.writeLong(partial);
            }

            @Override
            public Long read(DataInput in, int length) throws IOException {
                return in.readLong();
            }
        };
    }
}
