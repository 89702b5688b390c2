package org.everycore.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 us",
                "2.4e-4|240 us",
                "0.0123|12.3 ms",
                "3.14159|3.14 s",
                "59.94|59.9 s",
                "59.96|1 min 00 s",
                "247|4 min 07 s",
                "7500|2 h 05 min"
            })
    void times(double seconds, String shown) {
        assertThat(Numbers.seconds(seconds)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 B", "1023|1023 B", "1536|1.5 KiB", "24812892160|23.1 GiB", "209715200|200 MiB"})
    void bytes(long bytes, String shown) {
        assertThat(Numbers.bytes(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "3.14159|3.14", "612345|612 k", "1234567|1.23 M", "NaN|-"})
    void rates(double rate, String shown) {
        assertThat(Numbers.rate(rate)).isEqualTo(shown);
    }

    @Test
    void columnsAreAsWideAsTheirWidestCellWithoutItsColours() {
        List<String> lines = new TextTable("lr")
                .row("band", "worked")
                .row("\u001b[1m20m\u001b[0m", 7)
                .row("160m", 123)
                .lines();

        assertThat(lines).containsExactly("band  worked", "\u001b[1m20m\u001b[0m        7", "160m     123");
    }

    @Test
    void aBarIsFilledByEighths() {
        assertThat(Bar.of(0, 4)).isEqualTo("\u2591\u2591\u2591\u2591");
        assertThat(Bar.of(1, 4)).isEqualTo("\u2588\u2588\u2588\u2588");
        assertThat(Bar.of(0.5, 3)).isEqualTo("\u2588\u258c\u2591");
        assertThat(Bar.of(Double.NaN, 1)).isEqualTo("\u2591");
        assertThat(Bar.of(7, 1)).isEqualTo("\u2588");
    }

    @Test
    void jsonKeepsOrderAndExactNumbers() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 0.1);
        map.put("a", Arrays.asList(1L, null, true, "quo\"te", Double.NaN));

        assertThat(JsonText.of(map)).isEqualTo("{\"z\":0.1,\"a\":[1,null,true,\"quo\\\"te\",null]}");
    }
}
