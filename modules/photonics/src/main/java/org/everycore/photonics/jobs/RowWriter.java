package org.everycore.photonics.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a table of doubles row by row, as {@code .npy} (float64, C order) or as CSV with a header line. */
public final class RowWriter {
    private static final int ALIGNMENT = 64;
    /** Numbers turned into bytes at a time: few enough to stay in a core's cache until they are hashed and written. */
    private static final int PIECE = 8192;

    private final OutputStream out;
    private final int columns;
    private final boolean csv;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private RowWriter(OutputStream out, int columns, boolean csv) {
        this.out = out;
        this.columns = columns;
        this.csv = csv;
    }

    /** Starts an {@code .npy} file of a known number of rows. */
    public static RowWriter npy(OutputStream out, long rows, int columns) throws IOException {
        String dict = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int unpadded = 10 + dict.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] header = (dict + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        out.write(header.length & 0xFF);
        out.write(header.length >>> 8);
        out.write(header);
        return new RowWriter(out, columns, false);
    }

    /** Starts a CSV file. */
    public static RowWriter csv(OutputStream out, List<String> names) throws IOException {
        out.write((String.join(",", names) + "\n").getBytes(StandardCharsets.UTF_8));
        return new RowWriter(out, names.size(), true);
    }

    /** Writes whole rows. */
    public void write(double[] values) throws IOException {
        if (csv) {
            StringBuilder text = new StringBuilder(values.length * 20);
            for (int i = 0; i < values.length; i++) {
                text.append(values[i]).append((i + 1) % columns == 0 ? '\n' : ',');
            }
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } else {
            for (int from = 0; from < values.length; from += PIECE) {
                int count = Math.min(PIECE, values.length - from);
                piece.asDoubleBuffer().put(values, from, count);
                out.write(piece.array(), 0, count * Double.BYTES);
            }
        }
    }
}
