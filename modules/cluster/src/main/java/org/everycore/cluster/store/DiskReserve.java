package org.everycore.cluster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.everycore.runtime.record.StoreUnavailableException;

/**
 * What must be free on the disk of an H2 file before a job is taken. H2 may lose its last commits when a write fails for want of
 * space, and those would have been acknowledged: so jobs are refused while there is still room for the end of those that run.
 */
final class DiskReserve {
    private static final int KIB = 1024;

    private final Path folder;
    private final long bytes;

    private DiskReserve(Path folder, long bytes) {
        this.folder = folder;
        this.bytes = bytes;
    }

    /** The reserve of a store, if it is a file. */
    static Optional<DiskReserve> of(StoreSettings settings) {
        return StoreSettings.h2File(settings.url()).map(file -> new DiskReserve(file.getParent(), settings.reserve()));
    }

    /** Why no job can be taken now, if none can. */
    Optional<StoreUnavailableException> shortage() {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return free >= bytes ? Optional.empty() : Optional.of(shortage(free, null));
        } catch (IOException e) {
            return Optional.of(shortage(0, e));
        }
    }

    private StoreUnavailableException shortage(long free, IOException cause) {
        return new StoreUnavailableException(
                "the disk of the job store in " + folder + " is full: " + free / KIB + " KiB are free, "
                        + "everycore.store.reserve is " + bytes / KIB + " KiB",
                cause);
    }
}
