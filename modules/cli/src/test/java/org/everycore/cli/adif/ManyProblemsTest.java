package org.everycore.cli.adif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.everycore.cli.CliRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log with more bad lengths in a row than are held: the rest is counted, and said to be. */
class ManyProblemsTest {
    @TempDir
    Path folder;

    private String log;

    @BeforeEach
    void write() throws IOException {
        Path file = folder.resolve("log.adi");
        Files.writeString(file, "<EOH>" + "<A:x>".repeat(3_000) + "<CALL:4>W1AW<B:y>");
        log = file.toString();
    }

    @Test
    void checkCountsThemAll() {
        CliRun text = CliRun.of(folder, "adif", "check", log);
        assertThat(text.out().lines()).hasSize(1_024 + 1 + 1 + 1);
        assertThat(text.out())
                .contains(": 1 record, 0 accepted, 3,002 problems (1,976 bad_length not shown); UTF-8, lengths count");
        assertThat(CliRun.of(folder, "adif", "check", "--json", log).out())
                .contains("\"counts\":{\"bad_length\":3001,\"no_eor_at_end\":1}");
    }

    @Test
    void theWarningOfOtherCommandsCountsThemAll() {
        assertThat(CliRun.of(folder, "adif", "cat", log).err())
                .contains("1 record, problems: bad_length 3,001, no_eor_at_end 1;");
    }
}
