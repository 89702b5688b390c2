package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;

/**
 * A log of a job and its place in the job's blocks, {@link #BLOCK} bytes each. A plain log is read in ranges of blocks; a packed or XML log
 * only as a whole, by whoever has its first block.
 *
 * @param name what results call it: the file's name without folders
 * @param size bytes on disk
 */
public record LogFile(String name, Path path, LogFormat format, long size, long firstBlock) {
    /** Bytes in a block. */
    public static final long BLOCK = 1 << 20;

    public LogFile {
        requireNonNull(name, "name is null");
        requireNonNull(path, "path is null");
        requireNonNull(format, "format is null");
    }

    /** The bytes {@code [from, to)} of the log of a number; those of a log that cannot be split are all of them, from 0. */
    public record Range(int log, long from, long to) {}

    /** Opens the logs of a job, one behind the other. */
    public static List<LogFile> openAll(List<InputRef> refs, Inputs inputs) throws IOException {
        List<LogFile> logs = new ArrayList<>();
        long block = 0;
        for (InputRef ref : refs) {
            Path path = inputs.resolve(ref);
            String shown = ref.shown();
            String name = shown.substring(shown.lastIndexOf('/') + 1);
            LogFile log = new LogFile(name, path, LogFormat.of(path), Files.size(path), block);
            logs.add(log);
            block = log.endBlock();
        }
        return logs;
    }

    /** The ranges of logs that lie in some blocks; a log that cannot be split belongs to its first block. */
    public static List<Range> ranges(List<LogFile> logs, long firstBlock, long endBlock) {
        List<Range> ranges = new ArrayList<>();
        for (int number = holding(logs, firstBlock); number < logs.size(); number++) {
            LogFile log = logs.get(number);
            if (log.firstBlock >= endBlock) {
                break;
            }
            long first = Math.max(firstBlock, log.firstBlock) - log.firstBlock;
            long end = Math.min(endBlock, log.endBlock()) - log.firstBlock;
            if (first < end && (log.splits() || first == 0)) {
                ranges.add(new Range(number, first * BLOCK, log.splits() ? end * BLOCK : log.size));
            }
        }
        return ranges;
    }

    /** The log that holds the block, by halving. */
    private static int holding(List<LogFile> logs, long block) {
        int low = 0;
        int high = logs.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (logs.get(middle).endBlock() > block) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    public long blocks() {
        return (size + BLOCK - 1) / BLOCK;
    }

    public long endBlock() {
        return firstBlock + blocks();
    }

    public boolean splits() {
        return format == LogFormat.ADI;
    }

    /** The bytes on disk from an offset to the end, by large reads into the reader's own array. */
    public InputStream openFrom(long offset) throws IOException {
        return new FileInput(path, offset);
    }
}
