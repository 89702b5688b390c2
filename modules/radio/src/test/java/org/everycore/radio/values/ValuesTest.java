package org.everycore.radio.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.entity.CallsignResolver;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private final ValueRules rules = new ValueRules(20_260_101);
    private final Repair repair = new Repair();

    @Test
    void eachDoubtfulValueHasItsReason() {
        doubtful(ValueReason.NOT_LISTED, "BAND", "40");
        doubtful(ValueReason.NOT_LISTED, "MODE", "FT88");
        doubtful(ValueReason.IMPORT_ONLY, "MODE", "USB");
        doubtful(ValueReason.NOT_A_NUMBER, "FREQ", "14,076");
        doubtful(ValueReason.NO_BAND, "FREQ", "14076");
        doubtful(ValueReason.OTHER_BAND, "FREQ", "14.076", "BAND", "40m");
        doubtful(ValueReason.OUT_OF_RANGE, "CQZ", "41");
        doubtful(ValueReason.NOT_A_GRID, "GRIDSQUARE", "ZZ99");
        doubtful(ValueReason.OTHER_ENTITY, "STATE", "XX", "DXCC", "291");
        doubtful(ValueReason.OTHER_ENTITY, "STATE", "CA", "DXCC", "6");
        doubtful(ValueReason.NOT_A_CALL, "CALL", "K1ABC<");
        doubtful(ValueReason.FUTURE_DAY, "QSO_DATE", "20990101");
        doubtful(ValueReason.NOT_A_DAY, "QSLRDATE", "2024-01-02");
        doubtful(ValueReason.NOT_A_TIME, "TIME_OFF", "2460");
        doubtful(ValueReason.NOT_LISTED, "DXCC", "1234");
        doubtful(ValueReason.NOT_LISTED, "QSL_RCVD", "YES");
        doubtful(ValueReason.NOT_LISTED, "PROP_MODE", "SATELLITE");
        doubtful(ValueReason.NOT_A_REFERENCE, "IOTA", "EU5");
        doubtful(ValueReason.NOT_A_REFERENCE, "POTA_REF", "garbage");
        doubtful(ValueReason.OTHER_MODE, "SUBMODE", "USB", "MODE", "CW");
        doubtful(ValueReason.OTHER_ZONE, "CQZ", "15", "DXCC", "230");
        doubtful(ValueReason.OTHER_CONTINENT, "CONT", "AS", "DXCC", "230");
        doubtful(ValueReason.NOT_LISTED, "CNTY", "CT,Nowhere", "DXCC", "291");
        doubtful(ValueReason.ENDS_EARLY, "TIME_OFF", "1159", "QSO_DATE_OFF", "20240601");
    }

    @Test
    void whatIsRightIsNotDoubted() {
        assertThat(rules.check(qso(
                        "BAND",
                        "20M",
                        "FREQ",
                        "14.0760",
                        "MODE",
                        "MFSK",
                        "SUBMODE",
                        "FT4",
                        "DXCC",
                        "291",
                        "STATE",
                        "ct",
                        "CNTY",
                        "CT,Hartford",
                        "CQZ",
                        "05",
                        "GRIDSQUARE",
                        "FN31pr",
                        "QSL_RCVD",
                        "y",
                        "IOTA",
                        "EU-005",
                        "SOTA_REF",
                        "G/LD-001",
                        "POTA_REF",
                        "US-1234@US-CT,K-0001",
                        "LAT",
                        "N041 42.883",
                        "NAME",
                        "")))
                .isEmpty();
    }

    @Test
    void whatHasOneMeaningIsMended() {
        mended("BAND", "40", "40m");
        mended("BAND", "40 M", "40m");
        mended("BAND", "70", "70cm");
        mended("BAND", "144 MHz", "2m");
        mended("FREQ", "14,076", "14.076");
        mended("FREQ", "14076.0", "14.076");
        mended("FREQ", "7030 kHz", "7.03");
        mended("QSO_DATE", "2024-01-02", "20240102");
        mended("QSO_DATE", "31.01.2024", "20240131");
        mended("QSO_DATE", "01/31/2024", "20240131");
        mended("TIME_ON", "9:05", "0905");
        mended("TIME_ON", "905", "0905");
        mended("TIME_ON", "12:34:56", "123456");
        mended("CALL", "K1ABC<", "K1ABC");
        mended("CALL", "\u00d81ABC", "01ABC");
        mended("QSL_RCVD", "yes", "Y");
        mended("CONT", "Europe", "EU");
        mended("IOTA", "EU5", "EU-005");
        mended("GRIDSQUARE", "JO62q", "JO62");
        mended("CQZ", "14.0", "14");
        mended("MODE", "USB", "SSB");
    }

    @Test
    void whatCouldMeanTwoThingsStaysAsItIs() {
        for (String[] pair : new String[][] {
            {"BAND", "6"}, {"BAND", "99"}, {"QSO_DATE", "01/02/2024"}, {"TIME_ON", "2500"}, {"CALL", "K1 ABC"},
            {"FREQ", "99"}, {"GRIDSQUARE", "ZZ99"}, {"CQZ", "41"}, {"STATE", "Nowhere"}, {"QSO_DATE", "20240230"}
        }) {
            AdifRecord qso = qso(pair);
            assertThat(repair.apply(qso).record()).as(pair[0] + " " + pair[1]).isEqualTo(qso);
        }
    }

    @Test
    void aLostEndBetweenTwoQsosShows() {
        List<AdifField> both = List.of(
                new AdifField("CALL", "K1ABC"),
                new AdifField("QSO_DATE", "20240101"),
                new AdifField("TIME_ON", "12:00"),
                new AdifField("CALL", "K2ABC"),
                new AdifField("QSO_DATE", "20240101"),
                new AdifField("TIME_ON", "1201"));
        assertThat(repair.parts(both)).hasSize(2);
        assertThat(repair.parts(both.subList(0, 5))).hasSize(1);
        assertThat(repair.apply(both)).isEmpty();
    }

    @Test
    void placesAreInTheirSquares() {
        // The ARRL's station, Greenwich, Sydney, the corners of the world.
        assertThat(Inference.locator(41.714775, -72.727260)).isEqualTo("FN31pr");
        assertThat(Inference.locator(51.4779, -0.0015)).isEqualTo("IO91xl");
        assertThat(Inference.locator(-33.8568, 151.2153)).isEqualTo("QF56od");
        assertThat(Inference.locator(-90, -180)).isEqualTo("AA00aa");
        assertThat(Inference.locator(90, 180)).isEqualTo("RR99xx");
    }

    @Test
    void onlyWhatHasNoValueIsFilled() {
        Inference inference = new Inference(CallsignResolver.builtIn(), Set.copyOf(Inference.FIELDS));
        AdifRecord filled = inference
                .apply(qso("CALL", "W6ABC", "FREQ", "14.025", "CQZ", "4", "STATE", "NY"))
                .record();
        assertThat(filled.get("CQZ")).isEqualTo("4");
        assertThat(filled.get("DXCC")).isEqualTo("291");
        assertThat(filled.get("BAND")).isEqualTo("20m");
        assertThat(filled.get("ITUZ")).as("New York lies in one zone").isEqualTo("8");
        assertThat(filled.get("CONT")).isEqualTo("NA");
        assertThat(inference.apply(filled).changes()).isEmpty();
    }

    @Test
    void regionsThatCountApartComeFromTheCallsign() {
        Inference inference = new Inference(CallsignResolver.builtIn(), Set.of("REGION"));
        String[][] calls = {
            {"IT9ABC", "SY"},
            {"IT9/DL1ABC", "SY"},
            {"TA1ABC", "ET"},
            {"4U1VIC", "IV"},
            {"IG9ABC", "AI"},
            {"I2ABC", null},
            {"TA2ABC", null},
            {"GM3ABC", null},
            {"DL1ABC", null}
        };
        for (String[] call : calls) {
            assertThat(inference.apply(qso("CALL", call[0])).record().get("REGION"))
                    .as(call[0])
                    .isEqualTo(call[1]);
        }
    }

    private void doubtful(ValueReason reason, String... pairs) {
        assertThat(rules.check(qso(pairs))).as(String.join(" ", pairs)).anySatisfy(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.field()).isEqualTo(pairs[0]);
        });
    }

    private void mended(String field, String before, String after) {
        Altered altered = repair.apply(qso(field, before));
        assertThat(altered.record().get(field)).as(before).isEqualTo(after);
        assertThat(altered.changes())
                .anySatisfy(change -> assertThat(change.field()).isEqualTo(field));
        assertThat(repair.apply(altered.record()).changes())
                .as("once is enough")
                .isEmpty();
    }

    private static AdifRecord qso(String... pairs) {
        AdifRecord qso = AdifRecord.ofPairs("CALL", "W1AW", "QSO_DATE", "20240601", "TIME_ON", "1200");
        for (int i = 0; i < pairs.length; i += 2) {
            qso = qso.with(pairs[i], pairs[i + 1]);
        }
        return qso;
    }
}
