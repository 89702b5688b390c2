package org.everycore.photonics.jobs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.jobs.SpecException;

/**
 * Rows of numbers in an {@code .npy} file (float64 or float32, little-endian, C order, two dimensions), read by range so that
 * a worker holds only the rows that it works on. Format: NumPy enhancement proposal 1.
 */
final class LatentFile implements AutoCloseable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([^']{1,16})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\((\\d{1,12}),\\s*(\\d{1,9}),?\\s*\\)");

    private final String shown;
    private final long rows;
    private final int columns;
    private final int width;
    private final long dataStart;
    private final FileChannel channel;

    private LatentFile(String shown, long rows, int columns, int width, long dataStart, FileChannel channel) {
        this.shown = shown;
        this.rows = rows;
        this.columns = columns;
        this.width = width;
        this.dataStart = dataStart;
        this.channel = channel;
    }

    /** Opens a file; {@code field} and {@code shown} are what messages call it. */
    static LatentFile open(Path file, String field, String shown) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new SpecException(field, shown, "is not a file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            int major = in.read();
            int minor = in.read();
            if (!java.util.Arrays.equals(magic, MAGIC) || major < 1 || major > 3 || minor != 0) {
                throw new SpecException(field, shown, "is not an .npy file");
            }
            byte[] size = in.readNBytes(major == 1 ? 2 : 4);
            ByteBuffer length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN);
            int header = size.length == 2 ? length.getShort() & 0xFFFF : size.length == 4 ? length.getInt() : -1;
            if (header < 0 || header > MAX_HEADER) {
                throw new SpecException(field, shown, "has a damaged .npy header");
            }
            String text = new String(in.readNBytes(header), StandardCharsets.US_ASCII);
            Matcher descr = find(DESCR, text, field, shown, "no data type");
            Matcher order = find(ORDER, text, field, shown, "no order");
            Matcher shape = find(SHAPE, text, field, shown, "not two dimensions");
            int width = descr.group(1).equals("<f8") ? 8 : descr.group(1).equals("<f4") ? 4 : 0;
            if (width == 0 || order.group(1).equals("True")) {
                throw new SpecException(field, shown, "must hold float64 or float32 in C order");
            }
            long rows = Long.parseLong(shape.group(1));
            int columns = Integer.parseInt(shape.group(2));
            long start = MAGIC.length + 2L + size.length + header;
            if (columns < 1 || (double) rows * columns * width > Files.size(file) - start) {
                throw new SpecException(field, shown, "ends before its " + rows + " rows do");
            }
            return new LatentFile(shown, rows, columns, width, start, FileChannel.open(file));
        }
    }

    private static Matcher find(Pattern pattern, String text, String field, String shown, String missing) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new SpecException(field, shown, "has " + missing + " in its .npy header");
        }
        return matcher;
    }

    long rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Reads rows into {@code out}, one after the other. */
    void read(long firstRow, int count, double[] out) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(count, columns * width)).order(ByteOrder.LITTLE_ENDIAN);
        long at = dataStart + firstRow * columns * width;
        while (bytes.hasRemaining()) {
            int got = channel.read(bytes, at + bytes.position());
            if (got < 0) {
                throw new IOException(shown + " ends at row " + (firstRow + bytes.position() / (columns * width)));
            }
        }
        bytes.flip();
        for (int i = 0; i < count * columns; i++) {
            double value = width == 8 ? bytes.getDouble() : bytes.getFloat();
            if (!Double.isFinite(value)) {
                throw new SpecException(
                        "z", value, "row " + (firstRow + i / columns) + " of " + shown + " is not finite");
            }
            out[i] = value;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
