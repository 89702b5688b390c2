package org.everycore.photonics.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the little-endian float and integer arrays of an {@code .npz} file as doubles, C order. */
public final class Npz {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '<([fi][48])'.*'fortran_order': False.*'shape': \\(([^)]*)\\)", Pattern.DOTALL);

    private Npz() {}

    public static Map<String, double[]> read(Path file) {
        Map<String, double[]> arrays = new HashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    arrays.put(entry.getName().replace(".npy", ""), array(in.readAllBytes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return arrays;
    }

    private static double[] array(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = buffer.getShort(8);
        Matcher matcher = HEADER.matcher(new String(bytes, 10, header, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "not understood: " + new String(bytes, 10, header, StandardCharsets.US_ASCII));
        }
        int count = Arrays.stream(matcher.group(2).split(","))
                .filter(s -> !s.isBlank())
                .mapToInt(s -> Integer.parseInt(s.strip()))
                .reduce(1, (a, b) -> a * b);
        buffer.position(10 + header);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (matcher.group(1)) {
                case "f4" -> buffer.getFloat();
                case "f8" -> buffer.getDouble();
                case "i4" -> buffer.getInt();
                default -> buffer.getLong();
            };
        }
        return values;
    }
}
