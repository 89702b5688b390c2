package org.everycore.radio.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static AdifRecord qso(String mode, String time, String... more) {
        AdifRecord qso = AdifRecord.ofPairs(
                "CALL", "K1ABC", "BAND", "20m", "MODE", mode, "QSO_DATE", "20240601", "TIME_ON", time);
        for (int i = 0; i < more.length; i += 2) {
            qso = qso.with(more[i], more[i + 1]);
        }
        return qso;
    }

    @Test
    void confirmationsAndFieldsOfAllRecordsStay() {
        Merge merge = new Merge(0, true);
        merge.add(qso("FT4", "120015", "LOTW_QSL_RCVD", "N"));
        merge.add(qso(
                "MFSK", "1200", "SUBMODE", "FT4", "LOTW_QSL_RCVD", "Y", "LOTW_QSLRDATE", "20240701", "NAME", "Anna"));
        assertThat(merge.merged()).isEqualTo(1);
        assertThat(merge.records()).singleElement().satisfies(one -> {
            assertThat(one.get("LOTW_QSL_RCVD")).isEqualTo("Y");
            assertThat(one.get("LOTW_QSLRDATE")).isEqualTo("20240701");
            assertThat(one.get("NAME")).isEqualTo("Anna");
            assertThat(one.get("TIME_ON")).isEqualTo("120015");
            assertThat(one.has("SUBMODE")).isFalse();
        });
    }

    @Test
    void theToleranceReachesOverAMinuteAndOverMidnight() {
        Merge near = new Merge(60, false);
        near.add(qso("CW", "120059"));
        near.add(qso("CW", "120101"));
        near.add(qso("CW", "120301"));
        assertThat(near.records()).hasSize(2);
        Merge night = new Merge(300, false);
        night.add(qso("CW", "235900"));
        night.add(AdifRecord.ofPairs(
                "CALL", "K1ABC", "BAND", "20m", "MODE", "CW", "QSO_DATE", "20240602", "TIME_ON", "0001"));
        assertThat(night.records()).hasSize(1);
    }

    @Test
    void satellitesAreApart() {
        Merge merge = new Merge(600, true);
        merge.add(qso("SSB", "1200", "PROP_MODE", "SAT", "SAT_NAME", "AO-7"));
        merge.add(qso("SSB", "1200", "PROP_MODE", "SAT", "SAT_NAME", "RS-44"));
        merge.add(qso("SSB", "1205", "PROP_MODE", "SAT", "SAT_NAME", "AO-07"));
        assertThat(merge.records()).hasSize(2);
    }

    @Test
    void timesAreComparedWithTheirSeconds() {
        Filter filter = Filter.parse("TIME_ON<1200");
        assertThat(filter.test(qso("CW", "1300"))).isFalse();
        assertThat(filter.test(qso("CW", "115959"))).isTrue();
        assertThat(filter.test(qso("CW", "010000"))).isTrue();
        assertThat(Filter.parse("TIME_ON=1200").test(qso("CW", "120000"))).isTrue();
    }
}
