package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;

import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.EmissionMode;
import org.everycore.radio.entity.Submode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalModeTest {
    @ParameterizedTest
    @CsvSource({
        "SSB, USB, SSB/USB, PHONE",
        "USB, , SSB/USB, PHONE",
        "lsb, , SSB/LSB, PHONE",
        "SSB, , SSB, PHONE",
        "C4FM, , DIGITALVOICE/C4FM, PHONE",
        "DSTAR, , DIGITALVOICE/DSTAR, PHONE",
        "DMR, , DIGITALVOICE/DMR, PHONE",
        "FREEDV, , DIGITALVOICE/FREEDV, PHONE",
        "M17, , DIGITALVOICE/M17, PHONE",
        "FT4, , MFSK/FT4, DIGITAL",
        "FT4, FT4, MFSK/FT4, DIGITAL",
        "MFSK, FT4, MFSK/FT4, DIGITAL",
        "JS8, , MFSK/JS8, DIGITAL",
        "PSK31, , PSK/PSK31, DIGITAL",
        "PSK31, PSK31, PSK/PSK31, DIGITAL",
        "PCW, , CW/PCW, CW",
        "CWR, , CW, CW",
        "ASCI, , RTTY/ASCI, DIGITAL",
        "JT65A, , JT65/JT65A, DIGITAL",
        "OLIVIA 8/250, , OLIVIA/OLIVIA 8/250, DIGITAL",
        "FT8, , FT8, DIGITAL",
        "FT8, FT8, FT8, DIGITAL",
        "MFSK, FT8, FT8, DIGITAL",
        "DATA, FT4, MFSK/FT4, DIGITAL",
        "DATA, FT8, FT8, DIGITAL",
        ", USB, SSB/USB, PHONE",
        ", PCW, CW/PCW, CW",
        ", RTTY, RTTY, DIGITAL",
        "SSB, FT4, SSB, PHONE",
        "USB, LSB, SSB/USB, PHONE",
        "SSB, AM, AM, PHONE",
        "SSB, RTTY, SSB, PHONE",
        "FT8, MYOWN, FT8/MYOWN, DIGITAL",
        "FT88, , FT88, DIGITAL",
        "FT88, MYOWN, FT88/MYOWN, DIGITAL",
        "' ', ' ', '', NONE",
        ", , '', NONE"
    })
    void everyWayToLogAModeHasOneForm(String mode, String submode, String text, EmissionGroup group) {
        NormalMode normal = NormalMode.of(mode, submode);
        assertThat(normal.text()).isEqualTo(text);
        assertThat(normal.group()).isEqualTo(group);
        assertThat(NormalMode.of(normal.mode(), normal.submode())).isEqualTo(normal);
    }

    @Test
    void noPairOfTheTablesNamesMakesAnInvalidOne() {
        for (EmissionMode mode : AdifTables.modes()) {
            for (Submode submode : AdifTables.submodes()) {
                NormalMode normal = NormalMode.of(mode.name(), submode.name());
                assertThat(AdifTables.mode(normal.mode()))
                        .hasValueSatisfying(m -> assertThat(m.importOnly()).isFalse());
                if (!normal.submode().isEmpty()) {
                    assertThat(AdifTables.submode(normal.submode()))
                            .hasValueSatisfying(s -> assertThat(s.mode()).isEqualTo(normal.mode()));
                }
            }
        }
    }

    @Test
    void everySubmodeAndEveryImportOnlyModeIsThePairOfTheTables() {
        for (Submode submode : AdifTables.submodes()) {
            NormalMode pair = new NormalMode(submode.mode(), submode.name());
            assertThat(NormalMode.of(submode.name(), null)).isEqualTo(pair);
            assertThat(NormalMode.of(submode.mode(), submode.name().toLowerCase(java.util.Locale.ROOT)))
                    .isEqualTo(pair);
            assertThat(NormalMode.of(null, submode.name())).isEqualTo(pair);
        }
        assertThat(AdifTables.modes()).filteredOn(EmissionMode::importOnly).allSatisfy(mode -> assertThat(
                        NormalMode.of(mode.name(), "").submode())
                .isEqualTo(mode.name()));
    }
}
