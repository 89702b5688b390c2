package org.everycore.radio.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbsTest {
    private final AdifRecord qso = AdifRecord.ofPairs(
            "CALL",
            "W1AW",
            "BAND",
            "20M",
            "FREQ",
            "14.074",
            "MODE",
            "FT8",
            "QSO_DATE",
            "20200102",
            "NAME",
            "Jörg (x)",
            "GRIDSQUARE",
            " ");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "BAND=20m; true",
                "band = 20M; true",
                "BAND=40m; false",
                "BAND!=40m; true",
                "MODE=FT8 and BAND=40m; false",
                "MODE=FT8 or BAND=40m; true",
                "not MODE=FT8; false",
                "not (MODE=CW or BAND=40m); true",
                "FREQ>9; true",
                "FREQ<9; false",
                "FREQ>=14.0740; true",
                "FREQ<=14.073; false",
                "FREQ=14.0740; true",
                "QSO_DATE>=20200101 and QSO_DATE<20200201; true",
                "CALL~^W1; true",
                "CALL~^w\\d; true",
                "CALL!~^W1; false",
                "CALL~^(W|K)1 and BAND=20m; true",
                "(CALL~^(W|K)1); true",
                "NAME=\"jörg (x)\"; true",
                "DXCC; false",
                "not DXCC; true",
                "GRIDSQUARE; false",
                "CALL; true",
                "DXCC<5; false",
                "DXCC!~x; true",
                "DXCC!=5; true",
                "MODE=CW and BAND=20m or CALL=W1AW; true",
                "MODE=CW and (BAND=20m or CALL=W1AW); false",
                "NOT not CALL; true"
            })
    void aFilterSaysWhatItSays(String text, boolean accepted) {
        assertThat(Filter.parse(text).test(qso)).isEqualTo(accepted);
    }

    @Test
    void aFilterSaysWhereItIsWrong() {
        assertThatThrownBy(() -> Filter.parse("BAND=20m MODE=CW")).hasMessageContaining("character 10");
        assertThatThrownBy(() -> Filter.parse("(BAND=20m")).hasMessageContaining("closing bracket");
        assertThatThrownBy(() -> Filter.parse("CALL~[")).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> Filter.parse("")).hasMessageContaining("name of a field");
        assertThatThrownBy(() -> Filter.parse("NAME=\"x")).hasMessageContaining("quotation mark");
        assertThatThrownBy(() -> Filter.parse("(".repeat(100_000))).hasMessageContaining("nested too deeply");
    }

    @Test
    void selectKeepsFieldsInTheOrderAsked() {
        assertThat(Verbs.select(List.of("mode", "CALL", "DXCC")).apply(qso))
                .isEqualTo(AdifRecord.ofPairs("MODE", "FT8", "CALL", "W1AW"));
    }

    @Test
    void dedupeGoesByCallBandModeDateAndMinute() throws IOException {
        List<AdifRecord> log = List.of(
                qso.with("TIME_ON", "1200"),
                qso.with("TIME_ON", "120059"),
                qso.with("TIME_ON", "1201"),
                qso.with("TIME_ON", "1200").with("CALL", " w1aw "),
                qso.with("TIME_ON", "1200").without("BAND"),
                qso.with("TIME_ON", "1200").with("PROP_MODE", "SAT"),
                qso.with("TIME_ON", "1200").with("MODE", "CW"));
        var sink = new Lists.Sink();
        Verbs.copy(Lists.source(log), sink, Verbs.distinct(), r -> r);
        assertThat(sink.records).containsExactly(log.get(0), log.get(2), log.get(5), log.get(6));
    }

    @Test
    void theKeySetGrowsAndForgetsNothing() {
        var set = new KeySet();
        assertThat(IntStream.range(0, 50_000).allMatch(i -> set.add("key" + i))).isTrue();
        assertThat(IntStream.range(0, 50_000).noneMatch(i -> set.add("key" + i)))
                .isTrue();
    }

    @Test
    void sortingInRunsIsSortingAtOnce() throws IOException {
        var random = new Random(1);
        List<AdifRecord> log = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            log.add(AdifRecord.ofPairs(
                    "CALL",
                    "W" + i,
                    "QSO_DATE",
                    "2020010" + random.nextInt(1, 4),
                    "FREQ",
                    String.valueOf(random.nextInt(30))));
        }
        for (String order : List.of("QSO_DATE", "FREQ,-QSO_DATE", "-FREQ")) {
            List<AdifRecord> expected = new ArrayList<>(log);
            expected.sort(SortOrder.parse(order));
            for (int held : new int[] {49, 100, 500, 10_000}) {
                var sink = new Lists.Sink();
                assertThat(new ExternalSort(SortOrder.parse(order), held).sort(Lists.source(log), sink))
                        .isEqualTo(500);
                assertThat(sink.records).isEqualTo(expected);
            }
        }
        assertThat(SortOrder.parse("FREQ").compare(AdifRecord.ofPairs("FREQ", "7.1"), AdifRecord.ofPairs("FREQ", "14")))
                .isNegative();
        assertThat(SortOrder.TIME.compare(
                        AdifRecord.ofPairs("TIME_ON", "1200"), AdifRecord.ofPairs("TIME_ON", "115959")))
                .isPositive();
    }

    @Test
    void countsWhatALogHolds() {
        var counts = new LogCounts();
        counts.add(qso);
        counts.add(qso.with("CALL", "K1A").with("QSO_DATE", "20190101").with("DXCC", "291"));
        assertThat(counts.qsos()).isEqualTo(2);
        assertThat(counts.calls()).isEqualTo(2);
        assertThat(counts.entities()).isEqualTo(1);
        assertThat(counts.byBand()).containsEntry("20m", 2L);
        assertThat(counts.byYear()).containsOnlyKeys("2019", "2020");
        assertThat(counts.firstDay()).isEqualTo("20190101");
        assertThat(counts.byField()).containsEntry("DXCC", 1L);
    }
}
