package org.everycore.training.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.everycore.jobs.SpecException;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;

/** Reads a user's densities or points. */
final class UserData {
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_POINTS = 10_000_000;
    /** Points fill the grid up to this share of its reach. */
    private static final double FILLED = 0.85;

    private UserData() {}

    static Dataset read(Path file, String shown, DataSpec spec, double[] axis) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw wrong(shown, "has " + Files.size(file) + " bytes, over the limit of " + MOST_BYTES);
        }
        String name = shown.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".txt")) {
            return points(csv(file, shown), shown, spec, axis);
        }
        if (!name.endsWith(".npy")) {
            throw wrong(shown, "must end in .npy or .csv, or be one of the families " + Families.names());
        }
        NumpyArray array = NumpyFiles.npy(file, shown);
        double[] values = array.values();
        int[] shape = array.shape();
        if (shape.length == 2 && shape[1] == 2) {
            return points(values, shown, spec, axis);
        }
        int n = shape.length == 0 ? 0 : shape[shape.length - 1];
        boolean square = (shape.length == 2 || shape.length == 3) && shape[shape.length - 2] == n;
        if (!square || n != axis.length) {
            throw wrong(
                    shown,
                    "has the shape " + java.util.Arrays.toString(shape) + "; it must be members x " + axis.length
                            + " x " + axis.length + " (data.points), or rows x 2");
        }
        return densities(values, shape.length == 2 ? 1 : shape[0], shown, spec, axis);
    }

    private static double[] csv(Path file, String shown) throws IOException {
        List<double[]> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int line = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (text.isBlank() || text.startsWith("#")) {
                    continue;
                }
                String[] cells = text.strip().split("\\s*[,;\\t]\\s*|\\s+");
                if (cells.length != 2) {
                    throw wrong(shown, "line " + line + " has " + cells.length + " columns, not 2");
                }
                try {
                    rows.add(new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])});
                } catch (NumberFormatException e) {
                    if (line > 1) {
                        throw wrong(shown, "line " + line + " holds \"" + text.strip() + "\", not two numbers");
                    }
                }
                if (rows.size() > MOST_POINTS) {
                    throw wrong(shown, "has more than " + MOST_POINTS + " rows");
                }
            }
        } catch (java.nio.charset.MalformedInputException e) {
            throw wrong(shown, "is not text");
        }
        double[] flat = new double[2 * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            flat[2 * i] = rows.get(i)[0];
            flat[2 * i + 1] = rows.get(i)[1];
        }
        return flat;
    }

    private static Dataset densities(double[] values, int count, String shown, DataSpec spec, double[] axis) {
        int points = axis.length * axis.length;
        double[][] members = new double[count][];
        double[] mean = new double[points];
        for (int m = 0; m < count; m++) {
            double sum = 0;
            members[m] = new double[points];
            for (int p = 0; p < points; p++) {
                double v = values[m * points + p];
                if (!(v >= 0 && v < 1e300)) {
                    throw wrong(shown, "density " + m + " holds " + v + " at point " + p + "; it must be 0 or more");
                }
                sum += v;
                members[m][p] = v;
            }
            if (!(sum > 0)) {
                throw wrong(shown, "density " + m + " is 0 everywhere");
            }
            for (int p = 0; p < points; p++) {
                members[m][p] /= sum;
                mean[p] += members[m][p] / count;
            }
        }
        // A fifth of several members measures and does not train; one member does both.
        int held = count < 5 ? 0 : Math.min(spec.validation(), count / 5);
        double[][] validation = held == 0 ? members : java.util.Arrays.copyOfRange(members, count - held, count);
        double[][] training = held == 0 ? members : java.util.Arrays.copyOf(members, count - held);
        return new Dataset(training, validation, mean, axis, Optional.empty(), Scaling.NONE, 0);
    }

    private static Dataset points(double[] flat, String shown, DataSpec spec, double[] axis) {
        int count = flat.length / 2;
        if (count < 10) {
            throw wrong(shown, "has " + count + " points; at least 10 are needed");
        }
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int k = 0; k < 2; k++) {
            double[] column = new double[count];
            for (int i = 0; i < count; i++) {
                column[i] = flat[2 * i + k];
                if (!Double.isFinite(column[i])) {
                    throw wrong(shown, "row " + i + " holds " + column[i]);
                }
            }
            java.util.Arrays.sort(column);
            // The outermost 0.1 % do not set the scale.
            int cut = count / 1000;
            low[k] = column[cut];
            high[k] = column[count - 1 - cut];
            if (!(high[k] > low[k])) {
                throw wrong(shown, "has one value only in column " + k);
            }
        }
        double reach = FILLED * axis[axis.length - 1];
        Scaling scaling = new Scaling(
                0.5 * (low[0] + high[0]),
                0.5 * (high[0] - low[0]) / reach,
                0.5 * (low[1] + high[1]),
                0.5 * (high[1] - low[1]) / reach);
        int n = axis.length;
        double step = axis[1] - axis[0];
        double[] counts = new double[n * n];
        int outside = 0;
        for (int i = 0; i < count; i++) {
            long a = Math.round((scaling.gridX(flat[2 * i]) - axis[0]) / step);
            long b = Math.round((scaling.gridY(flat[2 * i + 1]) - axis[0]) / step);
            if (a < 0 || a >= n || b < 0 || b >= n) {
                outside++;
            } else {
                counts[(int) a * n + (int) b]++;
            }
        }
        if (spec.bandwidth() > 0) {
            new Blur(n, spec.bandwidth()).apply(counts, 0);
        }
        double[] density = Densities.normalised(counts);
        return new Dataset(
                new double[][] {density},
                new double[][] {density},
                density,
                axis,
                Optional.empty(),
                scaling,
                (double) outside / count);
    }

    private static SpecException wrong(String shown, String reason) {
        return new SpecException("data.file", shown, reason);
    }
}
