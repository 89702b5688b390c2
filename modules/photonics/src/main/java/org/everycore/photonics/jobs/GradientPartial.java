package org.everycore.photonics.jobs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.everycore.jobs.PartialCodec;

/**
 * What a chunk's units bring, one after the other, each its loss and then its numbers; they are folded in order when merged, so
 * that the sum does not depend on the cut. The array is owned by the record.
 */
@SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
public record GradientPartial(double[] units) {
    public GradientPartial {
        Objects.requireNonNull(units, "units is null");
    }

    static final PartialCodec<GradientPartial> CODEC = new PartialCodec<>() {
        @Override
        public void write(GradientPartial partial, DataOutput out) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(partial.units.length * Double.BYTES);
            bytes.asDoubleBuffer().put(partial.units);
            out.write(bytes.array());
        }

        @Override
        public GradientPartial read(DataInput in, int length) throws IOException {
            if (length < 0 || length % Double.BYTES != 0) {
                throw new IOException("a partial of gradients cannot have " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            double[] units = new double[length / Double.BYTES];
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(units);
            return new GradientPartial(units);
        }
    };
}
