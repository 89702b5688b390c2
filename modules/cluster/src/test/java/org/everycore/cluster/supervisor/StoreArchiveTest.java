package org.everycore.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.store.InMemoryJobStore;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.result.JobResult;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.runtime.record.StoredResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreArchiveTest {
    @TempDir
    Path folder;

    @Test
    void aDownloadEndsInWhatTheKindSaysOfItsResult() throws Exception {
        Path written = Files.writeString(folder.resolve("written"), "<adx/>");
        ResultFormat adx = new ResultFormat("adx", "application/xml");
        try (JobStore store = new InMemoryJobStore()) {
            StoreJournal journal =
                    new StoreJournal(store, DirectoryBlobStore.open(folder.resolve("blobs")), folder, "here");
            journal.open(false).toCompletableFuture().join();
            JobResult result = new JobResult(
                    "0".repeat(64), 6, adx.mediaType(), Optional.of(written), 1, "qsos", Map.of(), Optional.empty());

            StoredResult stored =
                    journal.archive(new JobId("weekly")).result(result, adx).orElseThrow();

            assertThat(stored.fileName()).isEqualTo("weekly.adx");
            assertThat(stored.mediaType()).isEqualTo("application/xml");
            assertThat(written).doesNotExist();
        }
    }
}
