package org.everycore.cli.sample;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads back the tables of doubles that sampling jobs write: {@code .npy} (float64, C order) and CSV with a header line. */
final class SampleTable {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+), (\\d+)\\)");
    private static final int MAGIC = 8;

    private SampleTable() {}

    /** The first rows, at most so many. */
    static double[][] read(Path file, int most) throws IOException {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? csv(file, most) : npy(file, most);
    }

    private static double[][] npy(Path file, int most) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            byte[] magic = in.readNBytes(MAGIC);
            boolean wide = magic.length == MAGIC && magic[6] > 1;
            byte[] size = in.readNBytes(wide ? 4 : 2);
            ByteBuffer length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN);
            String header = new String(
                    in.readNBytes(wide ? length.getInt() : length.getShort() & 0xffff), StandardCharsets.US_ASCII);
            Matcher shape = SHAPE.matcher(header);
            if (!shape.find() || !header.contains("<f8") || !header.contains("'fortran_order': False")) {
                throw new IOException(file + ": is not a table of float64 in C order: " + header.strip());
            }
            int rows = (int) Math.min(most, Long.parseLong(shape.group(1)));
            int columns = Integer.parseInt(shape.group(2));
            double[][] table = new double[rows][columns];
            byte[] row = new byte[8 * columns];
            for (double[] values : table) {
                in.readFully(row);
                ByteBuffer.wrap(row)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asDoubleBuffer()
                        .get(values);
            }
            return table;
        }
    }

    private static double[][] csv(Path file, int most) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null && rows.size() < most; line = reader.readLine()) {
                String[] cells = line.split(",");
                double[] row = new double[cells.length];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Double.parseDouble(cells[i]);
                }
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }
}
