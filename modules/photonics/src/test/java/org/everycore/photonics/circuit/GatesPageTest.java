package org.everycore.photonics.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.everycore.photonics.circuit.GateKind.Role;
import org.junit.jupiter.api.Test;

/** The reference page of gates lists each kind once, with as many parameters as it takes. */
class GatesPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "gates.md");

    @Test
    void everyKindHasItsRow() throws IOException {
        List<String> rows = Files.readAllLines(PAGE, StandardCharsets.UTF_8);
        for (GateKind kind : GateKind.values()) {
            List<String[]> found = rows.stream()
                    .map(row -> row.split("(?<!\\\\)\\|"))
                    .filter(cells -> cells.length > 4 && cells[1].strip().equals("`" + kind.gateName() + "`"))
                    .toList();
            assertThat(found).as("rows of %s in docs/gates.md", kind.gateName()).hasSize(1);
            String[] cells = found.get(0);
            boolean arrays = cells[2].contains("`");
            String parameters = cells[2].replaceAll("\\([^)]*\\)|\\[[^]]*]", "").strip();
            int count = arrays || parameters.isEmpty() ? 0 : parameters.split(",").length;
            if (kind.paramCount() != GateKind.ANY) {
                assertThat(count).as("parameters of %s", kind.gateName()).isEqualTo(kind.paramCount());
            }
            if (kind.role() != Role.MEASUREMENT) {
                String gradient = cells[cells.length - 1].strip();
                assertThat(gradient.equals("yes") || gradient.startsWith("no"))
                        .as("gradient of %s", kind.gateName())
                        .isEqualTo(kind.paramCount() != 0);
            }
        }
    }

    /** Each operation has a Blackbird form, which the row names. */
    @Test
    void everyRowNamesItsBlackbirdForm() throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        Arrays.stream(GateKind.values())
                .map(kind -> kind == GateKind.THERMAL_LOSS ? "ThermalLossChannel" : kind.gateName())
                .forEach(name -> assertThat(page).containsPattern("`" + name + "(\\(|`)"));
    }
}
