package org.everycore.photonics.jobs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.everycore.jobs.PartialCodec;

/**
 * The samples of a chunk, one after the other, and what truncation lost. The array is owned by the record.
 *
 * @param lossSum sum of 1 - norm over the samples, blocks folded in order
 * @param lossMax the largest 1 - norm
 */
@SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
public record SamplePartial(double[] values, double lossSum, double lossMax) {
    public SamplePartial {
        Objects.requireNonNull(values, "values is null");
    }

    /** Doubles in big-endian order: the two losses, then the values. */
    static final PartialCodec<SamplePartial> CODEC = new PartialCodec<>() {
        @Override
        public void write(SamplePartial partial, DataOutput out) throws IOException {
            out.writeDouble(partial.lossSum);
            out.writeDouble(partial.lossMax);
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(partial.values.length * Double.BYTES);
            bytes.asDoubleBuffer().put(partial.values);
            out.write(bytes.array());
        }

        @Override
        public SamplePartial read(DataInput in, int length) throws IOException {
            if (length < 2 * Double.BYTES || length % Double.BYTES != 0) {
                throw new IOException("a partial of samples cannot have " + length + " bytes");
            }
            double lossSum = in.readDouble();
            double lossMax = in.readDouble();
            byte[] bytes = new byte[length - 2 * Double.BYTES];
            in.readFully(bytes);
            double[] values = new double[bytes.length / Double.BYTES];
            java.nio.ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
            return new SamplePartial(values, lossSum, lossMax);
        }
    };
}
