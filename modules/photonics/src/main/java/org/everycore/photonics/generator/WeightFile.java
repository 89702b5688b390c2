package org.everycore.photonics.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpzEntry;
import org.jetbrains.bio.npy.NpzFile;

/** Weights as an {@code .npz} of two float64 vectors, {@code circuit} and {@code encoder} (left out when empty). */
public final class WeightFile {
    private static final String CIRCUIT = "circuit";
    private static final String ENCODER = "encoder";

    private WeightFile() {}

    /** Writes weights beside the file first, so that no half of a file is ever there. */
    public static void save(Path file, Weights weights) throws IOException {
        Path temporary = Files.createTempFile("everycore-weights-", ".npz");
        try (ResultFile result = ResultFile.open(ResultTarget.to(file.toAbsolutePath()))) {
            try (NpzFile.Writer writer = NpzFile.write(temporary, false)) {
                writer.write(CIRCUIT, weights.circuit());
                if (weights.encoder().length > 0) {
                    writer.write(ENCODER, weights.encoder());
                }
            }
            Files.copy(temporary, result.stream());
            result.commit();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Reads weights; {@code shown} is what messages call the file. */
    public static Weights load(Path file, String shown) throws IOException {
        try (NpzFile.Reader reader = NpzFile.read(file)) {
            double[] circuit = null;
            double[] encoder = new double[0];
            for (NpzEntry entry : reader.introspect()) {
                if (entry.getName().equals(CIRCUIT)) {
                    circuit = numbers(reader, CIRCUIT);
                } else if (entry.getName().equals(ENCODER)) {
                    encoder = numbers(reader, ENCODER);
                }
            }
            if (circuit == null) {
                throw new SpecException("weights", shown, "has no array named " + CIRCUIT);
            }
            return new Weights(circuit, encoder);
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new SpecException("weights", shown, "is not an .npz of float64 vectors (" + e.getMessage() + ")");
        }
    }

    private static double[] numbers(NpzFile.Reader reader, String name) {
        NpyArray array = reader.get(name, 1 << 18);
        return array.asDoubleArray();
    }
}
