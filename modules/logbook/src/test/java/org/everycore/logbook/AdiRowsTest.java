package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.LengthUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdiRowsTest {
    /** ASCII, two, three and four bytes a character, and the one that is stored in Base64. */
    private static final String[] ALPHABET = {"a", "<", "\u00fc", "\u00ff", "\u77ed", "\uffee", "\uD83D\uDCFB", "\0"};

    @ParameterizedTest
    @EnumSource(LengthUnit.class)
    void lengthsCountTheirUnitWhateverTheValueHolds(LengthUnit unit) throws IOException {
        var random = new Random(7);
        var out = new ByteArrayOutputStream();
        var rows = new AdiRows(out, unit);
        var expected = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            var value = new StringBuilder();
            // Mostly few kinds of characters, so that each kind is met alone.
            int kinds = 1 + random.nextInt(ALPHABET.length);
            for (int n = random.nextInt(24); n > 0; n--) {
                value.append(ALPHABET[random.nextInt(kinds)]);
            }
            AdifRecord record = AdifRecord.ofPairs("NAME", value.toString(), "CALL", "W1AW");
            rows.write(RecordText.utf8(RecordText.encode(record)));
            int length = unit == LengthUnit.BYTES
                    ? value.toString().getBytes(StandardCharsets.UTF_8).length
                    : (int) value.codePoints().count();
            expected.append("<NAME:").append(length).append('>').append(value).append("<CALL:4>W1AW<EOR>\n");
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
        assertThat(rows.written()).isEqualTo(5000);
    }
}
