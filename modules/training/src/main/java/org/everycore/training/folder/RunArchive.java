package org.everycore.training.folder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.training.numpy.NumpyFiles;

/** The files of a run as one zip, the same bytes for the same files. */
public final class RunArchive {
    /** What was asked and what came out. */
    public static final String RUN = "run.json";
    /** A row a validated epoch. */
    public static final String HISTORY = "history.csv";
    /** The result: {@code circuit} and {@code encoder}, and the other weights that a run keeps. */
    public static final String WEIGHTS = "weights.npz";
    /** Densities at fixed latent vectors, the target and the axis. */
    public static final String SAMPLES = "samples.npz";

    private static final int MOST_BYTES = 1 << 28;

    private RunArchive() {}

    public static byte[] write(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                NumpyFiles.entry(zip, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Map<String, byte[]> read(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            int left = MOST_BYTES;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw new IOException("the files of a run are larger than " + MOST_BYTES + " bytes");
                }
                files.put(entry.getName(), bytes);
            }
        }
        return files;
    }

    /** Writes a file so that never half of it is seen. */
    public static void put(Path folder, String name, byte[] bytes) throws IOException {
        try (ResultFile file = ResultFile.open(ResultTarget.to(folder.resolve(name)))) {
            file.stream().write(bytes);
            file.commit();
        }
    }
}
