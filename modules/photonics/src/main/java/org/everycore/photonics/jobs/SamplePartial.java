package org.everycore.photonics.jobs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Objects;
import org.everycore.jobs.PartialCodec;

/**
 * The samples of a chunk, one after the other, and what truncation lost. The arrays are owned by the record.
 *
 * @param losses the sum of 1 - norm over each block's samples, block after block; folded in order when merged
 * @param lossMax the largest |1 - norm|
 */
@SuppressWarnings("ArrayRecordComponent") // owned arrays by contract; never compared
public record SamplePartial(double[] values, double[] losses, double lossMax) {
    public SamplePartial {
        Objects.requireNonNull(values, "values is null");
        Objects.requireNonNull(losses, "losses is null");
    }

    /** Doubles in big-endian order: the largest loss, the number of losses, these, then the values. */
    static final PartialCodec<SamplePartial> CODEC = new PartialCodec<>() {
        @Override
        public void write(SamplePartial partial, DataOutput out) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate((2 + partial.losses.length + partial.values.length) * Double.BYTES);
            bytes.asDoubleBuffer()
                    .put(partial.lossMax)
                    .put(partial.losses.length)
                    .put(partial.losses)
                    .put(partial.values);
            out.write(bytes.array());
        }

        @Override
        public SamplePartial read(DataInput in, int length) throws IOException {
            int numbers = length / Double.BYTES - 2;
            if (numbers < 0 || length % Double.BYTES != 0) {
                throw new IOException("a partial of samples cannot have " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            DoubleBuffer doubles = ByteBuffer.wrap(bytes).asDoubleBuffer();
            double lossMax = doubles.get();
            double count = doubles.get();
            if (!(count >= 0 && count <= numbers)) {
                throw new IOException("a partial of samples cannot have " + count + " losses");
            }
            double[] losses = new double[(int) count];
            double[] values = new double[numbers - losses.length];
            doubles.get(losses).get(values);
            return new SamplePartial(values, losses, lossMax);
        }
    };
}
