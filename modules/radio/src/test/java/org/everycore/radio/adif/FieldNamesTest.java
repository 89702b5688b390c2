package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldNamesTest {
    private final FieldNames names = new FieldNames(List.of("CALL", "BAND"));

    @Test
    void namesHaveOneNumberInAnyCase() {
        assertThat(find("call")).isZero();
        assertThat(find("Band")).isOne();
        int own = find("APP_MINE");
        assertThat(names.name(own)).isEqualTo("APP_MINE");
        assertThat(spelled("App_Mine")).isEqualTo(own);
    }

    /** A spelling remembered from before would give a number that is another name's by now, or none's. */
    @Test
    void spellingsAreForgottenWithTheirNames() {
        int before = find("APP_MINE");
        assertThat(spelled("app_mine")).isEqualTo(before);
        for (int i = 0; i < FieldNames.MOST_NEW; i++) {
            find("X" + i);
            if (i % 1000 == 0) {
                names.startRecord();
            }
        }
        assertThat(names.startRecord()).isTrue();
        assertThat(names.size()).isEqualTo(names.given());
        assertThat(spelled("app_mine")).isNegative();
        assertThat(spelled("Call")).isZero();
        int other = find("OTHER");
        assertThat(names.name(other)).isEqualTo("OTHER");
        assertThat(find("app_mine")).isNotEqualTo(other);
    }

    private int find(String name) {
        byte[] b = padded(name);
        return names.find(b, 0, name.length());
    }

    private int spelled(String name) {
        byte[] b = padded(name);
        return names.spelled(Bytes.word(b, 0), Bytes.word(b, 8));
    }

    private static byte[] padded(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), name.length() + 16 + Bytes.PADDING);
    }
}
