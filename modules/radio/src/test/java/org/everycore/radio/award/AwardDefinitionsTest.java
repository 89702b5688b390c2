package org.everycore.radio.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.everycore.radio.entity.AdifTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwardDefinitionsTest {
    private static final String GOOD = "name = X\nfield = STATE\n";

    @TempDir
    Path folder;

    @Test
    void theBuiltInAwardsAreThoseOfTheContractAndMoreByName() throws IOException {
        assertThat(AwardDefinitions.select(List.of(), List.of()))
                .extracting(AwardDefinition::name)
                .containsExactly(
                        "DXCC",
                        "DXCC_current",
                        "WAS",
                        "WAZ",
                        "ITU",
                        "WAC",
                        "WPX",
                        "IOTA",
                        "SOTA",
                        "POTA",
                        "USCA",
                        "VUCC",
                        "DXCC_challenge");
        assertThat(AwardDefinitions.select(List.of(), List.of("all")))
                .extracting(AwardDefinition::name)
                .contains("FFMA", "WWFF", "GRID2", "GRID4", "GRID6", "JCC", "WAJA", "DOK", "RDA", "WAB");
    }

    @Test
    void listsOfMembersAreComplete() throws IOException {
        assertThat(one("DXCC").members()).hasSize(340).allMatch(code -> AdifTables.entity(Integer.parseInt(code))
                .isPresent());
        assertThat(one("DXCC").only()).hasSize(402);
        assertThat(one("DXCC_current").only()).hasSize(340);
        assertThat(one("USCA").members()).hasSize(3077);
        assertThat(one("RAC").members()).hasSize(13);
        assertThat(one("H26").members()).hasSize(26);
        assertThat(one("WAS").members()).hasSize(50);
        assertThat(one("WAZ").members()).hasSize(40);
        assertThat(one("FFMA").only())
                .hasSize(488)
                .contains("CM79", "EL84", "FN67")
                .doesNotContain("CM85", "EL74", "FN68");
    }

    @Test
    void everyBuiltInAwardIsWithoutDoubt() throws IOException {
        assertThat(AwardDefinitions.select(List.of(), List.of("all")))
                .allSatisfy(award ->
                        assertThat(DefinitionAdvice.of(award)).as(award.name()).isEmpty());
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(wrong("except.PROP_MODE =")).contains("except.PROP_MODE", "names no value");
        assertThat(wrong("first = 1945-13-01")).contains("first = 1945-13-01: must be a day");
        assertThat(wrong("first = 2000-01-01\nlast = 1999-01-01")).contains("first is after last");
        assertThat(wrong("only = @nothing")).contains("there is no list @NOTHING; there are @entities");
        assertThat(wrong("rename = K")).contains("expected FROM:TO");
        assertThat(wrong("entity = AK:X")).contains("expected KEY:DXCC");
        assertThat(wrong("confirm =")).contains("names no source");
    }

    private static String wrong(String lines) {
        try {
            AwardDefinitions.read("name = X\nfield = A\n" + lines + "\n", "x.conf");
            return "read";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WPX, W1AW, W1",
        "WPX, W1AW/3, W3",
        "WPX, PA/N8BJQ, PA0",
        "WPX, N8BJQ/KH9, KH9",
        "WPX, 9A800VZ, 9A800",
        "WPX, EA8/DL1ABC/P, EA8",
        "WPX, RAEM, RA0",
        "WPX, VP2E/K1AA, VP2",
        "WPX, 7X4JEQ, 7X4",
        "WPX, G3ABC/MM, G3",
        "WAS, DC, MD",
        "WAS, PR, ''",
        "WAZ, 040, 40",
        "WAZ, 41, ''",
        "WAZ, 4 0, ''",
        "IOTA, EU-005, EU-005",
        "IOTA, EU-5, ''",
        "POTA, 'US-0001@US-CA, K-0002,@X,US-1,garbage', 'US-0001,US-0002'",
        "VUCC, 'EN98,FM08', 'EN98,FM08'",
        "VUCC, FN4, ''",
        "GRID6, FN42AAXX, FN42AA",
        "WAC, AN, ''",
        "DXCC_current, 229, ''",
        "JCC, 100101, 100101",
        "RDA, MO-01, MO-01",
    })
    void keysAreTakenByTheRules(String award, String text, String keys) throws IOException {
        assertThat(String.join(",", one(award).keys(text))).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource({
        "'nonsense', line 3: expected", "'color = red', color = red: is not a known key", "'form = roman', no form",
                "'from = x', from = x: 'x'",
        "'bands = 21m', '21m' is not a band", "'confirm = friend', no source", "'goals = 5, 4', must rise",
                "'name = Y', stands twice",
        "'pattern = [', pattern", "'count = all', keys or slots", "'map = DC', FROM:TO",
                "'goal.6m = 0', must be positive",
    })
    void whatIsWrongIsNamedWithItsLine(String line, String message) {
        assertThatThrownBy(() -> AwardDefinitions.read(GOOD + line, "my.conf"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("my.conf")
                .hasMessageContaining(message);
    }

    @Test
    void aFolderAddsAndReplaces() throws IOException {
        Files.writeString(folder.resolve("was.conf"), "name = WAS\nfield = STATE\n  # said again\nonly = CA,\n  NY\n");
        Files.writeString(folder.resolve("new.conf"), "name = NEW\nfield = CLASS\n");
        List<AwardDefinition> chosen = AwardDefinitions.select(AwardDefinitions.texts(folder), List.of("was", "new"));
        assertThat(chosen).extracting(AwardDefinition::name).containsExactly("WAS", "NEW");
        assertThat(chosen.get(0).members()).containsExactlyInAnyOrder("CA", "NY");
        Files.delete(folder.resolve("was.conf"));
        Files.delete(folder.resolve("new.conf"));
        assertThatThrownBy(() -> AwardDefinitions.texts(folder)).hasMessageContaining("no award definition");
    }

    private static AwardDefinition one(String name) throws IOException {
        return AwardDefinitions.select(List.of(), List.of(name)).get(0);
    }
}
