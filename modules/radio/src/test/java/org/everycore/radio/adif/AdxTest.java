package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdxTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenReadsBackToTheSameFields() throws IOException {
        AdifRecord header = AdifRecord.ofPairs("USERDEF1", "SHOE_SIZE,{5:20}");
        AdifRecord record = AdifRecord.of(List.of(
                new AdifField("CALL", "W1AW"),
                new AdifField("QSO_DATE", "20240101"),
                new AdifField("TIME_ON", "1200"),
                new AdifField("COMMENT", "a < b & \"c\" <EOR> 太郎\r\n\tz"),
                new AdifField("APP_MYLOG_RATING", 'N', "7"),
                new AdifField("SHOE_SIZE", "11"),
                new AdifField("2M_RECORD", "odd name")));
        Path file = folder.resolve("log.adx");
        try (OutputStream out = Files.newOutputStream(file);
                AdxWriter writer = new AdxWriter(out)) {
            writer.header(header);
            writer.record(record);
        }
        List<Problem> problems = new ArrayList<>();
        try (AdifReader reader = AdifReader.open(file, ReadRules.of(OnDuplicate.STRICT), problems::add)) {
            assertThat(reader.next()).isEqualTo(record);
            assertThat(reader.hasNext()).isFalse();
            assertThat(reader.header().get("PROGRAMID")).isEqualTo("everycore");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void externalEntitiesAreNotRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "W1AW");
        Path file = Files.writeString(
                folder.resolve("log.adx"),
                "<?xml version=\"1.0\"?><!DOCTYPE ADX [<!ENTITY x SYSTEM \"" + secret.toUri()
                        + "\">]><ADX><RECORDS><RECORD><CALL>&x;</CALL></RECORD></RECORDS></ADX>");
        assertThatThrownBy(() -> readAll(file)).hasMessageContaining("document type");
    }

    @Test
    void damagedXmlIsRefusedWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("log.adx"), "<ADX>\n<RECORDS><RECORD></ADX>");
        assertThatThrownBy(() -> readAll(file)).hasMessageContaining("log.adx, line 2");
    }

    private static void readAll(Path file) throws IOException {
        try (AdifReader reader = AdifReader.open(file, ReadRules.of(OnDuplicate.STRICT), p -> {})) {
            reader.forEachRemaining(r -> {});
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
