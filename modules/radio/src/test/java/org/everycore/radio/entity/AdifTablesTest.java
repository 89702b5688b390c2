package org.everycore.radio.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AdifTablesTest {
    @Test
    void theTablesHaveTheCountsOfAdif() {
        assertThat(AdifTables.fields()).hasSize(186);
        assertThat(AdifTables.bands()).hasSize(33);
        assertThat(AdifTables.modes()).hasSize(91);
        assertThat(AdifTables.modes()).filteredOn(EmissionMode::importOnly).hasSize(42);
        assertThat(AdifTables.submodes()).hasSize(187);
        assertThat(AdifTables.entities()).hasSize(402);
        assertThat(AdifTables.entities()).filteredOn(Entity::current).hasSize(340);
        assertThat(AdifTables.entities()).filteredOn(Entity::deleted).hasSize(62);
        assertThat(AdifTables.subdivisions()).hasSize(1965);
        assertThat(AdifTables.subdivisions().stream().map(Subdivision::dxcc).distinct())
                .hasSize(66);
        assertThat(AdifTables.continents()).hasSize(7);
    }

    @Test
    void everySubmodeBelongsToAMode() {
        assertThat(AdifTables.submodes())
                .allSatisfy(s -> assertThat(AdifTables.mode(s.mode())).isPresent());
    }

    @Test
    void aFrequencyAtEitherEndIsInItsBand() {
        assertThat(AdifTables.bandAt(14.0)).map(Band::name).contains("20m");
        assertThat(AdifTables.bandAt(14.35)).map(Band::name).contains("20m");
        assertThat(AdifTables.bandAt(14.3501)).isEmpty();
        assertThat(AdifTables.bandAt(0.136)).map(Band::name).contains("2190m");
        assertThat(AdifTables.band(" 20M ")).map(Band::lowerMhz).contains(14.0);
    }

    @Test
    void theTablesHoldWhatTheOfficialOnesHold() throws IOException {
        same(
                "band",
                AdifTables.bands(),
                b -> List.of(b.name(), b.lowerMhz(), b.upperMhz()),
                r -> List.of(r.get(1), Double.parseDouble(r.get(2)), Double.parseDouble(r.get(3))));
        same(
                "mode",
                AdifTables.modes(),
                m -> List.of(m.name(), m.importOnly()),
                r -> List.of(r.get(1), !r.get(4).isEmpty()));
        same("submode", AdifTables.submodes(), s -> List.of(s.name(), s.mode()), r -> List.of(r.get(1), r.get(2)));
        same("continent", AdifTables.continents(), c -> List.of(c.code(), c.name()), r -> List.of(r.get(1), r.get(2)));
        List<Object> entities = new ArrayList<>(AdifTables.entities());
        entities.add(0, "no entity");
        same(
                "dxcc_entity_code",
                entities,
                e -> e instanceof Entity entity ? List.of(entity.code(), entity.name(), entity.deleted()) : List.of(),
                r -> r.get(1).equals("0")
                        ? List.of()
                        : List.of(
                                Integer.parseInt(r.get(1)), r.get(2), !r.get(3).isEmpty()));
        same(
                "primary_administrative_subdivision",
                AdifTables.subdivisions(),
                s -> List.of(s.dxcc(), s.code(), s.name(), s.deleted(), String.join(",", s.cqZones())),
                r -> List.of(
                        Integer.parseInt(r.get(3)),
                        r.get(1),
                        r.get(2),
                        !r.get(9).isEmpty(),
                        r.get(6)));
    }

    @Test
    void theFieldsAreTheOfficialOnes() throws IOException {
        assertThat(AdifTables.fields())
                .extracting(
                        f -> List.<Object>of(f.name(), f.type(), f.enumeration(), f.header(), f.least(), f.greatest()))
                .containsExactlyElementsOf(rows("fields.csv").stream()
                        .map(r -> List.<Object>of(
                                r.get(0), r.get(1), r.get(2), !r.get(4).isEmpty(), r.get(5), r.get(6)))
                        .toList());
    }

    private static <T> void same(
            String enumeration,
            List<T> ours,
            Function<T, List<Object>> view,
            Function<List<String>, List<Object>> official)
            throws IOException {
        assertThat(ours.stream().map(view).toList())
                .as(enumeration)
                .isEqualTo(rows("enumerations_" + enumeration + ".csv").stream()
                        .map(official)
                        .toList());
    }

    private static List<List<String>> rows(String file) throws IOException {
        String text =
                Files.readString(ReferenceFiles.find("radio/official/adif-3.1.7-csv/" + file), StandardCharsets.UTF_8);
        return text.lines().skip(1).map(AdifTablesTest::cells).toList();
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
