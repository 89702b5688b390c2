package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.radio.adif.LogFormat;

/**
 * A log of the job and its place in the job's blocks, {@link #BLOCK} bytes each. A plain log is read in ranges of blocks; a packed or XML log
 * only as a whole, by whoever has its first block.
 *
 * @param name what results call it: the file's name without folders
 */
record LogFile(String name, Path path, LogFormat format, long size, long firstBlock) {
    /** Bytes in a block. */
    static final long BLOCK = 1 << 20;

    LogFile {
        requireNonNull(name, "name is null");
        requireNonNull(path, "path is null");
        requireNonNull(format, "format is null");
    }

    static LogFile open(InputRef ref, Inputs inputs, long firstBlock) throws IOException {
        Path path = inputs.resolve(ref);
        String shown = ref.shown();
        String name = shown.substring(shown.lastIndexOf('/') + 1);
        return new LogFile(name, path, LogFormat.of(path), Files.size(path), firstBlock);
    }

    long blocks() {
        return (size + BLOCK - 1) / BLOCK;
    }

    long endBlock() {
        return firstBlock + blocks();
    }

    boolean splits() {
        return format == LogFormat.ADI;
    }
}
