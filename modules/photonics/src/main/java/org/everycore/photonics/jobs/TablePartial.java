package org.everycore.photonics.jobs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.everycore.jobs.PartialCodec;

/** Rows of a table, one after the other. The array is owned by the record. */
@SuppressWarnings("ArrayRecordComponent") // owned array by contract; never compared
public record TablePartial(double[] values) {
    public TablePartial {
        Objects.requireNonNull(values, "values is null");
    }

    static TablePartial of(double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != width) {
                throw new IllegalStateException("row " + i + " has " + rows[i].length + " numbers, not " + width);
            }
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return new TablePartial(values);
    }

    static final PartialCodec<TablePartial> CODEC = new PartialCodec<>() {
        @Override
        public void write(TablePartial partial, DataOutput out) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(partial.values.length * Double.BYTES);
            bytes.asDoubleBuffer().put(partial.values);
            out.write(bytes.array());
        }

        @Override
        public TablePartial read(DataInput in, int length) throws IOException {
            if (length < 0 || length % Double.BYTES != 0) {
                throw new IOException("a partial of rows cannot have " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            double[] values = new double[length / Double.BYTES];
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
            return new TablePartial(values);
        }
    };
}
