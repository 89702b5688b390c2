package org.everycore.jobs.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    private static final String SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void a_committed_result_stands_alone_in_its_folder() throws IOException {
        Path target = folder.resolve("out.npy");
        Files.writeString(target, "old");

        try (ResultFile file = ResultFile.open(ResultTarget.to(target))) {
            file.stream().write("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(file.commit().sha256()).isEqualTo(SHA_OF_ABC);
        }

        assertThat(target).hasContent("abc");
        assertThat(files()).containsExactly("out.npy");
    }

    @Test
    void without_a_commit_nothing_is_left_and_the_old_file_stays() throws IOException {
        Path target = folder.resolve("out.npy");
        Files.writeString(target, "old");

        try (ResultFile file = ResultFile.open(ResultTarget.to(target))) {
            file.stream().write(new byte[100_000]);
        }

        assertThat(target).hasContent("old");
        assertThat(files()).containsExactly("out.npy");
    }

    @Test
    void the_file_behind_a_link_is_replaced_and_the_link_stays() throws IOException {
        Path real = Files.createDirectories(folder.resolve("www")).resolve("real.html");
        Path link = Files.createSymbolicLink(folder.resolve("latest.html"), Path.of("www", "real.html"));
        for (String text : new String[] {"first", "second"}) {
            try (ResultFile file = ResultFile.open(ResultTarget.to(link))) {
                file.stream().write(text.getBytes(StandardCharsets.US_ASCII));
                file.commit();
            }
            assertThat(link).isSymbolicLink();
            assertThat(real).isRegularFile().hasContent(text);
        }
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        assertThatThrownBy(() -> ResultFile.open(ResultTarget.to(folder.resolve("a"))))
                .isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    void what_cannot_be_written_is_called_as_the_person_called_it() {
        Path target = folder.resolve("nowhere").resolve("x.json");
        assertThatThrownBy(() -> {
                    try (ResultFile file = ResultFile.open(ResultTarget.to(target))) {
                        file.commit();
                    }
                })
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(target.toString());
    }

    @Test
    void without_a_target_only_the_hash_is_made() throws IOException {
        try (ResultFile file = ResultFile.open(ResultTarget.NOWHERE)) {
            file.stream().write("abc".getBytes(StandardCharsets.US_ASCII));
            ResultFile.Committed committed = file.commit();
            assertThat(committed.sha256()).isEqualTo(SHA_OF_ABC);
            assertThat(committed.bytes()).isEqualTo(3);
        }
    }

    @Test
    void a_device_gets_the_bytes_and_is_not_replaced() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));

        try (ResultFile file = ResultFile.open(ResultTarget.to(device))) {
            file.stream().write("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(file.commit().sha256()).isEqualTo(SHA_OF_ABC);
        }

        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void a_full_disk_is_told_and_leaves_nothing() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));

        ResultFile file = ResultFile.open(ResultTarget.to(full));
        file.stream().write(new byte[1000]);

        assertThatThrownBy(file::commit).isInstanceOf(IOException.class).hasMessageContaining("No space left");
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void whatCannotBeWrittenIsNamedAsItWasTyped() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "");
        for (Path target : List.of(folder.resolve("no/x.json"), plain.resolve("x.json"))) {
            assertThatThrownBy(() -> ResultFile.open(ResultTarget.to(target)))
                    .isInstanceOfSatisfying(FileSystemException.class, e -> assertThat(e.getFile())
                            .isEqualTo(target.toString()));
        }
    }
}
