package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipAsAdiTest {
    private static final String LOG = "<CALL:5>DL1AA<EOR>\n";

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(LOG.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] read(byte[] zip) throws IOException {
        try (ZipAsAdi in = new ZipAsAdi(new ByteArrayInputStream(zip), "logs.zip")) {
            return in.readAllBytes();
        }
    }

    @Test
    void logsComeOneAfterTheOther() throws IOException {
        assertThat(new String(read(zip("a.adi", "folder/b.ADI", "c..d.adif", "read.me")), StandardCharsets.US_ASCII))
                .isEqualTo((LOG + "\n").repeat(3));
    }

    @Test
    void aNameInAnOldCodePageIsNoHindrance() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            zip.putNextEntry(new ZipEntry("M\u00fcller.adi"));
            zip.write(LOG.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(read(bytes.toByteArray())).hasSize(LOG.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.adi",
                "a/../../evil.adi",
                "/etc/evil.adi",
                "C:\\evil.adi",
                "..\\evil.adi",
                "a/..",
                "/x.txt"
            })
    void aPathOutOfTheArchiveIsRefused(String name) {
        assertThatThrownBy(() -> read(zip("a.adi", name)))
                .isInstanceOf(NotALogException.class)
                .hasMessageContaining("logs.zip")
                .hasMessageContaining(name);
    }

    @Test
    void aMillionFilesAreRefusedSoon() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 20_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".txt"));
            }
        }
        assertThatThrownBy(() -> read(bytes.toByteArray()))
                .isInstanceOf(NotALogException.class)
                .hasMessageContaining("10000 files");
    }

    @Test
    void anArchiveOfBlanksPassesThroughALittleMemory() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bomb.adi"));
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 128; i++) {
                zip.write(blanks);
            }
        }
        long[] length = new long[1];
        try (ZipAsAdi in = new ZipAsAdi(new ByteArrayInputStream(bytes.toByteArray()), "logs.zip")) {
            in.transferTo(new OutputStream() {
                @Override
                public void write(int b) {
                    length[0]++;
                }

                @Override
                public void write(byte[] b, int offset, int count) {
                    length[0] += count;
                }
            });
        }
        assertThat(length[0]).isEqualTo((128L << 20) + 1);
    }

    @Test
    void damagedArchivesEndInAnIoException() throws IOException {
        byte[] good = zip("a.adi", "b.adi");
        Random random = new Random(11);
        for (int round = 0; round < Integer.getInteger("everycore.fuzz.rounds", 500); round++) {
            byte[] bad = good.clone();
            for (int i = 0; i <= random.nextInt(8); i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                read(bad);
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }
}
