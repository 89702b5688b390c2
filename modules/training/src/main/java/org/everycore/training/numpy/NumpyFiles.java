package org.everycore.training.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.everycore.jobs.SpecException;

/**
 * Reads and writes {@code .npy} and {@code .npz} (NumPy's format 1.0): little-endian floats and integers in C order are read
 * as doubles, complex numbers as a last axis of two, doubles are written. Entries of a written zip have one fixed time, so equal numbers give equal bytes.
 */
public final class NumpyFiles {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER = Pattern.compile(
            "'descr': '[<|]([fiu][1248]|b1|c8|c16)'.*'fortran_order': False.*'shape': \\(([^)]*)\\)", Pattern.DOTALL);
    private static final long MOST_BYTES = 1L << 30;
    private static final int ALIGNMENT = 64;
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private NumpyFiles() {}

    /** All arrays of a file by name. */
    public static Map<String, NumpyArray> npz(Path file, String shown) throws IOException {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            long left = MOST_BYTES;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
                left -= bytes.length;
                if (left < 0) {
                    throw wrong(shown, "holds more than " + MOST_BYTES + " bytes");
                }
                arrays.put(entry.getName().replaceFirst("\\.npy$", ""), array(bytes, shown + ", " + entry.getName()));
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw wrong(shown, "is not a whole .npz file (" + e.getMessage() + ")");
        }
        if (arrays.isEmpty()) {
            throw wrong(shown, "is not an .npz file, or an empty one");
        }
        return arrays;
    }

    /** The array of a file. */
    public static NumpyArray npy(Path file, String shown) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw wrong(shown, "has " + Files.size(file) + " bytes, over the limit of " + MOST_BYTES);
        }
        return array(Files.readAllBytes(file), shown);
    }

    private static NumpyArray array(byte[] bytes, String shown) {
        int minimum = MAGIC.length + 2;
        if (bytes.length < minimum || !Arrays.equals(MAGIC, 0, 6, bytes, 0, 6)) {
            throw wrong(shown, "is not in NumPy's format");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = bytes[6] > 1;
        int start = wide ? minimum + 2 : minimum;
        long length = bytes.length < start ? -1 : wide ? buffer.getInt(8) & 0xFFFFFFFFL : buffer.getShort(8) & 0xFFFF;
        if (length < 0 || start + length > bytes.length) {
            throw wrong(shown, "ends within its header");
        }
        String header = new String(bytes, start, (int) length, StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.find()) {
            throw wrong(shown, "must hold little-endian numbers in C order; its header is " + header.strip());
        }
        String type = matcher.group(1);
        boolean complex = type.charAt(0) == 'c';
        if (complex) {
            type = type.equals("c8") ? "f4" : "f8";
        }
        int width = type.charAt(1) - '0';
        int[] shape = shape(matcher.group(2), shown);
        if (complex) {
            shape = Arrays.copyOf(shape, shape.length + 1);
            shape[shape.length - 1] = 2;
        }
        long count = 1;
        for (int axis : shape) {
            count = Math.multiplyExact(count, axis);
        }
        if (start + length + count * width > bytes.length) {
            throw wrong(shown, "has fewer numbers than its shape " + Arrays.toString(shape));
        }
        buffer.position((int) (start + length));
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(buffer, type);
        }
        return new NumpyArray(shape, values, complex);
    }

    private static double number(ByteBuffer buffer, String type) {
        return switch (type) {
            case "f4" -> buffer.getFloat();
            case "f8" -> buffer.getDouble();
            case "i1", "b1" -> buffer.get();
            case "u1" -> buffer.get() & 0xFF;
            case "i2" -> buffer.getShort();
            case "u2" -> buffer.getShort() & 0xFFFF;
            case "i4" -> buffer.getInt();
            case "u4" -> buffer.getInt() & 0xFFFFFFFFL;
            case "i8", "u8" -> buffer.getLong();
            default -> throw new SpecException("array", type, "is a type of number that is not read");
        };
    }

    private static int[] shape(String text, String shown) {
        try {
            return Arrays.stream(text.split(","))
                    .filter(s -> !s.isBlank())
                    .mapToInt(s -> Integer.parseInt(s.strip()))
                    .toArray();
        } catch (NumberFormatException e) {
            throw wrong(shown, "has the shape (" + text + ")");
        }
    }

    /** Writes an .npz; the stream is left open. */
    public static void write(OutputStream out, Map<String, NumpyArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NumpyArray> each : arrays.entrySet()) {
            entry(zip, each.getKey() + ".npy", bytes(each.getValue()));
        }
        zip.finish();
    }

    /** An entry with the fixed time. */
    public static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** An array as the bytes of an .npy. */
    public static byte[] bytes(NumpyArray array) {
        StringBuilder shape = new StringBuilder();
        for (int axis : array.shape()) {
            shape.append(axis).append(array.shape().length == 1 ? "," : ", ");
        }
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': ("
                + shape.toString().strip() + "), }";
        int unpadded = MAGIC.length + 2 + header.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(MAGIC.length + 2 + text.length + 8 * array.values().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).putShort((short) text.length).put(text);
        for (double value : array.values()) {
            buffer.putDouble(value);
        }
        return buffer.array();
    }

    /** An .npz as bytes. */
    public static byte[] bytes(Map<String, NumpyArray> arrays) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            write(out, arrays);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static SpecException wrong(String shown, String reason) {
        return new SpecException("file", shown, reason);
    }
}
