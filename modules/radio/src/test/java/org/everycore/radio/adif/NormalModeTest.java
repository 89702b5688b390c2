package org.everycore.radio.adif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.radio.convert.LogForm;
import org.everycore.radio.convert.RecordSink;
import org.everycore.radio.convert.RecordSource;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.EmissionMode;
import org.everycore.radio.entity.Submode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalModeTest {
    @TempDir
    Path folder;

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

    @Test
    void everyWriterWritesTheNormalForm() throws IOException {
        AdifRecord[] logged = {
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "FT4", "BAND", "20m"),
            AdifRecord.ofPairs("CALL", "K1A", "SUBMODE", "usb", "BAND", "20m"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "C4FM"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "MFSK", "SUBMODE", "FT8"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "CW", "SUBMODE", "USB"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "FT8", "SUBMODE", "MFSK"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "ssb", "SUBMODE", " lsb "),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "PHONE"),
            AdifRecord.ofPairs("CALL", "K1A")
        };
        AdifRecord[] written = {
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "MFSK", "SUBMODE", "FT4", "BAND", "20m"),
            AdifRecord.ofPairs("MODE", "SSB", "CALL", "K1A", "SUBMODE", "usb", "BAND", "20m"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "DIGITALVOICE", "SUBMODE", "C4FM"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "FT8"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "CW", "APP_EVERYCORE_SUBMODE", "USB"),
            AdifRecord.ofPairs("CALL", "K1A", "MODE", "FT8", "APP_EVERYCORE_SUBMODE", "MFSK"),
            logged[6],
            logged[7],
            logged[8]
        };
        for (LogForm form : new LogForm[] {LogForm.ADI, LogForm.ADX, LogForm.JSONL, LogForm.CSV}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (RecordSink sink = form.create(
                    out, List.of("CALL", "MODE", "SUBMODE", "BAND", "APP_EVERYCORE_SUBMODE"), LengthUnit.BYTES)) {
                sink.header(AdifRecord.of(List.of()));
                for (AdifRecord record : logged) {
                    sink.record(record);
                }
            }
            Path file = Files.write(folder.resolve("log." + form.format().extension()), out.toByteArray());
            try (RecordSource source = form.open(file, ReadRules.DEFAULT, problem -> {})) {
                for (int i = 0; i < written.length && form != LogForm.ADI && form != LogForm.ADX; i++) {
                    assertThat(source.next().fields())
                            .as("%s %d", form, i)
                            .containsExactlyInAnyOrderElementsOf(written[i].fields());
                }
            }
            for (int i = 0; i < written.length; i++) {
                assertThat(NormalMode.written(logged[i])).isEqualTo(written[i]);
                assertThat(NormalMode.written(written[i])).isSameAs(written[i]);
            }
        }
        assertThat(NormalMode.written(logged[7])).isSameAs(logged[7]);
    }

    @Test
    void noPairThatIsWrittenIsInvalid() {
        for (EmissionMode mode : AdifTables.modes()) {
            for (Submode submode : AdifTables.submodes()) {
                AdifRecord written =
                        NormalMode.written(AdifRecord.ofPairs("MODE", mode.name(), "SUBMODE", submode.name()));
                assertThat(AdifTables.mode(written.get("MODE")).orElseThrow().importOnly())
                        .isFalse();
                if (written.has("SUBMODE")) {
                    assertThat(AdifTables.submode(written.get("SUBMODE"))
                                    .orElseThrow()
                                    .mode())
                            .isEqualTo(written.get("MODE"));
                }
            }
        }
    }
}
