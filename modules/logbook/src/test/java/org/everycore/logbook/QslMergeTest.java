package org.everycore.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.everycore.radio.adif.AdifRecord;
import org.junit.jupiter.api.Test;

class QslMergeTest {
    private final AdifRecord kept =
            Stores.qso("DL1ABC", "20m", "CW", "20200101", "1200", "COMMENT", "mine", "NAME", " ");

    @Test
    void fillsWhatIsMissingAndOverrulesNothing() {
        AdifRecord joined = QslMerge.join(
                kept, kept.with("COMMENT", "other").with("NAME", "Hans").with("DXCC", "230"));
        assertThat(joined.get("COMMENT")).isEqualTo("mine");
        assertThat(joined.get("NAME")).isEqualTo("Hans");
        assertThat(joined.get("DXCC")).isEqualTo("230");
    }

    @Test
    void aStatusRisesWithItsDateAndNeverFalls() {
        AdifRecord asked = kept.with("QSL_RCVD", "R");
        AdifRecord received = QslMerge.join(asked, kept.with("QSL_RCVD", "Y").with("QSLRDATE", "20210101"));
        assertThat(received.get("QSL_RCVD")).isEqualTo("Y");
        assertThat(received.get("QSLRDATE")).isEqualTo("20210101");
        assertThat(QslMerge.join(received, asked.with("QSL_RCVD", "N"))).isSameAs(received);
        assertThat(QslMerge.join(received, kept.with("QSL_RCVD", "V")).get("QSL_RCVD"))
                .isEqualTo("V");
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        AdifRecord other = kept.with("QSL_RCVD", "Y").with("STATE", "BY").without("COMMENT");
        AdifRecord once = QslMerge.join(kept, other);
        assertThat(QslMerge.join(once, other)).isSameAs(once);
    }

    @Test
    void aReportConfirmsByItsOwnFieldsOnly() {
        AdifRecord lotw = kept.with("QSL_RCVD", "Y")
                .with("QSLRDATE", "20210202")
                .with("CQZ", "14")
                .with("TIME_ON", "1201");
        AdifRecord confirmed = QslMerge.confirm(kept, lotw, QslSource.LOTW);
        assertThat(confirmed.get("LOTW_QSL_RCVD")).isEqualTo("Y");
        assertThat(confirmed.get("LOTW_QSLRDATE")).isEqualTo("20210202");
        assertThat(confirmed.get("QSL_RCVD")).isNull();
        assertThat(confirmed.get("TIME_ON")).isEqualTo("1200");
        assertThat(confirmed.get("CQZ")).isEqualTo("14");
        AdifRecord inbox = kept.with("QSL_SENT", "Y").with("QSL_SENT_VIA", "E");
        assertThat(QslMerge.confirm(kept, inbox, QslSource.EQSL).get("EQSL_QSL_RCVD"))
                .isEqualTo("Y");
        assertThat(QslMerge.confirm(kept, kept, QslSource.LOTW).has("CQZ")).isFalse();
    }
}
