package org.everycore.training.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a run knows between two epochs, and its bytes. */
final class TrainState {
    private static final int MAGIC = 0x45435452;

    int epoch;
    boolean stopped;
    final double[] weights;
    final double[] average;
    final double[] best;
    double least = Double.POSITIVE_INFINITY;
    int bestEpoch;
    int sinceBest;
    double leastNorm = Double.POSITIVE_INFINITY;
    /** One row of {@link EpochRow#COLUMNS} a validated epoch. */
    final List<double[]> rows = new ArrayList<>();

    TrainState(double[] weights) {
        this.weights = weights.clone();
        this.average = weights.clone();
        this.best = weights.clone();
    }

    /** The epoch of saved bytes. */
    static int epoch(byte[] saved) {
        return ByteBuffer.wrap(saved).getInt(Integer.BYTES);
    }

    /** The last row of saved bytes by column; empty before the first. */
    static Map<String, Double> lastRow(byte[] saved) {
        return rowUpTo(saved, Integer.MAX_VALUE);
    }

    /** The last row up to an epoch. */
    static Map<String, Double> rowUpTo(byte[] saved, int epoch) {
        int width = EpochRow.COLUMNS.size();
        int bytes = width * Double.BYTES;
        // Rows come last: their number, then each with its length.
        ByteBuffer end = ByteBuffer.wrap(saved);
        Map<String, Double> row = new LinkedHashMap<>();
        int at = saved.length - bytes;
        while (at >= Integer.BYTES && end.getInt(at - Integer.BYTES) == width) {
            if (end.getDouble(at) > epoch) {
                at -= bytes + Integer.BYTES;
                continue;
            }
            for (int c = 0; c < width; c++) {
                row.put(EpochRow.COLUMNS.get(c), end.getDouble(at + c * Double.BYTES));
            }
            return row;
        }
        return row;
    }

    /** All rows of saved bytes. */
    static List<double[]> rows(byte[] saved) {
        int width = EpochRow.COLUMNS.size();
        int bytes = width * Double.BYTES;
        ByteBuffer all = ByteBuffer.wrap(saved);
        java.util.ArrayDeque<double[]> rows = new java.util.ArrayDeque<>();
        int at = saved.length - bytes;
        while (at >= 2 * Integer.BYTES && all.getInt(at - Integer.BYTES) == width) {
            double[] row = new double[width];
            all.slice(at, bytes).asDoubleBuffer().get(row);
            rows.addFirst(row);
            if (all.getInt(at - 2 * Integer.BYTES) == rows.size()) {
                return List.copyOf(rows);
            }
            at -= bytes + Integer.BYTES;
        }
        return List.of();
    }

    /** With what optimisers and opponents remember. */
    byte[] bytes(List<double[]> others) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(epoch);
            out.writeBoolean(stopped);
            out.writeDouble(least);
            out.writeInt(bestEpoch);
            out.writeInt(sinceBest);
            out.writeDouble(leastNorm);
            write(out, weights);
            write(out, average);
            write(out, best);
            for (double[] each : others) {
                write(out, each);
            }
            out.writeInt(rows.size());
            for (double[] row : rows) {
                write(out, row);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes saved bytes; the others are written into. */
    void restore(byte[] saved, List<double[]> others) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("these are not the bytes of a checkpoint");
            }
            epoch = in.readInt();
            stopped = in.readBoolean();
            least = in.readDouble();
            bestEpoch = in.readInt();
            sinceBest = in.readInt();
            leastNorm = in.readDouble();
            read(in, weights);
            read(in, average);
            read(in, best);
            for (double[] each : others) {
                read(in, each);
            }
            rows.clear();
            int count = in.readInt();
            if (count < 0 || (long) count * EpochRow.COLUMNS.size() * Double.BYTES > saved.length) {
                throw new IOException("a checkpoint of " + count + " rows");
            }
            for (int i = 0; i < count; i++) {
                double[] row = new double[EpochRow.COLUMNS.size()];
                read(in, row);
                rows.add(row);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("a checkpoint cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static void read(DataInputStream in, double[] to) throws IOException {
        int count = in.readInt();
        if (count != to.length) {
            throw new IOException(count + " numbers where this run has " + to.length + ": it is of another spec");
        }
        byte[] bytes = new byte[count * Double.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(to);
    }
}
