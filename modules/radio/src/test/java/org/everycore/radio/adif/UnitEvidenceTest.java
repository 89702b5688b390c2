package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs of programs that count characters and of programs that count bytes come back as they were written, even where both units fit. */
class UnitEvidenceTest {
    private static final String DAY = "<QSO_DATE:8>20240101 <TIME_ON:4>1200 ";

    @Test
    void aBlankBetweenFieldsIsNoPartOfAValueInBytes() throws IOException {
        assertThat(names("<CALL:4>W1AW <NAME:4>Jör " + DAY + "<EOR>\n")).containsExactly("Jör");
    }

    @Test
    void aBlankAtTheEndOfAValueInCharactersIsKept() throws IOException {
        assertThat(names("<CALL:4>W1AW<NAME:4>Jör <QSO_DATE:8>20240101<TIME_ON:4>1200<EOR>"))
                .containsExactly("Jör ");
    }

    @Test
    void surplusBytesThatWouldSwallowEveryEndOfRecordDoNot() throws IOException {
        String record = "<CALL:4>W1AW<QSO_DATE:8>20240101<TIME_ON:4>1200<NAME:9>日本語<EOR>\n";
        assertThat(names(record.repeat(3))).containsExactly("日本語", "日本語", "日本語");
    }

    @Test
    void anEndOfRecordInsideAValueInCharactersIsData() throws IOException {
        String record = "<CALL:4>W1AW<QSO_DATE:8>20240101<TIME_ON:4>1200<NAME:9>日本語<EOR>\n<EOR>\n";
        assertThat(names(record.repeat(3))).containsExactly("日本語<EOR>\n", "日本語<EOR>\n", "日本語<EOR>\n");
    }

    @Test
    void aLineEndBeforeTheEndOfARecordIsNoPartOfAValueEvenIfNoOtherValueStandsThere() throws IOException {
        assertThat(names("<CALL:4>W1AW " + DAY + "<NAME:4>Jör\n<EOR>\n")).containsExactly("Jör");
    }

    @ParameterizedTest
    @EnumSource(LengthUnit.class)
    void aValueThatFitsOneUnitAloneIsReadInItWhateverTheFileCounts(LengthUnit unit) throws IOException {
        Written log = new Written(unit, StandardCharsets.UTF_8, " ", "\n");
        for (int i = 0; i < 40; i++) {
            log.record("Grüße", "x");
        }
        Written other = new Written(other(unit), StandardCharsets.UTF_8, " ", "\n");
        other.record("Grüße aus Köln", "y");
        log.text.append(other.text);
        log.expected.addAll(other.expected);
        assertThat(read(log.bytes())).isEqualTo(log.expected);
    }

    /** Ordinary values and awkward ones; what stands between fields is one program's habit. */
    @Property(tries = 1000)
    void anyLogOfOneProgramComesBackExactly(
            @ForAll long seed, @ForAll LengthUnit unit, @ForAll @IntRange(min = 1, max = 12) int records)
            throws IOException {
        Random random = new Random(seed);
        String between = pick(random, "", " ", "\n", "\r\n", "  ", "\t");
        Written log = new Written(unit, StandardCharsets.UTF_8, between, pick(random, between, "", " ", "\n", "\r\n"));
        log.text.append(pick(random, "", "\ufeff", "Grüße <eoh>", "<ADIF_VER:5>3.1.4 <EOH>\n"));
        for (int i = 0; i < records; i++) {
            log.record(word(random), random.nextInt(3) == 0 ? awkward(random) : word(random));
        }
        assertThat(read(log.bytes())).as(() -> log.text.toString()).isEqualTo(log.expected);
    }

    /** In a character set of one byte a character both units are one. */
    @Property(tries = 300)
    void logsOfOneByteCharactersComeBackExactly(@ForAll long seed, @ForAll boolean windows) throws IOException {
        Random random = new Random(seed);
        Charset charset = windows ? Charset.forName("windows-1252") : StandardCharsets.ISO_8859_1;
        Written log = new Written(LengthUnit.CHARACTERS, charset, pick(random, "", " ", "\n"), "\n");
        for (int i = 0; i < 10; i++) {
            String name = pick(random, "Jörg", "Grüße ", "naïve", "<EOR>é", "Ñandú", "ÆØÅ");
            log.record(name, windows ? pick(random, "5 €", "“a”", "–") : "ÿ");
        }
        assertThat(read(log.bytes())).isEqualTo(log.expected);
    }

    /** A log as one program would write it, and what must be read from it. */
    private static final class Written {
        private final LengthUnit unit;
        private final Charset charset;
        private final String between;
        private final String behind;
        private final StringBuilder text = new StringBuilder();
        private final List<List<String>> expected = new ArrayList<>();

        Written(LengthUnit unit, Charset charset, String between, String behind) {
            this.unit = unit;
            this.charset = charset;
            this.between = between;
            this.behind = behind;
        }

        void record(String name, String comment) {
            List<String> values = List.of("DL1ABC", name, "20240131", comment, "1200");
            field("CALL", values.get(0));
            field("NAME", name);
            field("QSO_DATE", values.get(2));
            field("COMMENT", comment);
            field("TIME_ON", values.get(4));
            text.append("<EOR>").append(behind);
            expected.add(values);
        }

        private void field(String field, String value) {
            int length =
                    unit == LengthUnit.BYTES ? value.getBytes(charset).length : value.codePointCount(0, value.length());
            text.append('<').append(field).append(':').append(length).append('>');
            text.append(value).append(between);
        }

        byte[] bytes() {
            return text.toString().getBytes(charset);
        }
    }

    private static LengthUnit other(LengthUnit unit) {
        return unit == LengthUnit.BYTES ? LengthUnit.CHARACTERS : LengthUnit.BYTES;
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String word(Random random) {
        return pick(
                random,
                "Jörg",
                "Łukasz",
                "Hans",
                "Ñandú",
                "Grüße aus Köln ☀",
                "太郎",
                "Владимир",
                "Åse",
                "Joe",
                "é",
                "ΑΒΓ",
                "𝄞 music");
    }

    /** Values that end in blanks, hold tags and ends of records, or runs whose surplus bytes are as long as those. */
    private static String awkward(Random random) {
        String head = pick(random, "é", "日本語", "日本", "öö", "ü", "☀☀☀", "𝄞", "äöüß", "");
        String tail = pick(
                random,
                " ",
                "  ",
                "   ",
                "<EOR>",
                "<EOR>\n",
                "\n",
                "<CALL:1>",
                "<CALL:4>",
                "<",
                "<a>b",
                " <EOR> ",
                "é ");
        return head + tail + pick(random, "", "", "ü", "x");
    }

    private static List<String> names(String log) throws IOException {
        return read(log.getBytes(StandardCharsets.UTF_8), "NAME").stream()
                .map(values -> values.get(0))
                .toList();
    }

    private static List<List<String>> read(byte[] log) throws IOException {
        return read(log, "CALL", "NAME", "QSO_DATE", "COMMENT", "TIME_ON");
    }

    private static List<List<String>> read(byte[] log, String... fields) throws IOException {
        List<List<String>> read = new ArrayList<>();
        try (AdifReader reader =
                AdifReader.of(new ByteArrayInputStream(log), ReadRules.of(OnDuplicate.STRICT), problem -> {})) {
            reader.forEachRemaining(record -> {
                List<String> values = new ArrayList<>();
                for (String field : fields) {
                    values.add(record.get(field));
                }
                read.add(values);
            });
        }
        return read;
    }
}
