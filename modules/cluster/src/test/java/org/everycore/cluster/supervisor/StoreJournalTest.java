package org.everycore.cluster.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.cluster.blob.DirectoryBlobStore;
import org.everycore.cluster.store.InMemoryJobStore;
import org.everycore.cluster.store.JobStore;
import org.everycore.jobs.JobId;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultFormat;
import org.everycore.jobs.result.ResultTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreJournalTest {
    @TempDir
    private Path folder;

    /** A supervisor that is killed while a result is written leaves it, whole or hidden; the next term clears it away. */
    @Test
    void aNewTermClearsAwayTheResultsOfEarlierOnesAndNothingElse() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        try (JobStore store = new InMemoryJobStore()) {
            StoreJournal journal =
                    new StoreJournal(store, DirectoryBlobStore.open(folder.resolve("blobs")), work, "here");
            journal.open(false).toCompletableFuture().join();
            try (ResultFile whole = ResultFile.open(journal.target(new JobId("nightly.7")))) {
                whole.commit();
            }
            Files.createFile(work.resolve("weekly-99-result"));
            Files.createFile(work.resolve("result.npy"));
            try (ResultFile hidden = ResultFile.open(journal.target(new JobId("half-2-result")))) {
                hidden.stream().write(7);
                assertThat(work).isDirectoryContaining("glob:**/.half*.part");
                journal.open(false).toCompletableFuture().join();
                assertThat(work.toFile().list()).containsExactlyInAnyOrder("weekly-99-result", "result.npy");
            }
        }
    }

    /** The kinds choose a result's form by its file's extension, and an id such as {@code nightly.7} must not look like one. */
    @Test
    void aDotInAnIdSaysNothingOfTheResultsForm() throws Exception {
        try (JobStore store = new InMemoryJobStore()) {
            StoreJournal journal =
                    new StoreJournal(store, DirectoryBlobStore.open(folder.resolve("blobs")), folder, "here");
            journal.open(false).toCompletableFuture().join();

            ResultTarget target = journal.target(new JobId("nightly.7"));

            assertThat(target.format(List.of(ResultFormat.NPY, ResultFormat.CSV)))
                    .isEqualTo(ResultFormat.NPY);
            assertThat(target).isNotEqualTo(journal.target(new JobId("nightly_7")));
        }
    }
}
