package org.everycore.radio.jobs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.PartialCodec;

/** What a chunk makes: the written records of the stretches of logs in its blocks, in order. */
public final class ConvertPartial {
    private final List<Piece> pieces;

    ConvertPartial(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    List<Piece> pieces() {
        return pieces;
    }

    /**
     * The records of one stretch of one log.
     *
     * @param begin where the first record begins, a guess unless {@code from} is 0; -1 if there is none
     * @param lastEor where the tag stands that ends the last record; {@link Long#MAX_VALUE} if the log ended
     * @param end the byte behind that tag
     * @param written records in {@code bytes}
     * @param rejected records that were no QSOs
     * @param bytes the records as written; owned by the piece. Empty for a log that only can be read whole: the merge reads it
     */
    record Piece(
            int log,
            long from,
            long to,
            long begin,
            long lastEor,
            long end,
            long written,
            long rejected,
            byte[] bytes) {}

    /** All numbers big-endian, the bytes behind their length. */
    enum Codec implements PartialCodec<ConvertPartial> {
        INSTANCE;

        private static final int HEAD = 64;

        @Override
        public void write(ConvertPartial partial, DataOutput out) throws IOException {
            out.writeInt(partial.pieces.size());
            for (Piece piece : partial.pieces) {
                out.writeInt(piece.log);
                out.writeLong(piece.from);
                out.writeLong(piece.to);
                out.writeLong(piece.begin);
                out.writeLong(piece.lastEor);
                out.writeLong(piece.end);
                out.writeLong(piece.written);
                out.writeLong(piece.rejected);
                out.writeInt(piece.bytes.length);
                out.write(piece.bytes);
            }
        }

        @Override
        public ConvertPartial read(DataInput in, int length) throws IOException {
            long left = length - 4L;
            int n = left < 0 ? -1 : in.readInt();
            if (n < 0 || (long) n * HEAD > left) {
                throw new IOException("a partial of " + length + " bytes cannot hold " + n + " pieces");
            }
            List<Piece> pieces = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                int log = in.readInt();
                long[] numbers = new long[7];
                for (int j = 0; j < numbers.length; j++) {
                    numbers[j] = in.readLong();
                }
                int size = in.readInt();
                left -= HEAD;
                if (size < 0 || size > left) {
                    throw new IOException("a piece of " + size + " bytes does not fit into " + left);
                }
                left -= size;
                byte[] bytes = new byte[size];
                in.readFully(bytes);
                pieces.add(new Piece(
                        log,
                        numbers[0],
                        numbers[1],
                        numbers[2],
                        numbers[3],
                        numbers[4],
                        numbers[5],
                        numbers[6],
                        bytes));
            }
            return new ConvertPartial(pieces);
        }
    }
}
