package org.everycore.cli.circuit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.GateKind;
import org.everycore.photonics.circuit.Operation;
import org.everycore.photonics.circuit.Payload;
import org.everycore.photonics.measure.FockRun;
import org.everycore.photonics.mixed.Evolution;
import org.everycore.photonics.mixed.FockState;
import org.everycore.training.numpy.NumpyArray;
import org.everycore.training.numpy.NumpyFiles;

/**
 * A state to compare with: of a circuit file, run at the other's cutoff, or of arrays. An .npz has {@code ket_re} and {@code ket_im},
 * {@code dm_re} and {@code dm_im}, or complex {@code ket} or {@code dm}; an .npy one array. An array of two equal axes is a density matrix.
 */
final class StateFile {
    private StateFile() {}

    static FockState read(String name, int modes, int cutoff) {
        try {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.endsWith(".npz") || lower.endsWith(".npy")) {
                return arrays(Path.of(name), name, modes, cutoff);
            }
            Circuit circuit = CircuitFile.read(name, cutoff, Map.of()).circuit();
            if (circuit.modes() != modes) {
                throw new CircuitException("has " + circuit.modes() + " modes, the state has " + modes);
            }
            return FockRun.of(circuit).state();
        } catch (NoSuchFileException e) {
            throw new CircuitException(name + ": no such file");
        } catch (IOException e) {
            throw new CircuitException(name + ": cannot be read (" + e.getMessage() + ")");
        } catch (SpecException e) {
            throw new CircuitException(e.getMessage());
        } catch (CircuitException e) {
            throw e.getMessage().startsWith(name) ? e : e.in(name);
        }
    }

    private static FockState arrays(Path file, String name, int modes, int cutoff) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CircuitException("is a directory");
        }
        NumpyArray re;
        NumpyArray im = null;
        if (name.toLowerCase(Locale.ROOT).endsWith(".npy")) {
            re = NumpyFiles.npy(file, name);
        } else {
            Map<String, NumpyArray> all = NumpyFiles.npz(file, name);
            String found = List.of("ket_re", "dm_re", "ket", "dm").stream()
                    .filter(all::containsKey)
                    .findFirst()
                    .orElseThrow(() -> new CircuitException(
                            "has none of the arrays ket_re, dm_re, ket and dm; it has " + all.keySet()));
            re = all.get(found);
            im = found.endsWith("_re") ? all.get(found.replace("_re", "_im")) : null;
        }
        double[] real = re.values();
        double[] imaginary = im == null ? new double[real.length] : im.values();
        int[] shape = re.shape();
        if (re.complex()) {
            shape = Arrays.copyOf(shape, shape.length - 1);
            real = every(re.values(), 0);
            imaginary = every(re.values(), 1);
        }
        int dimension = (int) Math.pow(cutoff, modes);
        boolean matrix = shape.length == 2 && shape[0] == shape[1] && real.length == (long) dimension * dimension;
        if (!matrix && real.length != dimension || imaginary.length != real.length) {
            throw new CircuitException("has " + real.length + " numbers, not cutoff^modes = " + dimension
                    + " of a ket or their square of a density matrix");
        }
        Payload payload = matrix ? new Payload.Density(dimension, real, imaginary) : new Payload.Ket(real, imaginary);
        int[] on = new int[modes];
        Arrays.setAll(on, i -> i);
        Operation given = Operation.of(matrix ? GateKind.DENSITY_MATRIX : GateKind.KET, Payload.moderate(payload), on);
        return Evolution.run(new Circuit(modes, cutoff, List.of(given)));
    }

    private static double[] every(double[] pairs, int from) {
        double[] values = new double[pairs.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = pairs[2 * i + from];
        }
        return values;
    }
}
