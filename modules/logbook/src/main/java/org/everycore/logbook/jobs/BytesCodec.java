package org.everycore.logbook.jobs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.everycore.jobs.PartialCodec;

/** A partial that is bytes already. */
public final class BytesCodec implements PartialCodec<byte[]> {
    public static final BytesCodec INSTANCE = new BytesCodec();

    private BytesCodec() {}

    @Override
    public void write(byte[] partial, DataOutput out) throws IOException {
        out.write(partial);
    }

    @Override
    public byte[] read(DataInput in, int length) throws IOException {
        if (length < 0) {
            throw new IOException("a partial of " + length + " bytes");
        }
        byte[] partial = new byte[length];
        in.readFully(partial);
        return partial;
    }
}
