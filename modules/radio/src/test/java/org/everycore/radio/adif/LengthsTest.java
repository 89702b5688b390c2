package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths that say too much, against the plain loop and one by one. */
class LengthsTest {
    private static final String[] PIECES = {
        "<EOR>",
        "<eor>\n",
        "<EOR>",
        "<EOH>",
        "<EOR:0>",
        "<EOH:0>",
        "<CALL:5>K1ABC",
        "<CALL:25>K1ABC",
        "<CALL:9>K1ABC",
        "<BAND:3>20m",
        "<BAND:13>20m",
        "<MODE:2>CW ",
        "<QSO_DATE:8>20240101",
        "<QSO_DATE:8:D>20240102",
        "<TIME_ON:4>1200",
        "<TIME_ON:64>1200",
        "<COMMENT:5>hello",
        "<COMMENT:12>hello",
        "<COMMENT:40>a <b> c",
        "<NOTES:300>n",
        "<NOTES:20>x <EOR> y",
        "<COMMENT:5000>c",
        "<",
        ">",
        " ",
        "\n",
        "\t",
        "text",
        "<br>",
        "<b:x>",
        "<APP_X:3>abc",
        "<APP_X:999999999999999>abc",
        "<CALL :2>ab",
        "<NAME:4>Anna\r\n",
        "<NAME:200000>A"
    };

    @ParameterizedTest
    @EnumSource(Lengths.class)
    void theScannerAgreesWithThePlainLoop(Lengths lengths) throws IOException {
        for (long seed = 0; seed < 1500; seed++) {
            check(text(new SplittableRandom(seed)), lengths, "seed " + seed);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(60); n >= 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static void check(String text, Lengths lengths, String what) throws IOException {
        List<List<AdifField>> wanted = new ArrayList<>();
        Map<Reason, Integer> reasons = new TreeMap<>();
        for (PlainRecords.Plain record : PlainRecords.of(text, lengths == Lengths.RECOVER)) {
            AdifRecord qso = AdifRecord.lastOf(record.fields());
            Reason reason = !record.ended()
                    ? Reason.NO_EOR_AT_END
                    : record.twice()
                            ? Reason.DUPLICATE_FIELD
                            : RecordRules.check(qso).orElse(null);
            if (reason == null) {
                wanted.add(record.fields());
            } else {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        List<List<AdifField>> read = new ArrayList<>();
        Map<Reason, Integer> told = new TreeMap<>();
        try (AdifReader reader = AdifReader.of(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
                new ReadRules(OnDuplicate.STRICT, lengths),
                problem -> {
                    if (problem.reason().rejects()) {
                        told.merge(problem.reason(), 1, Integer::sum);
                    }
                })) {
            reader.forEachRemaining(record -> read.add(record.fields()));
        }
        assertThat(read).as(() -> what + ": " + text).isEqualTo(wanted);
        assertThat(told).as(() -> what + ": " + text).isEqualTo(reasons);
    }

    /** In any record, whichever field's length is too large by whatever, none is lost while the field may not hold free text. */
    @ParameterizedTest
    @ValueSource(strings = {"CALL", "MODE", "COMMENT"})
    void noRecordIsLostByOneLengthTooLarge(String field) throws IOException {
        List<Integer> overruns = new ArrayList<>(List.of(5000));
        for (int n = 1; n < 200; n++) {
            overruns.add(n);
        }
        for (int record = 0; record < 10; record += 3) {
            for (int more : overruns) {
                String log = log(record, field, more);
                check(log, Lengths.RECOVER, field + " " + record + " " + more);
                int kept = PlainRecords.of(log, true).stream()
                        .mapToInt(r -> r.ended() && !r.twice() ? 1 : 0)
                        .sum();
                if (!field.equals("COMMENT")) {
                    assertThat(kept).as(record + " " + more).isEqualTo(10);
                }
            }
        }
    }

    private static String log(int damaged, String field, int more) {
        StringBuilder text = new StringBuilder("made for a test <ADIF_VER:5>3.1.5 <EOH>\n");
        for (int i = 0; i < 10; i++) {
            String[][] fields = {
                {"CALL", "K1AB" + (char) ('A' + i)},
                {"BAND", "20m"},
                {"MODE", "CW"},
                {"QSO_DATE", "20240101"},
                {"TIME_ON", "12000" + i},
                {"COMMENT", "hello there"},
                {"NAME", "Anna"}
            };
            for (String[] one : fields) {
                int length = one[1].length() + (i == damaged && one[0].equals(field) ? more : 0);
                text.append('<')
                        .append(one[0])
                        .append(':')
                        .append(length)
                        .append('>')
                        .append(one[1])
                        .append(' ');
            }
            text.append("<EOR>\n");
        }
        return text.toString();
    }

    @Test
    void theFirstOverrunIsToldAndTheValueEndsBeforeTheTag() throws IOException {
        List<Problem> problems = new ArrayList<>();
        String log = "<CALL:7>K1ABC <BAND:3>20m<MODE:2>CW<QSO_DATE:8>20240101<TIME_ON:4>1200<EOR>";
        try (AdifReader reader = AdifReader.of(
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), ReadRules.DEFAULT, problems::add)) {
            assertThat(reader.next().get("CALL")).isEqualTo("K1ABC");
        }
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.BAD_LENGTH);
            assertThat(problem.field()).isEqualTo("CALL");
            assertThat(problem.offset()).isZero();
        });
    }

    /** Each of many lengths points behind the same long blanks; looked through anew for each, this would take hours. */
    @Test
    void manyOverrunsIntoOneStretchOfBlanksTakeLinearTime() throws IOException {
        int tags = 10_000;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tags; i++) {
            text.append(String.format(java.util.Locale.ROOT, "<N:%06d>", (tags - i - 1) * 10 + 1));
        }
        text.append(" ".repeat(250_000)).append("x<EOR>");
        long start = System.nanoTime();
        try (AdifReader reader = AdifReader.of(
                new ByteArrayInputStream(text.toString().repeat(10).getBytes(StandardCharsets.UTF_8)),
                ReadRules.DEFAULT,
                problem -> {})) {
            reader.forEachRemaining(record -> {});
        }
        assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
    }
}
