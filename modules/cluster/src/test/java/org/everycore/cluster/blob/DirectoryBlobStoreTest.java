package org.everycore.cluster.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.SpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest {
    /** SHA-256 of "abc", from FIPS 180-4's example. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private DirectoryBlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryBlobStore.open(folder.resolve("blobs"));
    }

    private static byte[] abc() {
        return "abc".getBytes(StandardCharsets.US_ASCII);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void bytesAreFoundUnderTheirHash() throws IOException {
        assertThat(store.find(ABC)).isEmpty();
        assertThat(store.put(abc())).isEqualTo(new Blob(ABC, 3));
        assertThat(store.put(abc())).isEqualTo(new Blob(ABC, 3));
        assertThat(store.find(ABC)).contains(new Blob(ABC, 3));
        assertThat(store.read(ABC)).isEqualTo(abc());
        assertThat(store.totalBytes()).isEqualTo(3);
        assertThat(DirectoryBlobStore.open(folder.resolve("blobs")).totalBytes())
                .isEqualTo(3);
    }

    @Test
    void anUploadUnderAnotherNameLeavesNothing() throws IOException {
        try (BlobWriter writer = store.begin()) {
            writer.write(abc());
            assertThatThrownBy(() -> writer.commit("00".repeat(32)))
                    .isInstanceOfSatisfying(BlobException.class, e -> assertThat(e.reason())
                            .isEqualTo(BlobException.Reason.WRONG_HASH));
        }
        try (BlobWriter writer = store.begin()) {
            writer.write(abc());
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aFlippedBitIsDetectedAlsoAfterAGoodRead() throws IOException {
        store.put(abc());
        Path file = store.file(ABC);
        Files.write(file, "abd".getBytes(StandardCharsets.US_ASCII));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThatThrownBy(() -> store.read(ABC))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.reason()).isEqualTo(BlobException.Reason.DAMAGED))
                .hasMessageContaining(ABC);
        store.put(abc());
        assertThat(store.read(ABC)).isEqualTo(abc());
    }

    @Test
    void limitsHold() throws IOException {
        DirectoryBlobStore small = DirectoryBlobStore.open(folder.resolve("small"), 10, 25);
        assertThatThrownBy(() -> small.put(new byte[11]))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.reason()).isEqualTo(BlobException.Reason.TOO_LARGE));
        small.put(new byte[10]);
        small.put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        assertThatThrownBy(() -> small.put(new byte[9]))
                .isInstanceOfSatisfying(
                        BlobException.class, e -> assertThat(e.reason()).isEqualTo(BlobException.Reason.FULL));
        assertThat(small.totalBytes()).isEqualTo(20);
    }

    @Test
    void cleaningUpKeepsWhatIsNamedOrYoung() throws IOException {
        Blob old = store.put(abc());
        Blob named = store.put(new byte[] {1});
        Blob young = store.put(new byte[] {2});
        for (Blob blob : List.of(old, named)) {
            Files.setLastModifiedTime(store.file(blob.sha256()), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
        Path part = Files.writeString(folder.resolve("blobs/dead.part"), "half");
        Files.setLastModifiedTime(part, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        long freed = store.retain(Set.of(named.sha256()), Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(freed).isEqualTo(3);
        assertThat(store.find(old.sha256())).isEmpty();
        assertThat(store.find(named.sha256())).isPresent();
        assertThat(store.find(young.sha256())).isPresent();
        assertThat(part).doesNotExist();
    }

    @Test
    void namesThatAreNoHashNeverReachTheDisk() {
        for (String name : new String[] {"../../etc/passwd", ABC.toUpperCase(java.util.Locale.ROOT), "", ABC + "/x"}) {
            assertThatThrownBy(() -> store.file(name)).isInstanceOf(SpecException.class);
        }
    }

    @Test
    void inputsComeFromTheStoreOrTheDisk() throws IOException {
        store.put(abc());
        BlobInputs inputs = new BlobInputs(store);
        assertThat(inputs.resolve(InputRef.blob(ABC, "log.adi"))).hasContent("abc");
        Path own = Files.writeString(folder.resolve("own.adi"), "mine");
        assertThat(inputs.resolve(InputRef.file(own.toString()))).isEqualTo(own);
        assertThatThrownBy(() -> inputs.resolve(InputRef.blob("00".repeat(32), "x")))
                .isInstanceOf(BlobException.class);
    }
}
